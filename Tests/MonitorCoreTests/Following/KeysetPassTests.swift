import TestSupport
import Testing

@testable import MonitorCore

@Suite struct KeysetPassTests {
  private func pass(from start: Double = 10, expecting expected: [Int] = [], pageSize: Int = 100) -> KeysetPass {
    var rules = FollowRules()
    (rules.pageSize, rules.largestPage) = (pageSize, pageSize * 2)
    let window = expected.map { (Array("TLR-\($0)".utf8), Timestamp.simulated(Double($0))) }
    return KeysetPass(
      .simulated, from: .simulated(start), expected: Dictionary(uniqueKeysWithValues: window), rules: rules)
  }

  private func outcome(_ pass: KeysetPass, _ page: LogPage) -> KeysetPass.Outcome {
    var pass = pass
    return pass.consume(page)
  }

  @Test func asksForAMillisecondMore() {
    #expect(pass().query == LogQuery(task: .simulated, order: .oldestFirst(from: .simulated(9.999))))
    let first = KeysetPass(.simulated, from: .distantPast, expected: [:], rules: FollowRules())
    #expect(first.query.order == .oldestFirst(from: .distantPast))
  }

  @Test func aShortPageInOrderIsAllThereIs() {
    var pass = pass(expecting: [9, 10])
    let outcome = pass.consume(.simulated([10, 11], limit: 100, clock: 10.5))
    #expect(outcome == .complete && pass.window.count == 2)
    #expect(pass.top == .simulated(10.5), "no later than the server's clock")
  }

  @Test func withoutTheServersClockThereIsNoTop() {
    var pass = pass()
    let outcome = pass.consume(.simulated([10, 11], limit: 100))
    #expect(outcome == .complete && pass.top == nil)
  }

  @Test func whatBreaksTheBargainIsSeen() {
    #expect(outcome(pass(), .simulated([11, 10], limit: 100)) == .broken, "the newest first")
    #expect(outcome(pass(), .simulated([9, 10], limit: 100)) == .broken, "what was not asked for")
    #expect(outcome(pass(expecting: [10, 11]), .simulated([10], limit: 100)) == .broken, "one is left out")
    #expect(outcome(pass(), .simulated([Int](), limit: 100)) == .broken, "nothing proves nothing")
  }

  @Test func goesOnFromTheLastMoment() {
    var pass = pass(pageSize: 2)
    let first = pass.consume(.simulated([10, 11], limit: 2))
    #expect(first == .more && pass.query.order == .oldestFirst(from: .simulated(10.999)))
    let second = pass.consume(.simulated([11, 12], limit: 2))
    let last = pass.consume(.simulated([12], limit: 2))
    #expect([second, last] == [.more, .complete] && pass.window.count == 3)
  }

  @Test func ofMoreTiesThanAPageHoldsALargerPageIsAskedFor() {
    var pass = pass(pageSize: 2)
    let ties = ["a", "b", "c", "d"].map { (id: $0, second: Double?(10)) }
    let first = pass.consume(.simulated(Array(ties.prefix(2))))
    #expect(first == .more && pass.query.limit == 4)
    let second = pass.consume(.simulated(ties))
    #expect(second == .broken, "no larger page is allowed")
  }
}
