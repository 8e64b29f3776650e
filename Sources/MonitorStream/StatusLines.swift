package import MonitorCore

/// The diagnostics on standard error beside the entries: states of tasks and sources, and at the end a summary.
package struct StatusLines: Sendable {
  private let isASCII: Bool
  /// In the order in which the tasks were given, or first seen.
  package private(set) var outcomes: [TaskOutcome]

  package init(tasks: [TaskID] = [], ascii: Bool = false) {
    outcomes = tasks.map { TaskOutcome(task: $0) }
    isASCII = ascii
  }

  /// The line for an event, without its line end; `nil` where it says nothing new. `now` is the engine's clock.
  package mutating func line(for event: FollowEvent, of task: TaskID, now: Duration) -> String? {
    let known = outcomes.firstIndex { $0.task == task }
    if known == nil { outcomes.append(TaskOutcome(task: task)) }
    let index = known ?? outcomes.count - 1
    let before = outcomes[index]
    outcomes[index].apply(event)
    switch event {
    case .logs: return nil
    case .task(let snapshot): return line(snapshot, after: before)
    case .state(let state): return line(state, after: before, now: now)
    }
  }

  /// The summary, a line a task: `TSK-… Completed · 1482 entries · 3 late · 2 revised · in 11:54`.
  package func summary() -> [String] {
    let separator = isASCII ? " - " : " · "
    return outcomes.map { outcome in
      let state = outcome.state
      var parts = ["\(outcome.task) \(safe(outcome.snapshot?.status.word ?? "unknown"))"]
      parts.append(state.delivered == 1 ? "1 entry" : "\(state.delivered) entries")
      let counts = [
        ("late", state.late), ("revised", state.revised), ("invalid", state.invalid), ("missing", state.missing),
      ]
      for (word, count) in counts where count > 0 { parts.append("\(count) \(word)") }
      if case .refused(logsOnly: true) = state.source {
        parts.append("logs refused")
      } else if let reason = outcome.incompleteness {
        parts.append("incomplete: \(safe(reason))")
      }
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

  /// A failing source is reported at the first failure, at every new reason, and then whenever the number of failures
  /// doubled: an outage of an hour must not fill a screen.
  private func line(_ state: FollowState, after before: TaskOutcome, now: Duration) -> String? {
    let old = before.state
    let isNew = old.source != state.source || old.problem != state.problem
    let isMilestone = old.failures != state.failures && state.failures.nonzeroBitCount == 1
    let problem = state.problem.isEmpty ? "" : ": \(safe(state.problem))"
    switch state.source {
    case .connecting, .ended: return nil
    case .live: return isNew && old.source != .connecting ? "\(before.task): live again" : nil
    case .refused(let logsOnly):
      let goesOn = before.snapshot?.status.isFinal == true ? "" : "; status, progress and ETA go on"
      let part = logsOnly ? " (logs only\(goesOn))" : ""
      return isNew ? "\(before.task): refused\(part)\(problem)" : nil
    case .gaveUp:
      let asked = state.retryAfter.map { "; it asks to wait \(DurationText.short($0.seconds.rounded(.up)))" } ?? ""
      return isNew ? "\(before.task): gave up\(problem.withoutPeriod)\(asked)" : nil
    case .gone:
      let word = state.lastGood == nil ? FollowState.notFound : "gone"
      return isNew ? "\(before.task): \(word)\(problem)" : nil
    case .stale:
      guard isNew || isMilestone else { return nil }
      var line = "\(before.task): stale\(problem.withoutPeriod)"
      if let wait = state.secondsUntilNextPoll(now) {
        line += ", retry \(max(1, state.failures))\(state.longWaitText) in \(DurationText.short(wait.rounded(.up)))"
      }
      return line
    }
  }

  private func safe(_ text: String) -> String { SafeText.line(text, ascii: isASCII) }
}
