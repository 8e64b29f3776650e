import TestSupport
import Testing

@testable import MonitorCore

/// One way down a list by hand; what many of them come to is the simulation's business.
@Suite struct SeamPassTests {
  /// A list of one entry a second, the newest first, of which a pass asks ten at a time.
  private struct List {
    var seconds: [Int]
    var honoursOffset = true
    var limit: Int? = 10
    var total: Int?
    var clock: Double?

    func answer(_ query: LogQuery) -> LogPage {
      let from = honoursOffset ? seconds.dropFirst(query.offset) : seconds[...]
      return .simulated(from.prefix(query.limit), limit: limit, total: total, clock: clock)
    }
  }

  private var rules: FollowRules {
    var rules = FollowRules()
    (rules.pageSize, rules.largestPage) = (10, 40)
    return rules
  }

  /// Goes down to the end of the pass, or a thousand pages.
  private func run(_ pass: inout SeamPass, _ list: (Int) -> List) -> SeamPass.Outcome {
    for number in 0..<1000 {
      let outcome = pass.consume(list(number).answer(pass.query), seen: SeenTable())
      if outcome != .more { return outcome }
    }
    return .more
  }

  private func pass(_ bound: SeamPass.Bound, collectsWindow: Bool = false) -> SeamPass {
    SeamPass(.simulated, bound: bound, rules: rules, collectsWindow: collectsWindow)
  }

  private func down(_ count: Int) -> List { List(seconds: Array((0..<count).reversed())) }

  @Test(arguments: [0, 1, 9, 10, 11, 100, 333]) func readsToTheEnd(count: Int) {
    var pass = pass(.end)
    let outcome = run(&pass) { _ in down(count) }
    #expect(outcome == .complete(proven: true) && pass.reachedEnd)
    #expect(pass.bottom == (count > 0 ? .simulated(0) : nil))
  }

  @Test func endsBelowTheMomentThatWasAskedFor() {
    var pass = pass(.since(.simulated(50)), collectsWindow: true)
    let outcome = run(&pass) { _ in down(100) }
    #expect(outcome == .complete(proven: true) && !pass.reachedEnd)
    #expect(pass.window?.count == 50 && pass.window?.values.min() == .simulated(50))
  }

  @Test func endsAtTheNumberThatWasAskedFor() {
    var pass = pass(.newest(25))
    let outcome = run(&pass) { _ in down(100) }
    #expect(outcome == .complete(proven: true) && !pass.reachedEnd)
    #expect(pass.bottom.map { $0 <= .simulated(75) } == true)
  }

  @Test func theTopIsNoLaterThanTheServersClock() {
    var pass = pass(.newest(5))
    var list = down(100)
    list.clock = 97.5
    _ = run(&pass) { _ in list }
    #expect(pass.top == .simulated(97.5))
  }

  @Test func pagesThatDoNotJoinAreAskedForFartherUp() {
    var pass = pass(.end)
    _ = pass.consume(down(100).answer(pass.query), seen: SeenTable())
    let asked = pass.query.offset
    // Twenty of the newest went: what stands there now lies farther down than the page's overlap reaches.
    var shrunk = down(100)
    shrunk.seconds.removeFirst(20)
    let outcome = pass.consume(shrunk.answer(pass.query), seen: SeenTable())
    #expect(outcome == .more && pass.query.offset == asked - 1)
    let end = run(&pass) { _ in shrunk }
    #expect(end == .complete(proven: true) && pass.bottom == .simulated(0))
  }

  @Test func moreTiesThanAPageHoldsAreAskedForTogether() {
    var pass = pass(.end)
    let ties = LogPage.simulated((0..<10).map { (id: "TLR-\($0)", second: Double?(7)) })
    let outcome = pass.consume(ties, seen: SeenTable())
    #expect(outcome == .more && pass.query.offset == 0 && pass.query.limit == 20)
  }

  @Test func anotherOrderThanAskedForProvesNothing() {
    var pass = pass(.end)
    let outcome = run(&pass) { _ in List(seconds: Array(0..<25)) }
    #expect(outcome == .complete(proven: false))
  }

  @Test(arguments: [10, 4, 2, 1]) func seesThatTheOffsetIsIgnored(entries: Int) {
    var pass = pass(.end)
    var list = down(entries)
    list.honoursOffset = false
    list.total = 1_000_000_000
    #expect(run(&pass) { _ in list } == .offsetIgnored)
    #expect(pass.pages < 10)
  }

  @Test func aTotalTooHighIsNoStandstill() {
    var pass = pass(.end)
    var list = down(4)
    list.total = 1_000_000_000
    let outcome = run(&pass) { _ in list }
    #expect(outcome == .complete(proven: true) && pass.reachedEnd)
    #expect(pass.pages < 10)
  }
}
