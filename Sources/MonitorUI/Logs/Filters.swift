import MonitorCore

// The patterns that a pane's entries must match: stacked, shown as chips.
extension Model {
  /// The patterns of the focused pane, also while their context shows.
  var stackedFilters: [TextPattern] { focusedPane.map { ($0.context?.filter ?? $0.filter).patterns } ?? [] }

  /// Adds a pattern to what the focused pane's entries must match.
  mutating func filter(by pattern: TextPattern) {
    changeFilters { if !$0.contains(pattern) { $0.append(pattern) } }
  }

  /// Replaces a pattern of the focused pane, or removes it.
  mutating func replace(_ old: TextPattern, by new: TextPattern?) {
    changeFilters { patterns in
      guard let index = patterns.firstIndex(of: old) else { return }
      if let new, !patterns.contains(new) { patterns[index] = new } else { patterns.remove(at: index) }
    }
  }

  private mutating func changeFilters(_ change: (inout [TextPattern]) -> Void) {
    keepPlace()
    withFocusedPane { pane, store in
      if pane.isContext { pane.closeContext(of: store) }
      var filter = pane.filter
      change(&filter.patterns)
      if filter.patterns != pane.filter.patterns { pane.show(filter, of: store) }
    }
    dropSlowFilters()
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
