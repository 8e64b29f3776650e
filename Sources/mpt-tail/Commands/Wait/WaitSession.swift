import ArgumentParser
import MonitorCore
import MonitorStream
import MonitorTerminal

/// Follows tasks until each has reached a condition, or cannot any more. Writes nothing but, at an end without success, a
/// line on standard error for each task that did not.
struct WaitSession {
  let tasks: [TaskID]
  let condition: WaitCondition
  let options: FollowOptions
  let connection: Connection
  let timeout: Duration?
  let failFast: Bool

  private enum End: Sendable {
    case decided, timeout
    case unusable(String)
    case signal(TerminalSignal)
  }

  func run() async throws {
    let isOfEntry = condition.pattern != nil
    let engine = FollowEngine(
      tasks, source: isOfEntry ? connection.source : StatusOnlySource(connection.source), options: options,
      runtime: connection.runtime, observer: connection.diagnostics?.observer)
    let waits = WaitedTasks(tasks, condition)
    let signals = try TerminalEvents()
    let (ends, ender) = AsyncStream.makeStream(of: End.self)
    let failFast = failFast
    let work = [
      Task {
        await engine.run { task, events in
          guard let decided = await waits.apply(events, of: task) else { return }
          if let problem = await waits.filterProblem { return _ = ender.yield(.unusable(problem)) }
          await engine.unfollow(task)
          if decided != .reached, failFast { ender.yield(.decided) }
        }
        ender.yield(.decided)
      },
      Task {
        // Without its owner the sequence ends.
        defer { extendLifetime(signals) }
        for await event in signals.events {
          switch event {
          case .signal(.stop): TerminalSignals.stopSelf()
          case .signal(let signal) where signal.ends: ender.yield(.signal(signal))
          case .signal, .key, .background, .focus, .writable, .hungUp, .second: break
          }
        }
      },
      Task { [timeout] in
        guard let timeout, await RunningTime.pass(timeout) else { return }
        ender.yield(.timeout)
      },
    ]
    defer { for work in work { work.cancel() } }
    switch await ends.first(where: { _ in true }) ?? .decided {
    case .decided:
      StandardError.write(await waits.failures)
      try await waits.status.check()
    case .timeout:
      StandardError.write(await waits.failures + waits.unmet)
      throw ExitCode(ExitStatus.timeout.rawValue)
    case .unusable(let sentence): throw ProgramFailure(sentence, exit: .usage).reported()
    case .signal(let signal): throw EndedBySignal(signal: signal)
    }
  }
}

/// What is known of the tasks that are waited for.
actor WaitedTasks {
  private let condition: WaitCondition
  private var outcomes: [TaskOutcome]
  private var verdicts: [WaitVerdict]
  private var filter: EntryFilter

  init(_ tasks: [TaskID], _ condition: WaitCondition) {
    self.condition = condition
    outcomes = tasks.map { TaskOutcome(task: $0) }
    verdicts = tasks.map { _ in .pending }
    filter = EntryFilter(LogFilter(patterns: condition.pattern.map { [$0] } ?? []))
  }

  /// Applies what became known of a task; the verdict where it is new and final.
  func apply(_ events: [FollowEvent], of task: Int) -> WaitVerdict? {
    guard verdicts[task] == .pending else { return nil }
    var hasMatched = false
    for event in events {
      if condition.pattern != nil, case .logs(let batch, _) = filter.filtered(event), !batch.isEmpty {
        hasMatched = true
      }
      outcomes[task].apply(event)
    }
    verdicts[task] = WaitVerdict(condition, outcomes[task], hasMatched: hasMatched)
    return verdicts[task] == .pending ? nil : verdicts[task]
  }

  /// Why the pattern cannot be used, once its searches have shown that.
  var filterProblem: String? {
    filter.slowPattern.map { "\(PatternError.tooSlow.sentence): \(SafeText.line($0.source))" }
  }

  /// The gravest of what came of the tasks.
  var status: ExitStatus {
    ExitStatus(gravestOf: verdicts.map { if case .unreachable(_, let status) = $0 { status } else { .success } })
  }

  /// A line for each task that cannot reach it any more.
  var failures: [String] {
    zip(outcomes, verdicts).compactMap { outcome, verdict in
      guard case .unreachable(let why, _) = verdict else { return nil }
      return "mpt-tail: \(outcome.task): \(why)"
    }
  }

  /// A line for each task that may still reach it.
  var unmet: [String] {
    zip(outcomes, verdicts).filter { $1 == .pending }.map { outcome, _ in
      "mpt-tail: \(outcome.task): did not \(condition.words) in time: \(Self.words(for: outcome))"
    }
  }

  private static func words(for outcome: TaskOutcome) -> String {
    guard let task = outcome.snapshot else {
      return outcome.state.problem.isEmpty ? "no answer" : SafeText.line(outcome.state.problem)
    }
    var words = SafeText.line(task.status.word)
    if let percent = task.shownProgress { words += ", \(JSONWriter.text(percent)) %" }
    if outcome.state.source == .stale { words += ", stale: \(SafeText.line(outcome.state.problem))" }
    return words
  }
}
