/// A set of lives that belong together: what a demo shows, or a test needs.
package enum SimulatedScenario: Sendable {
  /// Five tasks of 40 s to 5 min with histories, some tasks of the past, and a new task every 90 s.
  case demo
  /// Four tasks that all end within 25 s; all of them Completed, or one Failed.
  case short(allComplete: Bool)
  /// No task at all; tests make their own.
  case empty

  /// The tasks to watch, and the others that are there at the start.
  /// - Parameter speed: how much faster than usual the lives go on, 0.01 to 1000.
  func beginning(
    seed: UInt64, start: SimulatedInstant, speed: Double
  ) -> (watched: [SimulatedLife], others: [SimulatedLife]) {
    func lives(_ plans: [LifePlan]) -> [SimulatedLife] {
      plans.map { LifeWriter.life($0.hastened(by: speed), seed: seed, start: start) }
    }
    return switch self {
    case .demo:
      (
        lives(LifePlan.demo),
        LifePlan.past.map { LifeWriter.life($0.plan, seed: seed, start: start.advanced(bySeconds: -$0.age)) }
      )
    case .short(let allComplete): (lives(LifePlan.short(allComplete: allComplete)), [])
    case .empty: ([], [])
    }
  }

  /// The life that begins `number` spans of 90 s after the start, so that a long-running simulator stays alive.
  /// Numbers count from 1.
  static func later(_ number: Int, seed: UInt64, start: SimulatedInstant, speed: Double) -> SimulatedLife {
    let workflow = SimulatedWorkflow.all[abs(number % SimulatedWorkflow.all.count)]
    let plan = LifePlan(
      workflow: workflow, label: "later \(number)", duration: 60 + Double(number % 180 * 37 % 180), cadence: 0.9,
      ending: number % 4 == 0 ? .failed : .completed, queuedSeconds: 3)
    let begin = start.advanced(bySeconds: interval * Double(number))
    return LifeWriter.life(plan.hastened(by: speed), seed: seed, start: begin)
  }

  /// How many later tasks there are: those of a day, so that a start of long ago does not take for ever to catch up.
  static let laterTasks = 960

  /// Seconds between the later tasks.
  static let interval = 90.0
}
