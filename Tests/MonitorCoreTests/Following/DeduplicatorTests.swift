import Testing

@testable import MonitorCore

@Suite struct DeduplicatorTests {
  private static let now = Timestamp(ticks: 17_575_920_000_000_000)

  private static func deliver(
    _ deduplicator: inout Deduplicator, _ id: String, secondsAgo: Double, at now: Timestamp = now
  )
    -> LogEntry?
  {
    var batch = EntryBatch()
    var entry = LogEntry(id: batch.append(Array(id.utf8)))
    entry.timestamp = now.advanced(bySeconds: -secondsAgo)
    batch.entries = [entry]
    var newEntries = NewEntries()
    newEntries.insert(batch, newTo: deduplicator.seen, floor: nil)
    return deduplicator.deliver(newEntries, receivedAt: now, newestBefore: deduplicator.newest).entries
      .first
  }

  /// The server's clock is read from a header that knows whole seconds only.
  @Test func countsAnEntryOfTheSameSecondAsTheNewest() {
    var deduplicator = Deduplicator()
    #expect(Self.deliver(&deduplicator, "newest", secondsAgo: -0.9)?.lateness == 0)
    #expect(Self.deliver(&deduplicator, "late", secondsAgo: 20)?.lateness == Int64(20.9 * 10_000_000))
    #expect(deduplicator.late == 1)
  }

  @Test func takesNoEntryOfTheFutureForTheNewest() {
    var deduplicator = Deduplicator()
    #expect(Self.deliver(&deduplicator, "future", secondsAgo: -3600)?.lateness == 0)
    #expect(Self.deliver(&deduplicator, "present", secondsAgo: 0)?.lateness == 0)
    #expect(deduplicator.late == 0)
  }

  private struct Row: Hashable {
    var id: String
    var revision: Int32
    var second: Int
  }

  private static func batch(_ rows: [Row]) -> EntryBatch {
    var batch = EntryBatch()
    for row in rows {
      var entry = LogEntry(id: batch.append(Array(row.id.utf8)))
      entry.timestamp = now.advanced(bySeconds: Double(row.second))
      entry.revision = row.revision
      batch.entries.append(entry)
    }
    return batch
  }

  /// Against a dictionary of what was told: at the first time, where nothing is known, as at every later one.
  @Test func tellsEachRevisionOnceAndInOrder() {
    var random = SplitMix64(seed: 17)
    for _ in 0..<500 {
      var deduplicator = Deduplicator()
      var revisions: [String: Int32] = [:]
      for _ in 0..<3 {
        var rows: Set<Row> = []
        for number in 0..<Int.random(in: 0...12, using: &random) where Bool.random(using: &random) {
          rows.insert(
            Row(
              id: "TLR-\(number)", revision: Int32.random(in: 0...2, using: &random),
              second: -Int.random(in: 0...4, using: &random)))
        }
        let limit = Bool.random(using: &random) ? Int.max : Int.random(in: 0...6, using: &random)
        var newEntries = NewEntries()
        newEntries.insert(Self.batch(rows.shuffled(using: &random)), newTo: deduplicator.seen, floor: nil)
        let delivered = deduplicator.deliver(
          newEntries, receivedAt: Self.now, limit: limit, newestBefore: nil)
        let new = rows.filter { row in revisions[row.id].map { row.revision > $0 } ?? true }
          .sorted { ($0.second, $0.id) < ($1.second, $1.id) }
        let expected = new.suffix(limit)
        #expect(delivered.entries.map { delivered.string($0.id) } == expected.map(\.id))
        #expect(delivered.entries.map(\.isRevised) == expected.map { revisions[$0.id] != nil })
        for row in new { revisions[row.id] = row.revision }
        #expect(deduplicator.seen.count == revisions.count)
        for (id, revision) in revisions {
          #expect(deduplicator.seen.novelty(of: id.utf8, revision: revision) == .known)
          #expect(deduplicator.seen.novelty(of: id.utf8, revision: revision + 1) == .revised)
        }
      }
    }
  }
}
