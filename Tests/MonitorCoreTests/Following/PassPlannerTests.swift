import TestSupport
import Testing

@testable import MonitorCore

/// Which pass a look needs, and what it proves.
@Suite struct PassPlannerTests {
  private func planner(_ history: FollowOptions.History = .all) -> PassPlanner {
    PassPlanner(.simulated, history: history, rules: FollowRules())
  }

  /// Reads one page by offset and ends the pass there; gives what was proven.
  @discardableResult
  private func read(
    _ planner: inout PassPlanner, _ purpose: LogPass.Purpose, _ page: LogPage, isProven: Bool = true, at now: Int = 0
  ) throws -> Timestamp?? {
    var pass = try seam(planner.begin(purpose, delivered: 0, at: .seconds(now)))
    let outcome = pass.consume(page, seen: SeenTable())
    #expect(outcome == .complete(proven: true))
    return planner.end(pass, for: purpose, isProven: isProven, now: .seconds(now))
  }

  private func seam(_ pass: LogPass) throws -> SeamPass {
    guard case .seam(let pass) = pass else { throw Failure() }
    return pass
  }

  private struct Failure: Error {}

  /// A planner after the two looks that keyset paging needs, the newest entry at 1000 s.
  private func settled() throws -> PassPlanner {
    var planner = planner()
    try read(&planner, .history, .simulated([1000], limit: 100, clock: 1000))
    try read(&planner, .poll, .simulated([1000], limit: 100, clock: 1001), at: 1)
    return planner
  }

  @Test func theHistoryGoesAsDeepAsWasAskedFor() throws {
    let full = LogPage.simulated((0..<100).reversed(), limit: 100, clock: 1000)
    for (history, isComplete) in [
      (FollowOptions.History.all, false), (.newest(100), true), (.newest(101), false), (.newest(-5), true),
      (.since(.simulated(1)), true), (.since(.simulated(0)), false),
    ] {
      var planner = planner(history)
      var pass = try seam(planner.begin(.history, delivered: 0, at: .zero))
      #expect(pass.query == LogQuery(task: .simulated))
      #expect((pass.consume(full, seen: SeenTable()) != .more) == isComplete, "\(history)")
    }
  }

  @Test func saysFromWhenOnEverythingWasRead() throws {
    var planner = planner()
    try read(&planner, .history, .simulated([1000], limit: 100, clock: 1000))
    #expect(try read(&planner, .poll, .simulated([1000], limit: 100, clock: 1000)) == .some(nil), "from the start")
    planner = self.planner()
    try read(&planner, .history, .simulated([1000], limit: 100, clock: 1000))
    let enough = LogPage.simulated([1010, 900], limit: 2, clock: 1010)
    #expect(try read(&planner, .poll, enough, isProven: false, at: 10) == nil)
    #expect(try read(&planner, .poll, enough, at: 10) == .some(.simulated(940)))
    #expect(planner.leavesToPoll(.simulated(950)) && !planner.leavesToPoll(.simulated(949)))
  }

  @Test func withoutTheServersClockNothingMoves() throws {
    var planner = planner()
    try read(&planner, .history, .simulated([1000], limit: 100))
    #expect(planner.leavesToPoll(.simulated(0)))
  }

  @Test func olderEntriesBeginBelowWhatWasTold() throws {
    var planner = planner(.newest(3))
    try read(&planner, .history, .simulated([9, 8, 7], limit: 3, clock: 10))
    #expect(planner.hasOlder && planner.floor == .simulated(7))
    #expect(planner.begin(.older, delivered: 300, at: .zero).query.offset == 250)
    planner.raiseFloor(to: .simulated(8))
    planner.raiseFloor(to: .simulated(2))
    #expect(planner.floor == .simulated(8))
    try read(&planner, .older, .simulated([7, 6], limit: 100, clock: 10))
    #expect(!planner.hasOlder && planner.floor == nil)
    #expect(planner.begin(.older, delivered: 300, at: .zero).query.offset == 0)
  }

  @Test func nothingBeforeTheMomentAskedForIsOlder() throws {
    var planner = planner(.since(.simulated(5)))
    #expect(planner.floor == .simulated(5))
    try read(&planner, .history, .simulated([9, 4], limit: 2, clock: 10))
    #expect(!planner.hasOlder && planner.floor == .simulated(5))
  }

  @Test func anAuditGoesOnWhereItWas() throws {
    var planner = planner()
    var pass = try seam(planner.begin(.rollingAudit, delivered: 0, at: .zero))
    let outcome = pass.consume(.simulated((0..<100).reversed(), limit: 100, clock: 1000), seen: SeenTable())
    #expect(outcome == .more && pass.query.offset > 0)
    planner.roll(on: pass)
    #expect(planner.begin(.rollingAudit, delivered: 0, at: .zero).query == pass.query)
    #expect(planner.begin(.poll, delivered: 0, at: .zero).query.offset == 0)
    _ = planner.end(pass, for: .rollingAudit, isProven: true, now: .zero)
    #expect(planner.rolling == nil)
    #expect(planner.leavesToPoll(.simulated(0)), "a page at a time is no look at what is new")
  }

  @Test func looksByValueOnceTwoLooksHaveProvedThemselves() throws {
    var planner = planner()
    #expect(!planner.begin(.poll, delivered: 0, at: .zero).isKeyset)
    try read(&planner, .history, .simulated([1000], limit: 100, clock: 1000))
    #expect(!planner.begin(.poll, delivered: 0, at: .zero).isKeyset)
    planner = try settled()
    #expect(planner.begin(.poll, delivered: 0, at: .zero).isKeyset)
    #expect(!planner.begin(.audit, delivered: 0, at: .zero).isKeyset)
  }

  @Test func aBrokenBargainIsForgivenTwiceAndARefusalNever() throws {
    var planner = try settled()
    for strike in 1...3 {
      #expect(planner.begin(.poll, delivered: 0, at: .seconds(strike)).isKeyset)
      #expect(!planner.keysetBroken(for: .poll).isKeyset)
      #expect(!planner.begin(.poll, delivered: 0, at: .seconds(strike)).isKeyset)
      try read(&planner, .poll, .simulated([1000], limit: 100, clock: 1001), at: 1)
    }
    #expect(!planner.begin(.poll, delivered: 0, at: .seconds(4)).isKeyset)
    planner = try settled()
    #expect(!planner.keysetRefused(for: .poll).isKeyset)
    try read(&planner, .poll, .simulated([1000], limit: 100, clock: 1001), at: 1)
    #expect(!planner.begin(.poll, delivered: 0, at: .seconds(4)).isKeyset)
  }

  @Test func whereOffsetsAreIgnoredOnlyValuesAreLeft() {
    var planner = planner()
    #expect(planner.offsetIgnored(for: .older) == nil)
    #expect(planner.offsetIgnored(for: .history)?.isKeyset == true)
    #expect(planner.begin(.audit, delivered: 0, at: .zero).isKeyset)
    _ = planner.keysetRefused(for: .audit)
    #expect(planner.offsetIgnored(for: .history) == nil)
    #expect(!planner.begin(.audit, delivered: 0, at: .zero).isKeyset)
  }
}
