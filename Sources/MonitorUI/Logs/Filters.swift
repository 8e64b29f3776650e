import MonitorCore

/// Filters that were cleared, so that the same key brings them back within some seconds.
struct ClearedFilters: Sendable {
  let pane: PaneID
  let level: LogFilter.Level
  let patterns: [TextPattern]
  let isContext: Bool
  let at: Duration

  private static let lifetime = Duration.seconds(5)

  func lasts(until now: Duration) -> Bool { now - at <= Self.lifetime }
}

/// Where a reader was before a prompt.
struct ReadingState: Sendable {
  let search: Search?
  let viewport: Viewport?
  /// The filters of the focused pane, and whether their context showed.
  var filters: [TextPattern] = []
  var isContext = false
  /// What was chosen in the box below.
  let chosen: Slot?
}

/// Where a count was clicked, and what it counted.
struct ClickedCount: Hashable, Sendable {
  let level: LogFilter.Level
  let x: Int
  let y: Int
}

// The patterns that a pane's entries must match: stacked, shown as chips.
extension Model {
  /// The patterns of the focused pane, also while their context shows.
  var stackedFilters: [TextPattern] { focusedPane?.stackedPatterns ?? [] }

  /// Shows what patterns admit in the focused pane, for as long as a filter is typed, where the reader was before.
  /// Returns one that is too slow, which is dropped.
  mutating func tryFilters(_ patterns: [TextPattern], from state: ReadingState) -> TextPattern? {
    search = state.search
    var slow: TextPattern?
    withFocusedPane { pane, store in
      if pane.isContext { pane.closeContext(of: store) }
      if pane.filter.patterns != patterns { pane.show(patterns: patterns, of: store) }
      while let pattern = pane.dropSlowPattern(of: store) { slow = pattern }
      if let viewport = state.viewport { pane.restore(viewport, of: store) }
    }
    return slow
  }

  /// Adds a pattern to what the focused pane's entries must match.
  mutating func filter(by pattern: TextPattern) {
    changeFilter { if !$0.patterns.contains(pattern) { $0.patterns.append(pattern) } }
    if focusedPane?.index.count == 0, !pattern.isExcluding, let hint = PrintedWord(pattern.source)?.hint(keys) {
      announce(hint)
    }
  }

  /// Replaces a pattern of the focused pane, or removes it.
  mutating func replace(_ old: TextPattern, by new: TextPattern?) {
    changeFilter { filter in
      guard let index = filter.patterns.firstIndex(of: old) else { return }
      if let new, !filter.patterns.contains(new) {
        filter.patterns[index] = new
      } else {
        filter.patterns.remove(at: index)
      }
    }
  }

  private mutating func changeFilter(_ change: (inout LogFilter) -> Void) {
    keepPlace()
    withFocusedPane { pane, store in
      if pane.isContext { pane.closeContext(of: store) }
      var filter = pane.filter
      change(&filter)
      if filter != pane.filter { pane.show(filter, of: store) }
    }
    dropSlowFilters()
  }

  /// Removes the highlight; then the filters, of severities too, with their context; and where that was just done,
  /// brings them back. Then it lets go of the current entry, and of the zoom.
  mutating func clear() {
    if search != nil {
      search = nil
    } else if let pane = focusedPane, pane.isFiltered {
      let filter = pane.stackedFilter
      clearedFilters = ClearedFilters(
        pane: pane.id, level: filter.level, patterns: filter.patterns, isContext: pane.isContext, at: engine)
      changeFilter { ($0.level, $0.patterns) = (.all, []) }
      announce("filters cleared; \(keys.firstLabel(of: .clear, in: .log)) again brings them back")
    } else if let cleared = clearedFilters, cleared.pane == focusedPane?.id, cleared.lasts(until: engine) {
      clearedFilters = nil
      changeFilter { ($0.level, $0.patterns) = (cleared.level, cleared.patterns) }
      if cleared.isContext { toggleContext() }
      announce("filters are back")
    } else if isZoomed, !isMerged, focusedPane?.viewport.current == nil {
      isZoomed = false
    } else {
      withFocusedPane { pane, _ in pane.viewport.current = nil }
    }
  }

  /// Drops patterns whose searches take too long, in every pane, and says which.
  mutating func dropSlowFilters() {
    var dropped: TextPattern?
    for index in panes.indices {
      while let pattern = panes[index].dropSlowPattern(of: store) { dropped = pattern }
    }
    while let pattern = mergedPane?.dropSlowPattern(of: store) { dropped = pattern }
    if let dropped { announce("\(PatternError.tooSlow.sentence): \(dropped.source)", isAlarm: true) }
  }
}
