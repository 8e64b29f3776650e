/// What a simulator is to be. The seed and the start together decide everything that its tasks do, ids and token
/// included, so that a simulator started again with both goes on where the first would be.
package struct SimulatorConfiguration: Sendable {
  package var scenario: Scenario
  package var seed: UInt64
  /// When the lives began; now where nil.
  package var startedAt: SimulatedInstant?
  /// How much faster than usual the lives go on; held between 0.01 and 1000.
  package var speed: Double
  package var rules = PlatformRules()
  package var faults: FaultPlan?
  /// The tokens; made from the seed where nil.
  package var access: PlatformAccess?
  /// What the platform takes for now.
  package var clock: @Sendable () -> SimulatedInstant = SimulatedInstant.wallClock

  package init(
    scenario: Scenario = .demo, seed: UInt64 = 1, startedAt: SimulatedInstant? = nil, speed: Double = 1
  ) {
    self.scenario = scenario
    self.seed = seed
    self.startedAt = startedAt
    self.speed = speed
  }
}

extension SimulatedPlatform {
  /// The platform of a configuration, its lives begun at `startedAt`, and the tasks to watch.
  package static func make(
    _ configuration: SimulatorConfiguration, startedAt: SimulatedInstant
  ) -> (platform: SimulatedPlatform, taskIDs: [String]) {
    let (scenario, seed) = (configuration.scenario, configuration.seed)
    let speed = configuration.speed
    let (watched, others) = scenario.beginning(seed: seed, start: startedAt, speed: speed)
    // What other producers create must not take the ids of what they created before a restart.
    let moment = UInt64(bitPattern: configuration.clock().milliseconds)
    let platform = SimulatedPlatform(
      state: PlatformState(rules: configuration.rules, seed: seed ^ moment), lives: watched + others,
      clock: configuration.clock,
      newcomers: { number in
        guard case .demo = scenario, number <= Scenario.laterTasks else { return nil }
        let joins = startedAt.advanced(bySeconds: Scenario.interval * Double(number) - 2)
        return Newcomer(joins: joins) { Scenario.later(number, seed: seed, start: startedAt, speed: speed) }
      })
    return (platform, watched.map(\.taskID))
  }
}
