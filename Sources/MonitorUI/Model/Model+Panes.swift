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

  /// Goes to the pane of a task, which is opened; where all are merged, they are split.
  mutating func focus(onTask task: Int) {
    if isMerged { toggleMerge() }
    guard let pane = panes.firstIndex(where: { $0.task == task }) else { return }
    focus = pane
    heights.open(task)
  }

  mutating func changeArrangement() {
    let next: PaneArrangement =
      switch PaneLayout.resolved(arrangement, width: size.width, panes: panes.count) {
      case .rows: .columns
      case .columns: .grid
      case .grid: .headers
      case .headers, .automatic: .rows
      }
    arrange(next)
  }

  /// Places the panes, and says how they stand where they do not fit so.
  mutating func arrange(_ wanted: PaneArrangement) {
    guard panes.count > 1, !isMerged else { return }
    isZoomed = false
    arrangement = wanted
    let shown = layout.arrangement
    let name = arrangement.rawValue
    announce(
      shown == arrangement || arrangement == .automatic
        ? "layout: \(name)"
        : "\(name) \(arrangement == .grid ? "does" : "do") not fit here: \(shown.rawValue)")
  }

  /// All tasks in one pane with the focused pane's filter; and back.
  mutating func toggleMerge() {
    guard panes.count > 1 else { return }
    if mergedPane == nil {
      let closed = Set(tasks.indices.filter { tasks[$0].isClosed })
      mergedPane = Pane(
        task: nil, filter: focusedPane?.filter ?? LogFilter(), hiding: closed,
        collapsing: focusedPane?.index.collapsed ?? [], over: store)
    } else {
      mergedPane = nil
    }
  }

  /// The panes on the screen, in order: as indices of `panes`; empty while merged.
  var shownPanes: [Int] {
    isMerged ? [] : isZoomed && panes.indices.contains(focus) ? [focus] : Array(panes.indices)
  }

  var layout: PaneLayout {
    let shown = shownPanes
    return PaneLayout(
      size: size, panes: isMerged ? 1 : shown.count, focus: shown.firstIndex(of: focus) ?? 0,
      arrangement: arrangement, wishes: isMerged ? PaneLayout.Wishes() : wishes(among: shown))
  }

  private func wishes(among shown: [Int]) -> PaneLayout.Wishes {
    var wishes = PaneLayout.Wishes(waiting: waitingPanes(among: shown))
    for (index, pane) in shown.enumerated() {
      guard let number = panes[pane].task else { continue }
      if shown.count > 1, [.completed, .canceled].contains(tasks[number].status) { wishes.settled.insert(index) }
      if [.failed, .blocked].contains(tasks[number].status) { wishes.urgent.insert(index) }
      if tasks[number].status == .failed, store.counts(of: number).total > 0 { wishes.failed.insert(index) }
      // Of one that is gone its line says all.
      let isGone = tasks[number].state.source == .gone && store.counts(of: number).total == 0
      if heights.foldedBelow.contains(number) { wishes.yielding.insert(index) }
      if heights.folded.contains(number) || heights.foldedBelow.contains(number) || isGone, shown.count > 1 {
        wishes.folded.insert(index)
      }
      let extra = heights.extraRows(of: number)
      if extra != PaneLayout.ExtraRows() { wishes.extraRows[index] = extra }
    }
    return wishes
  }

  /// The indices among the shown ones of those panes that have no entries, and whose tasks do not run.
  private func waitingPanes(among shown: [Int]) -> Set<Int> {
    Set(
      shown.indices.filter { index in
        guard let task = panes[shown[index]].task else { return false }
        return store.counts(of: task).total == 0 && tasks[task].status != .processing
      })
  }

  /// The pane of an area.
  func pane(of area: PaneLayout.Area) -> Pane? {
    if let mergedPane { return mergedPane }
    let shown = shownPanes
    return shown.indices.contains(area.pane) ? panes[shown[area.pane]] : nil
  }

  /// Where the focused pane is; `nil` on a tiny screen.
  var focusedArea: PaneLayout.Area? {
    let index = isMerged ? 0 : shownPanes.firstIndex(of: focus) ?? 0
    return layout.areas.first { $0.pane == index }
  }

  /// Whether panes stand side by side.
  var hasColumns: Bool { !isMerged && [.columns, .grid].contains(layout.arrangement) }

  /// Whether long lines are wrapped.
  var wraps: Bool { wrapChoice ?? hasColumns }

  func format(of pane: Pane, width: Int) -> RowFormat {
    RowFormat(
      width: width, timestamps: showsElapsed ? .local : timestamps,
      tagWidth: pane.task == nil && tasks.count > 1 ? openTasks.map { tasks[$0].label.columns }.max() ?? 0 : 0,
      wraps: wraps, isColumn: hasColumns, dates: clock.dateForm(of: pane.index, in: store, now: now),
      times: glyphs.times)
  }

  func reader(of pane: Pane, width: Int) -> RowReader {
    RowReader(
      store: store, pane: pane, format: format(of: pane, width: width), hasOlder: hasOlder(pane), search: search,
      notes: notes,
      mark: glyphs.mark)
  }

  /// Folds panes whose tasks have ended, and raises those with new errors; where somebody reads, it only folds what is below.
  mutating func settleHeights() {
    guard panes.count > 1 else { return }
    let focused = panes.indices.contains(focus) ? panes[focus].task : nil
    if let lowest = panes.lastIndex(where: { !$0.viewport.isFollowing }) {
      let below = panes[(lowest + 1)...].compactMap(\.task)
      return heights.settleBelow(below, of: tasks, focus: focused, now: runClock)
    }
    heights.settle(openTasks, of: tasks, focus: focused, now: runClock)
  }

  /// Gives the focused pane more rows, or fewer.
  mutating func changeHeight(by rows: Int) {
    let isStacked = [.rows, .grid].contains(layout.arrangement)
    guard panes.count > 1, !isMerged, !isZoomed, isStacked, let task = focusedPane?.task else {
      return announce("rows are given to panes that stand one above another")
    }
    let before = focusedArea?.rect.height
    heights.change(task, by: rows)
    guard focusedArea?.rect.height == before else { return }
    heights.change(task, by: -rows)
    announce(rows > 0 ? "the other panes have no rows to give" : "no pane is lower")
  }

  mutating func resetHeights() {
    announce(heights.isByHand ? "the panes share the rows again" : "the panes share the rows")
    heights.reset()
  }
}
