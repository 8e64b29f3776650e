/// Writes a whole life from its plan, its seed and its start: the same three give the same events, ids included.
struct ScriptWriter {
  private let plan: TaskScript
  private let clock: ScriptClock
  private var generator: SeededGenerator
  private var maker: ParameterMaker
  private var events: [ScriptedTask.Event] = []
  private var stage = -1
  private let taskID: String
  private let parentID: String?

  /// The life that a plan describes.
  static func life(_ plan: TaskScript, seed: UInt64, start: SimulatedInstant) -> ScriptedTask {
    var writer = ScriptWriter(plan: plan, seed: seed, start: start)
    writer.writeBeginning()
    writer.writeWork()
    writer.writePauses()
    writer.writeEnd()
    return ScriptedTask(taskID: writer.taskID, events: writer.events)
  }

  private init(plan: TaskScript, seed: UInt64, start: SimulatedInstant) {
    self.plan = plan
    clock = ScriptClock(plan: plan, start: start)
    generator = SeededGenerator(seed: seed, label: plan.label)
    maker = ParameterMaker(constants: plan.workflow.constants)
    taskID = PlatformIdentifier.make("TSK", using: &generator)
    parentID = plan.parent.map { label in
      var parent = SeededGenerator(seed: seed, label: label)
      return PlatformIdentifier.make("TSK", using: &parent)
    }
  }

  private mutating func writeBeginning() {
    let workflow = plan.workflow
    let created = min(clock.workStart, 0) - 1.5
    var task = SimulatedTask(
      id: taskID, name: plan.name ?? workflow.name, code: plan.code ?? workflow.code, queue: workflow.queue,
      created: clock.instant(created))
    task.parent = parentID
    task.description = workflow.description
    let object = maker.value(of: workflow.object, using: &generator)
    task.object = ["id": object]
    task.parameters = .object(
      [
        .init(workflow.object, object), .init("maxTaskProcessingSeconds", 7200),
        .init("maxTaskLifetimeSeconds", 86_400),
      ] + (plan.items.map { [.init("Items", .integer(Int64($0)))] } ?? []))
    happen(created, .create(task))
    happen(clock.workStart, .apply(.execute, reason: nil, logID: newLogID()))
    for line in workflow.opening { write(line, at: clock.workStart + 0.02) }
  }

  private mutating func writeWork() {
    let moments = clock.moments(using: &generator)
    for (index, moment) in moments.enumerated() {
      let progress = clock.progress(at: moment)
      let stages = plan.workflow.stages
      let reached = min(Int(progress / 100 * Double(stages.count)), stages.count - 1)
      if reached > stage {
        stage = reached
        write(stages[reached], at: moment, reports: true)
      }
      // Some of the curious ones early in the live part, so that a short look meets them.
      let isCurious = plan.isCurious && generator.chance(moment > 0 && moment < 30 ? 0.12 : 0.012)
      let line = isCurious ? generator.pick(HostileMessages.all, or: plan.workflow.opening[0]) : usualLine()
      write(line, at: moment, reports: index % 4 == 0, mayBeLate: true)
      if index % 5 == 0, plan.reports != .none {
        happen(moment, .report(progress: progress, eta: clock.eta(at: moment)))
      }
    }
  }

  private mutating func writePauses() {
    for (pause, from, to) in clock.pauses {
      let seconds = PlatformValue.integer(Int64((to - from).rounded()))
      switch pause.kind {
      case .stall:
        publish(LogDraft("Waiting for the vendor to confirm."), at: from)
        let parameters: PlatformValue = ["Seconds": seconds]
        publish(
          LogDraft("The vendor confirmed after {{Seconds}} s.", severity: .warning, parameters: parameters), at: to)
      case .reschedule, .restart:
        let parameters: PlatformValue = ["Seconds": seconds]
        let text = "The quota of this hour is used up; rescheduled for {{Seconds}} s."
        publish(LogDraft(text, severity: .warning, parameters: parameters), at: from)
        happen(from + 0.01, .apply(.reschedule, reason: nil, logID: newLogID()))
        happen(to, .apply(.execute, reason: nil, logID: newLogID()))
        let isRestart = pause.kind == .restart
        publish(LogDraft(isRestart ? "Begun again from nothing." : "Resumed where it stopped."), at: to + 0.01)
        if isRestart, plan.reports != .none { happen(to + 0.02, .report(progress: 0, eta: nil)) }
      }
    }
  }

  private mutating func writeEnd() {
    let workflow = plan.workflow
    let end = plan.duration
    switch plan.ending {
    case .completed:
      for line in workflow.closing { write(line, at: end - 0.15) }
      happen(end - 0.05, .setResult(.string("/public/v1/system/tasks/\(taskID)")))
      happen(end, .apply(.complete, reason: nil, logID: newLogID()))
      // The last row may be written after the transition.
      publish(LogDraft("Resources released.", severity: .debug), at: end + 0.4)
    case .failed:
      write(workflow.collapse, at: end - 0.15)
      happen(end, .apply(.fail, reason: workflow.reason, logID: newLogID()))
    }
  }

  private mutating func usualLine() -> WorkflowLine {
    let workflow = plan.workflow
    let point = generator.between(0, 1)
    let lines =
      point < 0.7
      ? workflow.routine : point < 0.88 ? workflow.details : point < 0.975 ? workflow.warnings : workflow.errors
    return generator.pick(lines, or: workflow.opening[0])
  }

  private mutating func write(
    _ line: WorkflowLine, at moment: Double, reports: Bool = false, mayBeLate: Bool = false
  ) {
    var draft = LogDraft(
      line.template, severity: line.severity,
      parameters: maker.parameters(for: line, progress: clock.progress(at: moment), using: &generator))
    if reports, plan.reports == .everywhere {
      draft.progress = clock.progress(at: moment)
      draft.eta = clock.eta(at: moment)
    }
    let isLate = mayBeLate && generator.chance(plan.lateShare)
    let delay = isLate ? generator.between(2, 15) : generator.between(0.02, 0.12)
    draft.timestamp = max(clock.instant(moment - delay), clock.instant(clock.workStart))
    let logID = publish(draft, at: moment)
    if mayBeLate, generator.chance(plan.revisedShare) {
      draft.message += " (corrected)"
      draft.severity = draft.severity == .debug ? .info : draft.severity
      draft.timestamp = nil
      happen(moment + generator.between(1, 8), .revise(draft, logID: logID))
    }
  }

  @discardableResult
  private mutating func publish(_ draft: LogDraft, at moment: Double) -> String {
    let logID = newLogID()
    var dated = draft
    dated.timestamp = draft.timestamp ?? clock.instant(moment - 0.02)
    happen(moment, .publish(dated, logID: logID))
    return logID
  }

  private mutating func newLogID() -> String {
    PlatformIdentifier.make("TLR", using: &generator)
  }

  private mutating func happen(_ moment: Double, _ action: ScriptedTask.Action) {
    events.append(ScriptedTask.Event(at: clock.instant(moment), action: action))
  }
}
