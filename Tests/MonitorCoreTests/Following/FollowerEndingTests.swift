import TestSupport
import Testing

@testable import MonitorCore

/// How much is read once a task has ended, and what is said of it.
@Suite struct FollowerEndingTests {
  private struct Reading {
    var follower: Follower
    /// The requests of logs after the final status, with the moments.
    var requests: [(query: LogQuery, second: Double)]
    var seconds: Double
    /// How many times the log was begun from its top, and not left before its end.
    var wholeReads: Int
  }

  private func world(rows: Int, tied: Int, cap: Int, totals: SimulatedWorld.Totals, shuffled: Bool) -> SimulatedWorld {
    var world = SimulatedWorld()
    world.statuses = [(-1000, .completed)]
    world.cap = cap
    world.totals = totals
    world.shufflesTies = shuffled
    world.rows = (0..<rows).map { number in
      let second = number < tied ? -500.0 : Double(number) - 500
      return .init(id: number, timestamp: .simulated(second), visibleAt: -500 + Double(number))
    }
    return world
  }

  private func read(_ world: SimulatedWorld, taskCount: Int = 1, follows: Bool = true) -> Reading {
    var options = FollowOptions()
    options.taskCount = taskCount
    options.follows = follows
    var follower = Follower(.simulated, options: options, seed: 1)
    var (now, random) = (Duration.zero, SplitMix64(seed: 2))
    var requests: [(LogQuery, Double)] = []
    while requests.count < 20_000 {
      let step = follower.step(now: now)
      if step == .finished { break }
      if case .wait(let moment) = step { now = moment }
      guard case .ask(let request) = step else { continue }
      if case .logs(let query) = request { requests.append((query, now.seconds)) }
      let answer = world.answer(request, at: now.seconds, using: &random)
      now += .milliseconds(10)
      _ = follower.receive(answer, now: now)
    }
    let deepest = requests.map(\.0.offset).max() ?? 0
    let whole = requests.count { $0.0.offset == deepest }
    return Reading(follower: follower, requests: requests, seconds: now.seconds, wholeReads: whole)
  }

  @Test func aLogThatWasJustReadIsReadOnce() {
    let reading = read(world(rows: 398, tied: 1, cap: 100, totals: .absent, shuffled: false))
    #expect(reading.follower.state.completeness == .proven)
    #expect(reading.wholeReads == 1 && (3...4).contains(reading.seconds))
  }

  /// More entries of one moment than a page holds prove nothing by themselves, but the server's count does.
  @Test(arguments: [false, true]) func countingProvesTies(shuffled: Bool) {
    let reading = read(world(rows: 398, tied: 140, cap: 10, totals: .right, shuffled: shuffled))
    #expect(reading.follower.state.delivered == 398)
    #expect(reading.follower.state.completeness == .proven)
    #expect(shuffled || reading.wholeReads == 2 && reading.requests.count < 140, "\(reading.requests.count)")
  }

  @Test func withoutACountTwoReadsOfTheSameAreAsGoodAsItGets() {
    let reading = read(world(rows: 398, tied: 140, cap: 10, totals: .absent, shuffled: false))
    #expect(reading.follower.state.delivered == 398)
    #expect(reading.follower.state.completeness == .unproven("More entries share a timestamp than a page holds"))
    #expect(reading.wholeReads == 3 && reading.requests.count < 200, "\(reading.requests.count)")
  }

  @Test(arguments: [1, 5]) func aRepeatedReadIsSlow(tasks: Int) {
    let reading = read(world(rows: 398, tied: 140, cap: 10, totals: .absent, shuffled: false), taskCount: tasks)
    // The two first reads are as quick as the answers; of the last one four requests a second, of all tasks.
    let third = reading.requests.suffix(reading.requests.count / 3 - 5)
    let gaps = zip(third, third.dropFirst()).map { $1.second - $0.second }
    #expect(gaps.allSatisfy { $0 >= 0.25 * Double(tasks) - 0.001 })
  }

  @Test(arguments: [1, 2], [SimulatedWorld.Totals.right, .absent])
  func aTinyLogIsWholeWithoutALimit(rows: Int, totals: SimulatedWorld.Totals) {
    for follows in [false, true] {
      var world = world(rows: rows, tied: 1, cap: .max, totals: totals, shuffled: false)
      world.reportsLimit = false
      let reading = read(world, follows: follows)
      #expect(reading.follower.state.delivered == rows)
      #expect(reading.follower.state.completeness == .proven)
      #expect(reading.requests.count <= 8)
    }
  }

  @Test func oneShotReadsTwiceWhereThatProvesIt() {
    let counted = read(world(rows: 300, tied: 60, cap: 10, totals: .right, shuffled: false), follows: false)
    #expect(counted.follower.state.completeness == .proven && counted.wholeReads == 2)
    let uncounted = read(world(rows: 300, tied: 60, cap: 10, totals: .absent, shuffled: false), follows: false)
    #expect(uncounted.follower.state.completeness != .proven)
  }

  @Test func anEntryThatIsTooLargeIsLeftOutAndSaid() {
    var world = world(rows: 120, tied: 1, cap: 100, totals: .right, shuffled: false)
    world.rows[70].isOversized = true
    let reading = read(world)
    #expect(reading.follower.state.delivered == 120 && reading.follower.state.invalid == 1)
    #expect(reading.follower.state.completeness == .unproven("An entry is too large to be read"))
    let failed = reading.requests.count {
      (120 - $0.query.offset - $0.query.limit..<120 - $0.query.offset).contains(70)
    }
    #expect(failed <= 12, "\(failed) requests that met it")
  }

  @Test(arguments: [false, true]) func pagesThatAreTooLargeOrTooSlowAreHalved(areSlow: Bool) {
    var world = world(rows: 300, tied: 1, cap: 100, totals: .right, shuffled: false)
    world.maxRows = 40
    world.largePagesAreSlow = areSlow
    let reading = read(world)
    #expect(reading.follower.state.completeness == .proven && reading.follower.state.delivered == 300)
    #expect(reading.requests.prefix(3).map(\.query.limit) == [100, 50, 25])
    #expect(reading.requests.prefix(3).allSatisfy { $0.query.offset == 0 })
    #expect(reading.requests.contains { $0.query.limit == 50 && $0.query.offset > 0 }, "five good pages double it")
  }
}
