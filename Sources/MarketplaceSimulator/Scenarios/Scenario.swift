extension LifePlan {
  /// The tasks of the demo, in the order in which they are shown.
  static let demo: [LifePlan] = [
    LifePlan(
      workflow: .buyerTransfer, label: "transfer", backlog: 240, backlogSeconds: 660, progressAtStart: 31,
      duration: 175, cadence: 0.9, pauses: [Pause(kind: .stall, at: 0.5, seconds: 18)], isCurious: true),
    LifePlan(
      workflow: .agreementMigration, label: "migration", backlog: 260, backlogSeconds: 480, progressAtStart: 58,
      duration: 75, cadence: 0.8, ending: .failed),
    LifePlan(
      workflow: .subscriptionImport, label: "subscriptions", backlog: 3000, backlogSeconds: 3000,
      progressAtStart: 47, duration: 290, cadence: 0.5, isCurious: true),
    LifePlan(
      workflow: .priceListImport, label: "prices", duration: 130, cadence: 0.6, queuedSeconds: 8,
      pauses: [Pause(kind: .reschedule, at: 0.4, seconds: 14)]),
    LifePlan(
      workflow: .invoiceExport, label: "invoices", backlog: 420, backlogSeconds: 900, progressAtStart: 72,
      duration: 42, cadence: 0.7),
  ]

  /// Four tasks that are over within 25 s.
  static func short(allComplete: Bool) -> [LifePlan] {
    [
      LifePlan(
        workflow: .buyerTransfer, label: "transfer", backlog: 12, backlogSeconds: 40, progressAtStart: 20,
        duration: 17, cadence: 0.6, pauses: [Pause(kind: .stall, at: 0.5, seconds: 3)], isCurious: true),
      LifePlan(
        workflow: .agreementMigration, label: "migration", backlog: 8, backlogSeconds: 20, progressAtStart: 40,
        duration: 14, cadence: 0.6, ending: allComplete ? .completed : .failed),
      LifePlan(
        workflow: .priceListImport, label: "prices", duration: 23, cadence: 0.6, queuedSeconds: 2,
        pauses: [Pause(kind: .reschedule, at: 0.4, seconds: 4)]),
      LifePlan(
        workflow: .invoiceExport, label: "invoices", backlog: 10, backlogSeconds: 30, progressAtStart: 60,
        duration: 11, cadence: 0.5),
    ]
  }

  /// Tasks that ended before the start, with the seconds from their beginning to it: something to choose from.
  static let past: [(plan: LifePlan, age: Double)] = (1...10).map { number in
    let duration = 40 + Double(number * 53 % 200)
    let plan = LifePlan(
      workflow: SimulatedWorkflow.all[number % SimulatedWorkflow.all.count], label: "past \(number)",
      duration: duration, cadence: 2, ending: number % 3 == 0 ? .failed : .completed)
    return (plan, duration + Double(number) * 420)
  }
}
