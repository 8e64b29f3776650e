extension TaskScript {
  /// The tasks of the demo, in the order in which they are shown.
  static let demo: [TaskScript] = [
    TaskScript(
      workflow: .buyerTransfer, label: "transfer", backlog: 240, backlogSeconds: 660, progressAtStart: 31,
      duration: 175, cadence: 0.9, pauses: [Pause(kind: .stall, at: 0.5, seconds: 18)], isCurious: true),
    TaskScript(
      workflow: .agreementMigration, label: "migration", backlog: 260, backlogSeconds: 480, progressAtStart: 58,
      duration: 75, cadence: 0.8, ending: .failed),
    TaskScript(
      workflow: .subscriptionImport, label: "subscriptions", backlog: 3000, backlogSeconds: 3000,
      progressAtStart: 47, duration: 290, cadence: 0.5, isCurious: true),
    TaskScript(
      workflow: .priceListImport, label: "prices", duration: 130, cadence: 0.6, queuedSeconds: 8,
      pauses: [Pause(kind: .reschedule, at: 0.4, seconds: 14)]),
    TaskScript(
      workflow: .invoiceExport, label: "invoices", backlog: 420, backlogSeconds: 900, progressAtStart: 72,
      duration: 42, cadence: 0.7),
  ]

  /// Four tasks that are over within 25 s.
  static func short(allComplete: Bool) -> [TaskScript] {
    [
      TaskScript(
        workflow: .buyerTransfer, label: "transfer", backlog: 12, backlogSeconds: 40, progressAtStart: 20,
        duration: 17, cadence: 0.6, pauses: [Pause(kind: .stall, at: 0.5, seconds: 3)], isCurious: true),
      TaskScript(
        workflow: .agreementMigration, label: "migration", backlog: 8, backlogSeconds: 20, progressAtStart: 40,
        duration: 14, cadence: 0.6, ending: allComplete ? .completed : .failed),
      TaskScript(
        workflow: .priceListImport, label: "prices", duration: 23, cadence: 0.6, queuedSeconds: 2,
        pauses: [Pause(kind: .reschedule, at: 0.4, seconds: 4)]),
      TaskScript(
        workflow: .invoiceExport, label: "invoices", backlog: 10, backlogSeconds: 30, progressAtStart: 60,
        duration: 11, cadence: 0.5),
    ]
  }

  /// Tasks that ended before the start, with the seconds from their beginning to it: something to choose from.
  static let past: [(plan: TaskScript, age: Double)] = (1...10).map { number in
    let duration = 40 + Double(number * 53 % 200)
    let plan = TaskScript(
      workflow: Workflow.all[number % Workflow.all.count], label: "past \(number)",
      duration: duration, cadence: 2, ending: number % 3 == 0 ? .failed : .completed)
    return (plan, duration + Double(number) * 420)
  }
}

/// A set of lives that belong together: what a demo shows, or a test needs.
package enum Scenario: Sendable {
  /// Five tasks of 40 s to 5 min with histories, some tasks of the past, and a new task every 90 s.
  case demo
  /// Four tasks that all end within 25 s; all of them Completed, or one Failed.
  case short(allComplete: Bool)
  /// Tasks whose end is hard to foresee: of every shape of progress, with every kind of ETA, with and without earlier runs.
  case progress
  /// No task at all; tests make their own.
  case empty

  /// The tasks to watch, and the others that are there at the start.
  /// - Parameter speed: how much faster than usual the lives go on, 0.01 to 1000.
  func beginning(
    seed: UInt64, start: SimulatedInstant, speed: Double
  ) -> (watched: [ScriptedTask], others: [ScriptedTask]) {
    func lives(_ plans: [TaskScript]) -> [ScriptedTask] {
      plans.map { ScriptWriter.life($0.hastened(by: speed), seed: seed, start: start) }
    }
    return switch self {
    case .demo:
      (
        lives(TaskScript.demo),
        TaskScript.past.map { ScriptWriter.life($0.plan, seed: seed, start: start.advanced(bySeconds: -$0.age)) }
      )
    case .progress:
      (
        lives(TaskScript.progress),
        TaskScript.earlierRuns.map {
          ScriptWriter.life($0.plan.hastened(by: speed), seed: seed, start: start.advanced(bySeconds: -$0.age / speed))
        }
      )
    case .short(let allComplete): (lives(TaskScript.short(allComplete: allComplete)), [])
    case .empty: ([], [])
    }
  }

  /// The life that begins `number` spans of 90 s after the start, so that a long-running simulator stays alive.
  /// Numbers count from 1.
  static func later(_ number: Int, seed: UInt64, start: SimulatedInstant, speed: Double) -> ScriptedTask {
    let workflow = Workflow.all[abs(number % Workflow.all.count)]
    let plan = TaskScript(
      workflow: workflow, label: "later \(number)", duration: 60 + Double(number % 180 * 37 % 180), cadence: 0.9,
      ending: number % 4 == 0 ? .failed : .completed, queuedSeconds: 3)
    let begin = start.advanced(bySeconds: interval * Double(number))
    return ScriptWriter.life(plan.hastened(by: speed), seed: seed, start: begin)
  }

  /// How many later tasks there are: those of a day, so that a start of long ago does not take for ever to catch up.
  static let laterTasks = 960

  /// Seconds between the later tasks.
  static let interval = 90.0
}
