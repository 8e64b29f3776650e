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
        guard case .demo = scenario, number <= SimulatedScenario.laterTasks else { return nil }
        let joins = startedAt.advanced(bySeconds: SimulatedScenario.interval * Double(number) - 2)
        return Newcomer(joins: joins) { SimulatedScenario.later(number, seed: seed, start: startedAt, speed: speed) }
      })
    return (platform, watched.map(\.taskID))
  }
}
