/// What a simulator is to be. The seed and the start together decide everything that its tasks do, ids and token
/// included, so that a simulator started again with both goes on where the first would be.
package struct SimulatorConfiguration: Sendable {
  package var scenario: SimulatedScenario
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
    scenario: SimulatedScenario = .demo, seed: UInt64 = 1, startedAt: SimulatedInstant? = nil, speed: Double = 1
  ) {
    self.scenario = scenario
    self.seed = seed
    self.startedAt = startedAt
    self.speed = speed
  }
}
