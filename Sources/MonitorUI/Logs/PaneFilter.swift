import MonitorCore

// What a pane is filtered by.
extension Pane {
  /// The filter, also while its context shows, and its patterns.
  var stackedFilter: LogFilter { context?.filter ?? filter }
  var stackedPatterns: [TextPattern] { stackedFilter.patterns }

  /// Whether an entry is shown as context alone.
  func isContextOnly(_ slot: Slot, of store: LogStore) -> Bool {
    context.map { !$0.filter.admits(slot, of: store) } ?? false
  }

  /// Shows what other patterns admit, with the same level.
  mutating func show(patterns: [TextPattern], of store: LogStore) {
    var filter = filter
    filter.patterns = patterns
    show(filter, of: store)
  }

  /// Drops a pattern of the filter that is too slow to search with, and returns it; `nil` where none is.
  mutating func dropSlowPattern(of store: LogStore) -> TextPattern? {
    guard let pattern = index.slowPattern else { return nil }
    var filter = filter
    filter.patterns.removeAll { $0 == pattern }
    show(filter, of: store)
    return pattern
  }
}
