import Dispatch
import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// Writes what is told: entries or events on standard output, states and the summary on standard error.
actor StreamOutput {
  private let executor = OutputExecutor()
  private let tasks: [TaskID]
  private let clock: ClockedSource
  private var filter: EntryFilter
  private var writer: any EntryWriter
  private let writesTasks: Bool
  private var estimates = TaskEstimates()
  private var status: StatusLines
  private var pipe = OutputPipe(descriptor: STDOUT_FILENO)
  private var alerts: Alerts

  init(
    tasks: [TaskID], options: WatchOptions, clock: ClockedSource, notify: NotifyWay, environment: Environment,
    childEnvironment: @autoclosure () -> [String: String]
  ) {
    self.tasks = tasks
    self.clock = clock
    filter = EntryFilter(options.filter)
    alerts = Alerts(notify, environment: childEnvironment()) { StandardError.write("mpt-tail: \($0)") }
    let isASCII = options.ascii || !TerminalLocale.adopt()
    if let advice = TerminalLocale.advice { StandardError.write("mpt-tail: \(advice)") }
    var lines = OutputOptions()
    lines.showsTask = tasks.count > 1
    lines.isASCII = isASCII
    lines.usesColor = options.color.isWanted(in: environment, onTerminal: isatty(STDOUT_FILENO) == 1)
    lines.times = options.timestamps ?? .local
    lines.zone = LocalZone.offset
    writer = options.form.writer(lines)
    writesTasks = options.form.writesTasks
    status = StatusLines(tasks: tasks, ascii: isASCII)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  var outcomes: [TaskOutcome] { status.outcomes }

  /// Why the filter cannot be used, once its searches have shown that.
  var filterProblem: String? {
    filter.slowPattern.map { "\(PatternError.tooSlow.sentence): \(SafeText.line($0.source))" }
  }

  /// Writes an event, and tells the person what is news in it; true when a task has failed and its log is told. Returns
  /// when standard output took it.
  func take(_ event: FollowEvent, of task: Int, now: Duration) async throws(OutputFailure) -> Bool {
    try write(event, of: task, now: now)
    let hasFailed = status.outcomes.contains(where: \.hasFailedForGood)
    if let alert = alerts.consume(event, of: tasks[task]) {
      await alerts.run(alert)
      if alerts.way == .bell, isatty(STDERR_FILENO) == 1 { StandardError.ring() }
    }
    return hasFailed
  }

  private func write(_ received: FollowEvent, of task: Int, now: Duration) throws(OutputFailure) {
    let id = tasks[task]
    if let line = status.line(for: received, of: id, now: now) { StandardError.write(line) }
    let estimate = writesTasks ? estimates.record(received, of: task, at: clock.now) : nil
    if case .logs(let batch, let receivedAt) = filter.filtered(received) {
      try writer.write(batch, of: id, receivedAt: receivedAt, to: &pipe)
    } else {
      writer.append(received, of: id, now: now, estimate: estimate, to: &pipe.buffer)
    }
    try pipe.flush()
  }

  /// Writes the end: its event, and the lines that sum the tasks up.
  func close(exit: Int32) async throws(OutputFailure) {
    writer.appendEnd(exit: exit, status.outcomes, to: &pipe.buffer)
    writer.finish(to: &pipe.buffer)
    try pipe.flush()
    for line in status.summary() { StandardError.write(line) }
    await alerts.finish()
  }
}

/// Runs an actor whose work may block, such as writing to a slow reader, on a queue of its own, so that the network's
/// thread, which its callers may run on, waits for nobody. That is why it is no `ThreadExecutor`: on one of those nothing
/// may block.
final class OutputExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "output")

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    queue.async { work.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
