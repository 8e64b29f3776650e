import TestSupport

@testable import MonitorCore

extension Timestamp {
  /// So many seconds after the simulated worlds begin.
  static func simulated(_ seconds: Double) -> Timestamp { SimulatedWorld.epoch.advanced(bySeconds: seconds) }
}

extension LogPage {
  /// A page of entries in the order given, each with the second of its timestamp; `nil` for an unreadable one.
  static func simulated(_ entries: [(id: String, second: Double?)]) -> LogPage {
    var batch = EntryBatch()
    for (id, second) in entries {
      var entry = LogEntry(id: batch.append(id.utf8))
      entry.timestamp = second.map { .simulated($0) }
      batch.entries.append(entry)
    }
    return LogPage(batch: batch)
  }

  /// A page of one entry a second, each named after its own; the server's clock where it is known.
  static func simulated(
    _ seconds: some Sequence<Int>, limit: Int? = nil, offset: Int? = nil, total: Int? = nil, clock: Double? = nil
  ) -> LogPage {
    var page = simulated(seconds.map { (id: "TLR-\($0)", second: Double($0)) })
    page.limit = limit
    page.offset = offset
    page.total = total
    page.serverNow = clock.map { .simulated($0) }
    return page
  }
}
