import TestSupport

@testable import MonitorCore

/// Runs the follower as shipped in a simulated world and holds what it tells against what was published.
struct FollowSimulation {
  struct Violation: Error, CustomStringConvertible {
    var description: String
  }

  /// How much a run did, so that a run that tests nothing shows.
  struct Tally: Sendable {
    var requests = 0
    var failures = 0
    var published = 0
    var delivered = 0
    var completePasses = 0
    /// Runs that ended with the proof that they are complete.
    var proven = 0

    static func += (left: inout Tally, right: Tally) {
      left.requests += right.requests
      left.failures += right.failures
      left.published += right.published
      left.delivered += right.delivered
      left.completePasses += right.completePasses
      left.proven += right.proven
    }
  }

  let scenario: WorldKind
  let seed: UInt64
  var mutant: Mutant?

  private static let longestRun = Duration.seconds(20_000)

  /// The worst thing that happened, or what was done.
  func run() -> Result<Tally, Violation> {
    var random = SplitMix64(seed: SplitMix64.scrambled(seed) ^ UInt64(WorldKind.allCases.firstIndex(of: scenario) ?? 0))
    let world = scenario.world(using: &random)
    return run(in: world, using: &random)
  }

  func run(in world: SimulatedWorld, using random: inout SplitMix64) -> Result<Tally, Violation> {
    var rules = FollowRules()
    rules.pageSize = Int.random(in: 8...14, using: &random)
    rules.largestPage = 200
    mutant?.bend(&rules)
    var follower = Follower(.simulated, rules: rules, seed: random.next())
    var error = mutant.map(MutantError.init)
    var ledger = Ledger(world: world, lookBack: rules.lookBack)
    var tally = Tally(published: world.rows.count)
    var now = Duration.zero
    while now < Self.longestRun {
      switch error?.step(of: follower) ?? follower.step(now: now) {
      case .finished:
        let problem = ledger.problemAtEnd(
          snapshot: follower.snapshot, lastPass: follower.passBegan.seconds, grace: rules.grace.seconds,
          completeness: follower.state.completeness)
        if let problem { return .failure(violation(problem)) }
        tally.delivered = ledger.deliveredCount
        tally.proven = follower.state.completeness == .proven ? 1 : 0
        tally.completePasses = follower.completePasses
        return .success(tally)
      case .wait(let until):
        guard until > now else { return .failure(violation("waits for the past")) }
        now = until
        if scenario == .sleep, Int.random(in: 0..<40, using: &random) == 0, now < .seconds(9000) {
          now += .seconds(3600)
          follower.recordSleep(.seconds(3600), now: now)
        }
      case .ask(let request):
        let latency = slowness(using: &random)
        let moment = now.seconds + latency / 2
        let honest = world.answer(request, at: moment, using: &random)
        let answer = error?.answer(honest, to: request, at: moment, in: world, using: &random) ?? honest
        now += .seconds(latency)
        tally.requests += 1
        if case .failure = answer { tally.failures += 1 }
        let passes = follower.completePasses
        let unproven = follower.unprovenPasses
        let events = follower.receive(answer, now: now)
        for event in error?.events(events) ?? events {
          guard case .logs(let batch, _) = event else { continue }
          let began = follower.passBegan.seconds
          if let problem = ledger.take(batch) { return .failure(violation(problem)) }
          if follower.unprovenPasses == unproven,
            let problem = ledger.orderProblem(of: batch, began: began, now: now.seconds)
          {
            return .failure(violation(problem))
          }
        }
        if follower.completePasses > passes, let pass = follower.completePass,
          let problem = ledger.problem(after: pass, now: now.seconds)
        {
          return .failure(violation(problem))
        }
      }
    }
    return .failure(violation("did not end in \(Self.longestRun)"))
  }

  private func slowness(using random: inout SplitMix64) -> Double {
    let isSlow = scenario.has(.failures) && Int.random(in: 0..<40, using: &random) == 0
    return isSlow ? 30 : Double.random(in: 0.01...0.4, using: &random)
  }

  private func violation(_ text: String) -> Violation {
    Violation(description: "\(text) — reproduce: Scripts/prove --scenario \(scenario) --seed \(seed)")
  }
}
