import MonitorCore

// The patterns that a pane's entries must match: stacked, shown as chips.
extension Model {
  /// The patterns of the focused pane, also while their surroundings show.
  var stackedFilters: [TextPattern] { focusedPane.map { ($0.context?.filter ?? $0.filter).patterns } ?? [] }

  /// Adds a pattern to what the focused pane's entries must match.
  mutating func filter(by pattern: TextPattern) {
    changeFilters { if !$0.contains(pattern) { $0.append(pattern) } }
  }

  /// Puts another pattern in the place of one of the focused pane, or takes it away.
  mutating func replace(_ old: TextPattern, by new: TextPattern?) {
    changeFilters { patterns in
      guard let place = patterns.firstIndex(of: old) else { return }
      if let new, !patterns.contains(new) { patterns[place] = new } else { patterns.remove(at: place) }
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
