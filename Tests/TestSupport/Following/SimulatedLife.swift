package import MonitorCore

/// What following emits of a task in a simulated world, from the first request to its end, and when.
package struct SimulatedLife: Sendable {
  package struct Step: Sendable {
    /// Since the run began, in whole milliseconds.
    package let at: Duration
    package let events: [FollowEvent]

    /// The same on the clock of the world.
    package var moment: Timestamp { SimulatedWorld.epoch.advanced(bySeconds: at.seconds) }
  }

  /// A life longer than this goes on for ever.
  private static let maxLength = Duration.seconds(20_000)

  package private(set) var steps: [Step] = []
  package private(set) var state = FollowState()
  package private(set) var snapshot: TaskSnapshot?

  /// Follows a task in a talkative world of a scenario.
  package init(of task: TaskID = .simulated, in scenario: WorldKind, seed: UInt64, from start: Duration = .zero) {
    var random = SplitMix64(seed: SplitMix64.scrambled(seed) ^ UInt64(WorldKind.allCases.firstIndex(of: scenario) ?? 0))
    var world = scenario.world(using: &random)
    world.isTalkative = true
    var rules = FollowRules()
    rules.pageSize = Int.random(in: 8...14, using: &random)
    rules.largestPage = 200
    var follower = Follower(task, rules: rules, start: start, seed: random.next())
    var now = start
    loop: while now < Self.maxLength {
      switch follower.step(now: now) {
      case .finished: break loop
      case .wait(let until): now = max(now + .milliseconds(1), Self.rounded(until))
      case .ask(let request):
        let latency = Double.random(in: 0.01...0.4, using: &random)
        let answer = world.answer(request, at: now.seconds + latency / 2, using: &random)
        now = Self.rounded(now + .seconds(latency))
        let events = follower.receive(answer, now: now)
        if !events.isEmpty { steps.append(Step(at: now, events: events)) }
      }
    }
    (state, snapshot) = (follower.state, follower.snapshot)
  }

  private static func rounded(_ time: Duration) -> Duration { .milliseconds(Int((time.seconds * 1_000).rounded(.up))) }
}
