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
}
