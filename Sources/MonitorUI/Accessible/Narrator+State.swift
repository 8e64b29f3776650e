import MonitorCore

/// What was said of the connection.
struct SourceNarration: Sendable {
  /// A shorter silence of the platform is nothing to be heard.
  static let patience = Duration.seconds(5)

  /// When the silence began that was said; `nil` while all is well.
  var silentSince: Duration?
  /// Why, as it was said.
  var problem = ""
}

// The connection, and how everything stands.
extension Narrator {
  /// Says what time alone brings.
  mutating func tick() {
    tellDue()
    tellSilence()
    if let due = summaryDue, due <= model.engine || model.openTasks.allSatisfy({ model.tasks[$0].snapshot != nil }) {
      summaryDue = nil
      say(stateLine())
    }
  }

  /// Says that the platform does not answer, and that it does again.
  private mutating func tellSilence() {
    let silent = model.openTasks.filter { number in
      let state = model.tasks[number].state
      return state.source == .stale && model.engine - silence(of: number) >= SourceNarration.patience
    }
    guard let first = silent.first else {
      guard let since = source.silentSince, !model.openTasks.contains(where: { model.tasks[$0].state.source == .stale })
      else { return }
      source = SourceNarration()
      return say(timed("Answers come again, after \(SpokenText.duration((model.engine - since).seconds))"))
    }
    let problem = model.safe(model.tasks[first].state.problem).withoutPeriod
    guard source.silentSince == nil || source.problem != problem else { return }
    source.silentSince = source.silentSince ?? silence(of: first)
    source.problem = problem
    let share = model.tasks.count > 1 ? " for \(silent.count) of \(model.openTasks.count) tasks" : ""
    let age = SpokenText.duration((model.engine - silence(of: first)).seconds)
    let text = "No answer\(share) since \(age)\(problem.isEmpty ? "" : ": \(problem)"); it is tried again"
    say([Receipt.Run(timed(text), .stale)])
  }

  /// When the silence of a task began.
  private func silence(of task: Int) -> Duration { model.tasks[task].state.lastGood ?? model.start }

  /// How the tasks stand, in one line: each where they are few, counted where they are many.
  func stateLine() -> SpokenLine {
    let open = model.openTasks
    var runs: [Receipt.Run] = []
    if open.count == 1, let only = open.first {
      runs = state(of: only)
    } else if open.count <= Self.maxIntroductions {
      for task in open {
        runs += [Receipt.Run(runs.isEmpty ? "Task \(task + 1) " : "; task \(task + 1) ")] + state(of: task)
      }
    } else {
      runs = [Receipt.Run("\(open.count) tasks: \(tally(open))")]
      let failed = open.filter { model.tasks[$0].status == .failed }.map { "task \($0 + 1)" }
      if !failed.isEmpty {
        runs.append(Receipt.Run("; Failed: \(failed.prefix(10).joined(separator: ", "))", .statusFailed))
      }
    }
    let total = open.reduce(SeverityCounts()) { $0 + model.store.counts(of: $1) }
    let counts = [SpokenText.count(total.total, "entry", "entries")] + model.spokenCounts(total)
    let rest = "; \(counts.joined(separator: ", ")); \(connection(of: open))" + (muted == nil ? "" : "; muted")
    return runs + [Receipt.Run(timed(rest))]
  }

  /// `Processing, 57 percent, 13 minutes left, running for 12 minutes`.
  private func state(of task: Int) -> [Receipt.Run] {
    var facts: [String] = []
    let watched = model.tasks[task]
    if let percent = watched.progress.percent, watched.status != .completed {
      facts.append(SpokenText.percent(percent))
    }
    if let rest = model.spokenRest(of: task) { facts.append(rest) }
    if let elapsed = watched.elapsed(now: model.now) {
      let length = watched.isFinal ? SpokenText.duration(elapsed) : SpokenText.roughly(elapsed)
      facts.append((watched.isFinal ? "took " : "running for ") + length)
    }
    return [model.spokenStatus(of: task), Receipt.Run(facts.isEmpty ? "" : ", " + facts.joined(separator: ", "))]
  }

  private func connection(of tasks: [Int]) -> String {
    let states = tasks.map { model.tasks[$0].state }
    if let stale = states.first(where: { $0.source == .stale }) {
      let age = stale.lastGood.map { " since \(SpokenText.duration((model.engine - $0).seconds))" } ?? ""
      return "no answer\(age)"
    }
    let lost = NumberText.tally(states.compactMap(\.lossWord))
    if !lost.isEmpty { return tasks.count == 1 ? states[0].lossWord ?? "" : lost.joined(separator: ", ") }
    if states.contains(where: { $0.source == .connecting }) { return "connecting" }
    return states.allSatisfy { $0.source == .ended } ? "all of it was read" : "live"
  }
}
