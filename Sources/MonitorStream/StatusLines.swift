package import MonitorCore

/// What stderr says beside the entries: how the tasks and their sources go, and at the end what became of them.
package struct StatusLines: Sendable {
  private let isASCII: Bool
  /// In the order in which the tasks were given, or first heard of.
  package private(set) var outcomes: [TaskOutcome]

  package init(tasks: [TaskID] = [], ascii: Bool = false) {
    outcomes = tasks.map { TaskOutcome(task: $0) }
    isASCII = ascii
  }

  /// The line for what following told, without its line end; `nil` where there is nothing new to say. `now` is the
  /// engine's clock.
  package mutating func line(for event: FollowEvent, of task: TaskID, now: Duration) -> String? {
    let known = outcomes.firstIndex { $0.task == task }
    if known == nil { outcomes.append(TaskOutcome(task: task)) }
    let index = known ?? outcomes.count - 1
    let before = outcomes[index]
    outcomes[index].note(event)
    switch event {
    case .logs: return nil
    case .task(let snapshot): return line(snapshot, after: before)
    case .state(let state): return line(state, after: before, now: now)
    }
  }

  /// The closing lines, one a task: `TSK-… Completed · 1482 logs · 3 late · 2 revised · in 11:54`.
  package func summary() -> [String] {
    let separator = isASCII ? " - " : " · "
    return outcomes.map { outcome in
      let state = outcome.state
      var parts = ["\(outcome.task) \(safe(outcome.snapshot?.status.word ?? "unknown"))"]
      parts.append(state.delivered == 1 ? "1 log" : "\(state.delivered) logs")
      let counts = [
        ("late", state.late), ("revised", state.revised), ("invalid", state.invalid), ("missing", state.missing),
      ]
      for (word, count) in counts where count > 0 { parts.append("\(count) \(word)") }
      if let elapsed = outcome.elapsed { parts.append("in \(DurationText.clock(elapsed))") }
      return parts.joined(separator: separator)
    }
  }

  private func line(_ snapshot: TaskSnapshot, after before: TaskOutcome) -> String? {
    let word = safe(snapshot.status.word)
    guard let old = before.snapshot else {
      return "\(before.task): \(word)" + (snapshot.name.isEmpty ? "" : ": \(safe(snapshot.name))")
    }
    guard old.status != snapshot.status else { return nil }
    return "\(before.task): \(safe(old.status.word)) \(isASCII ? "->" : "→") \(word)"
  }

  /// A failing source is told at the first failure, at every new reason, and then at every doubling of the failures:
  /// an outage of an hour must not fill a screen.
  private func line(_ state: FollowState, after before: TaskOutcome, now: Duration) -> String? {
    let old = before.state
    let isNew = old.source != state.source || old.problem != state.problem
    let isMilestone = old.failures != state.failures && state.failures.nonzeroBitCount == 1
    let problem = state.problem.isEmpty ? "" : ": \(safe(state.problem))"
    switch state.source {
    case .connecting, .ended: return nil
    case .live: return isNew && old.source != .connecting ? "\(before.task): live again" : nil
    case .refused(let logsOnly):
      return isNew ? "\(before.task): refused\(logsOnly ? " (logs only)" : "")\(problem)" : nil
    case .gaveUp: return isNew ? "\(before.task): gave up\(problem)" : nil
    case .gone: return isNew ? "\(before.task): not found, or not visible to this token\(problem)" : nil
    case .stale:
      guard isNew || isMilestone else { return nil }
      var line = "\(before.task): stale\(problem.withoutPeriod)"
      if let wait = state.secondsUntilNextPoll(now) {
        line += ", retry \(max(1, state.failures)) in \(DurationText.short(wait.rounded(.up)))"
      }
      return line
    }
  }

  private func safe(_ text: String) -> String { SafeText.line(text, ascii: isASCII) }
}
