import Testing

@testable import MonitorCore

@Suite struct LogTellerTests {
  private static let now = Timestamp(ticks: 17_575_920_000_000_000)

  private static func tell(_ teller: inout LogTeller, _ id: String, secondsAgo: Double, at now: Timestamp = now)
    -> TaskLog?
  {
    var batch = LogBatch()
    var entry = TaskLog(id: batch.append(Array(id.utf8)))
    entry.timestamp = now.advanced(bySeconds: -secondsAgo)
    batch.entries = [entry]
    var news = PassNews()
    news.take(LogPage(batch: batch), newTo: teller.seen, floor: nil, rules: FollowRules())
    return teller.tell(news, receivedAt: now, newestBefore: teller.newest, keepsRaw: false).entries.first
  }

  /// The server's clock is read from a header that knows whole seconds only.
  @Test func countsAnEntryOfTheSameSecondAsTheNewest() {
    var teller = LogTeller()
    #expect(Self.tell(&teller, "newest", secondsAgo: -0.9)?.lateness == 0)
    #expect(Self.tell(&teller, "late", secondsAgo: 20)?.lateness == Int64(20.9 * 10_000_000))
    #expect(teller.late == 1)
  }

  @Test func takesNoEntryOfTheFutureForTheNewest() {
    var teller = LogTeller()
    #expect(Self.tell(&teller, "future", secondsAgo: -3600)?.lateness == 0)
    #expect(Self.tell(&teller, "present", secondsAgo: 0)?.lateness == 0)
    #expect(teller.late == 0)
  }

  private struct Row: Hashable {
    var id: String
    var revision: Int32
    var second: Int
  }

  private static func batch(_ rows: [Row]) -> LogBatch {
    var batch = LogBatch()
    for row in rows {
      var entry = TaskLog(id: batch.append(Array(row.id.utf8)))
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
      var teller = LogTeller()
      var revisions: [String: Int32] = [:]
      for _ in 0..<3 {
        var rows: Set<Row> = []
        for number in 0..<Int.random(in: 0...12, using: &random) where Bool.random(using: &random) {
          rows.insert(
            Row(
              id: "TLR-\(number)", revision: Int32.random(in: 0...2, using: &random),
              second: -Int.random(in: 0...4, using: &random)))
        }
        let most = Bool.random(using: &random) ? Int.max : Int.random(in: 0...6, using: &random)
        var news = PassNews()
        news.take(
          LogPage(batch: Self.batch(rows.shuffled(using: &random))), newTo: teller.seen, floor: nil,
          rules: FollowRules())
        let told = teller.tell(news, receivedAt: Self.now, most: most, newestBefore: nil, keepsRaw: false)
        let new = rows.filter { row in revisions[row.id].map { row.revision > $0 } ?? true }
          .sorted { ($0.second, $0.id) < ($1.second, $1.id) }
        let expected = new.suffix(most)
        #expect(told.entries.map { told.string($0.id) } == expected.map(\.id))
        #expect(told.entries.map(\.isRevised) == expected.map { revisions[$0.id] != nil })
        for row in new { revisions[row.id] = row.revision }
        #expect(teller.seen.count == revisions.count)
        for (id, revision) in revisions {
          #expect(teller.seen.novelty(of: id.utf8, revision: revision) == .known)
          #expect(teller.seen.novelty(of: id.utf8, revision: revision + 1) == .revised)
        }
      }
    }
  }
}
