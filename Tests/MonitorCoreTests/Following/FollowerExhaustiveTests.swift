import Foundation
import TestSupport
import Testing

@testable import MonitorCore

/// Every schedule of a small world: before each of the first requests one of seven things happens to the log.
/// Three requests (343 schedules) in the suite; six (117 649) with `MPT_SEEDS`, as `Scripts/prove` sets it.
struct FollowerExhaustiveTests {
  private enum Happening: Int, CaseIterable {
    case newest, burst, tie, late, deleteNewest, deleteMiddle, revise
  }

  @Test func noScheduleLosesRepeatsOrAges() {
    let isLong = ProcessInfo.processInfo.environment["MPT_SEEDS"] != nil
    let length = isLong ? 6 : 3
    let count = (0..<length).reduce(1) { product, _ in product * Happening.allCases.count }
    for number in 0..<count {
      var rest = number
      let schedule = (0..<length).compactMap { _ in
        defer { rest /= Happening.allCases.count }
        return Happening(rawValue: rest % Happening.allCases.count)
      }
      if let problem = problem(in: schedule) {
        Issue.record("\(schedule): \(problem)")
        return
      }
    }
    if isLong { print("Exhaustive: \(count) schedules, 0 violations") }
  }

  private func problem(in schedule: [Happening]) -> String? {
    var rules = FollowRules()
    rules.pageSize = 4
    rules.largestPage = 16
    var world = SimulatedWorld()
    world.shufflesTies = false
    world.totals = .absent
    for number in 0..<7 { insert(into: &world, at: -100 + Double(number), stamp: -100 + Double(number)) }
    var follower = Follower(.simulated, rules: rules, seed: 1)
    var ledger = Ledger(world: world, lookBack: rules.lookBack)
    var random = SplitMix64(seed: 1)
    var coming = schedule[...]
    var now = Duration.zero
    for _ in 0..<400 {
      switch follower.step(now: now) {
      case .finished:
        return ledger.problemAtEnd(
          snapshot: follower.snapshot, lastPass: follower.passBegan.seconds, grace: FollowRules().grace.seconds,
          completeness: follower.state.completeness)
      case .wait(let moment): now = moment
      case .ask(let request):
        if case .logs = request {
          if let next = coming.popFirst() { happen(next, in: &world, at: now.seconds) }
          if coming.isEmpty, world.statuses.count == 1 { world.statuses.append((now.seconds + 5, .completed)) }
        }
        ledger.published(world)
        let answer = world.answer(request, at: now.seconds, using: &random)
        now += .milliseconds(100)
        let passes = follower.completePasses
        for event in follower.receive(answer, now: now) {
          guard case .logs(let batch, _) = event else { continue }
          if let problem = ledger.take(batch) { return problem }
        }
        if follower.completePasses > passes, let pass = follower.completePass,
          let problem = ledger.problem(after: pass, now: now.seconds)
        {
          return problem
        }
      }
    }
    return "did not end"
  }

  private func happen(_ happening: Happening, in world: inout SimulatedWorld, at now: Double) {
    let living = world.rows.indices.filter { world.rows[$0].isVisible(at: now) }
      .sorted { world.rows[$0].timestamp < world.rows[$1].timestamp }
    switch happening {
    case .newest: insert(into: &world, at: now, stamp: now)
    case .burst: for step in 0..<5 { insert(into: &world, at: now, stamp: now - Double(step) * 0.001) }
    case .tie:
      let stamp = living.last.map { world.rows[$0].timestamp.seconds(since: SimulatedWorld.epoch) }
      insert(into: &world, at: now, stamp: max(now - 30, stamp ?? now))
    case .late: insert(into: &world, at: now, stamp: now - 30)
    case .deleteNewest: if let last = living.last { world.rows[last].deletedAt = now }
    case .deleteMiddle: if !living.isEmpty { world.rows[living[living.count / 2]].deletedAt = now }
    case .revise: if let last = living.last { world.rows[last].revisedAt.append(now) }
    }
  }

  private func insert(into world: inout SimulatedWorld, at time: Double, stamp: Double) {
    let id = Int(SplitMix64.scrambled(UInt64(world.rows.count)) % 100_000) * 1000 + world.rows.count
    world.rows.append(
      .init(id: id, timestamp: SimulatedWorld.epoch.advanced(bySeconds: stamp).flooredToMilliseconds, visibleAt: time))
  }
}
