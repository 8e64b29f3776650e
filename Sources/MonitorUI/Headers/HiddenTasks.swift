import MonitorCore

// No task that failed is out of sight without a word.
extension Model {
  /// The tasks that have no line on the screen: by a zoom, or for want of room.
  func hiddenTasks(_ layout: PaneLayout) -> [Int] {
    if isMerged { return [] }
    let shown = shownPanes
    let seen = Set(layout.areas.filter { shown.indices.contains($0.pane) }.compactMap { panes[shown[$0.pane]].task })
    return openTasks.filter { !seen.contains($0) }
  }

  /// `✖ 2`: how many of these tasks are in the worst of their states; empty where none needs a person.
  func worst(of numbers: some Sequence<Int>) -> [Segment] {
    let failed = numbers.filter { tasks[$0].status == .failed }
    let worst = failed.isEmpty ? numbers.filter { tasks[$0].status == .blocked } : failed
    return StateSign.counts(of: worst.map { [tasks, glyphs] in StateSign(of: tasks[$0], glyphs) })
  }

  /// `+19 ✖ 5`, where no other line counts the tasks that have none.
  var uncountedTasks: [Segment] {
    let layout = layout
    let isUncounted = layout.uncounted > 0 || isZoomed && layout.title == nil
    guard isUncounted, case let hidden = hiddenTasks(layout), !hidden.isEmpty else { return [] }
    let worst = worst(of: hidden)
    return [Segment(" +\(hidden.count)", .headerFocused, .bold)]
      + (worst.isEmpty ? [] : [Segment(" ", .headerFocused)] + worst)
  }
}
