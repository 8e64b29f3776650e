import MonitorCore
import MonitorStream

/// Which entries of a saved log are meant.
struct EntryRange: Sendable {
  var since: Timestamp?
  var until: Timestamp?
  /// What lines and panes show at first.
  var filter = LogFilter()

  /// Whether all entries are meant, whatever their times.
  var isOfAllTimes: Bool { since == nil && until == nil }

  /// Whether not all entries are meant.
  var narrows: Bool { !isOfAllTimes || filter != LogFilter() }

  /// Whether an entry is of these times; one without a readable time counts as of when it was received.
  func holds(_ entry: LogEntry, receivedAt: Timestamp) -> Bool { holds(entry.timestamp ?? receivedAt) }

  func holds(_ moment: Timestamp) -> Bool {
    since.map { moment >= $0 } ?? true && until.map { moment <= $0 } ?? true
  }

  /// The entries that are of these times.
  func limited(_ batch: EntryBatch, receivedAt: Timestamp) -> EntryBatch {
    if isOfAllTimes { return batch }
    var batch = batch
    batch.entries.removeAll { !holds($0, receivedAt: receivedAt) }
    return batch
  }
}

extension RunStart {
  /// The start of a run of which no more than this is meant.
  func narrowed(to range: EntryRange) -> RunStart {
    var start = self
    if let since = range.since { start.history = .since(since) }
    start.until = range.until ?? until
    if range.filter.level != .all { start.filter.level = range.filter.level }
    start.filter.patterns += range.filter.patterns
    return start
  }
}
