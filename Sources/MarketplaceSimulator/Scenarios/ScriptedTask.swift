/// One task's life: what happens to it and when, decided at its beginning, so that it repeats from its seed.
package struct ScriptedTask: Sendable {
  /// Something that happens to the platform at a moment.
  package struct Event: Sendable {
    package let at: SimulatedInstant
    package let action: Action
  }

  /// What may happen.
  package enum Action: Sendable {
    case create(SimulatedTask)
    case publish(LogDraft, logID: String)
    case revise(LogDraft, logID: String)
    case apply(SimulatedTransition, reason: String?, logID: String)
    /// The producer sets the task's progress and estimate.
    case report(progress: Double?, eta: SimulatedInstant?)
    case setResult(PlatformValue)
  }

  /// The task that lives it.
  package let taskID: String
  /// In the order in which they happen.
  package let events: [Event]
  private var next = 0

  /// A life of these events, put in order of time; events of one moment keep theirs.
  package init(taskID: String, events: [Event]) {
    self.taskID = taskID
    self.events = events.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// True when nothing is left to happen.
  package var isOver: Bool { next == events.count }

  /// When the last thing happens.
  package var end: SimulatedInstant? { events.last?.at }

  /// Lets happen what is due by `moment` and has not happened yet; going back in time changes nothing. What another
  /// producer has made impossible meanwhile is passed over, as a producer that gets 409 would.
  package mutating func advance(to moment: SimulatedInstant, in state: inout PlatformState) {
    while next < events.count, events[next].at <= moment {
      let event = events[next]
      next += 1
      try? Self.perform(event, on: taskID, in: &state)
    }
  }

  private static func perform(
    _ event: Event, on id: String, in state: inout PlatformState
  ) throws(PlatformProblem) {
    switch event.action {
    case .create(let task): state.add(task)
    case .publish(let draft, let logID): try state.publish(draft, to: id, logID: logID, at: event.at)
    case .revise(let draft, let logID): try state.revise(logID, of: id, to: draft, at: event.at)
    case .apply(let transition, let reason, let logID):
      try state.apply(transition, to: id, reason: reason, logID: logID, at: event.at)
    case .report(let progress, let eta):
      try state.update(id, at: event.at) { task in
        task.progress = progress ?? task.progress
        task.eta = eta ?? task.eta
      }
    case .setResult(let result): try state.update(id, at: event.at) { $0.result = result }
    }
  }
}
