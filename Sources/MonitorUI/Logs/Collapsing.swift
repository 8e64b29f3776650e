import MonitorCore

/// The template that was collapsed last, in which pane, and the viewport before it.
struct LastCollapse: Sendable {
  let template: Int
  let pane: PaneID
  let viewport: Viewport
}

extension Model {
  /// Makes all entries of the template that an entry has share a row in the focused pane; shows them all again where
  /// they do. By default it is the current entry, or where the key before collapsed, what it did.
  mutating func toggleCollapse() {
    if let last = lastCollapse, last.pane == focusedPane?.id,
      focusedPane?.index.collapsed.contains(last.template) == true
    {
      expand(last.template)
      withFocusedPane { pane, store in pane.restore(last.viewport, of: store) }
      return
    }
    guard let pane = focusedPane, let slot = readingPlace(of: pane)?.slot else { return }
    toggleCollapse(template: store.template(of: slot))
  }

  mutating func toggleCollapse(template: Int) {
    guard let pane = focusedPane else { return }
    if pane.index.collapsed.contains(template) { expand(template) } else { collapse(template, in: pane) }
  }

  private mutating func collapse(_ template: Int, in pane: Pane) {
    lastCollapse = LastCollapse(template: template, pane: pane.id, viewport: pane.viewport)
    keepPlace()
    withFocusedPane { pane, store in pane.collapse(pane.index.collapsed.union([template]), of: store) }
    let entries = focusedPane?.index.entries ?? []
    let count = entries.reduce(0) { $0 + (store.template(of: $1) == template ? 1 : 0) }
    let key = keys.label(of: .collapse)
    announce(
      count > 1
        ? "\(NumberText.grouped(count)) entries share the row of the newest; \(key) shows them again"
        : "the next entries like this one will share its row; \(key) undoes it")
  }

  private mutating func expand(_ template: Int) {
    guard let pane = focusedPane else { return }
    lastCollapse = nil
    // The row stays where it is, and what it stood for comes in around it.
    let place = pane.viewport.isFollowing ? nil : readingPlace(of: pane)
    keepPlace()
    withFocusedPane { pane, store in
      if let place { pane.viewport.read(at: place) }
      pane.collapse(pane.index.collapsed.subtracting([template]), of: store)
    }
    announce("each entry has its own row again; \(keys.label(of: .collapse)) collapses them")
  }
}
