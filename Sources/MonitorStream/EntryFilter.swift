package import MonitorCore

/// Applies a filter to entries that no store holds, as they are delivered.
package struct EntryFilter: Sendable {
  private let filter: LogFilter
  private var matchers: [(pattern: TextPattern, matcher: TextMatcher)]
  private var message = FilledMessage()

  /// Patterns of values and of templates need a store, and match nothing here.
  package init(_ filter: LogFilter) {
    self.filter = filter
    matchers = filter.patterns.map { ($0, TextMatcher($0)) }
  }

  /// A pattern that needs more time than searching may take (`PatternError.tooSlow`). What it could not decide was
  /// admitted.
  package var slowPattern: TextPattern? { matchers.first(where: \.matcher.isTooSlow)?.pattern }

  /// Says of each entry of a batch whether a filter admits it; `nil` for a filter that admits every entry.
  package static func selector(_ filter: LogFilter) -> FollowOptions.Selector? {
    guard filter.level != .all || !filter.patterns.isEmpty else { return nil }
    let fresh = EntryFilter(filter)
    return { batch in
      var filter = fresh
      return batch.entries.map { filter.admits($0, of: batch) }
    }
  }

  /// The event without the entries that the filter does not admit; other events as they are.
  package mutating func filtered(_ event: FollowEvent) -> FollowEvent {
    guard filter.level != .all || !matchers.isEmpty, case .logs(var batch, let receivedAt) = event else { return event }
    var kept: [LogEntry] = []
    for entry in batch.entries where admits(entry, of: batch) { kept.append(entry) }
    batch.entries = kept
    return .logs(batch, receivedAt: receivedAt)
  }

  /// Whether the filter admits an entry.
  package mutating func admits(_ entry: LogEntry, of batch: EntryBatch) -> Bool {
    guard filter.admits(entry.severity) else { return false }
    guard !matchers.isEmpty else { return true }
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message.clamped(to: 0..<bytes.count)]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters.clamped(to: 0..<bytes.count)]))
    }
    for index in matchers.indices
    where !matchers[index].matcher.admits(message.text, excluding: matchers[index].pattern.isExcluding) {
      return false
    }
    return true
  }
}
