import MonitorCore

extension Model {
  mutating func moveFocus(by step: Int) {
    guard panes.count > 1, !isMerged else { return }
    focus = ((focus + step) % panes.count + panes.count) % panes.count
  }

  mutating func focus(on pane: Int) {
    if isMerged {
      announce("all tasks are in one pane; \(keys.label(of: .merge)) splits it")
    } else if panes.indices.contains(pane) {
      focus = pane
    } else {
      announce("there is no pane \(pane + 1)")
    }
  }

  mutating func changeArrangement() {
    guard panes.count > 1, !isMerged else { return }
    isZoomed = false
    arrangement =
      switch PaneLayout.resolved(arrangement, width: size.width, panes: panes.count) {
      case .rows: .columns
      case .columns: .grid
      case .grid: .headers
      case .headers, .automatic: .rows
      }
    let shown = layout.arrangement
    let name = arrangement.rawValue
    announce(
      shown == arrangement
        ? "layout: \(name)"
        : "\(name) \(arrangement == .grid ? "does" : "do") not fit here: \(shown.rawValue)")
  }

  /// All tasks in one pane with the focused pane's filter; and back.
  mutating func toggleMerge() {
    guard panes.count > 1 else { return }
    mergesLater = false
    if mergedPane == nil {
      let closed = Set(tasks.indices.filter { tasks[$0].isClosed })
      mergedPane = Pane(
        task: nil, filter: focusedPane?.filter ?? LogFilter(), hiding: closed,
        collapsing: focusedPane?.index.collapsed ?? [], over: store)
    } else {
      mergedPane = nil
    }
  }
}
