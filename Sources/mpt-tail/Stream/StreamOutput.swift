import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// Writes what is delivered: entries or events on standard output, states and the summary on standard error.
actor StreamOutput {
  private let executor = OutputExecutor()
  private let tasks: [TaskID]
  private let clock: ClockedSource
  private var filter: EntryFilter
  private var emitter: RunEmitter
  private var status: StatusLines
  private var pipe = OutputPipe(descriptor: STDOUT_FILENO)
  private var alerts: Alerts
  private let memory: StreamMemory?

  /// `host` is whom the program asks.
  init(
    tasks: [TaskID], options: WatchOptions, host: String, clock: ClockedSource,
    notify: (way: NotifyWay, when: NotifyWhen), memory: StreamMemory?,
    environment: Environment, childEnvironment: @autoclosure () -> [String: String]
  ) {
    self.memory = memory
    self.tasks = tasks
    self.clock = clock
    filter = EntryFilter(options.filter)
    alerts = Alerts(notify, in: environment, childEnvironment: childEnvironment()) {
      StandardError.write("mpt-tail: \($0)")
      Self.ring()
    }
    let lines = options.looks.lines(
      in: environment, onTerminal: isatty(STDOUT_FILENO) == 1, showsTask: tasks.count > 1)
    if let advice = TerminalLocale.advice { StandardError.write("mpt-tail: \(advice)") }
    emitter = RunEmitter(options.looks.form, lines, start: options.start(tasks, host: host))
    status = StatusLines(tasks: tasks, ascii: lines.isASCII)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  var outcomes: [TaskOutcome] { status.outcomes }

  /// Why the filter cannot be used, once its searches have shown that.
  var filterProblem: String? {
    filter.slowPattern.map { "\(PatternError.tooSlow.sentence): \(SafeText.line($0.source))" }
  }

  /// Writes an event, and tells the person what is news in it; true when a task has failed and its log is delivered. Returns
  /// when standard output took it.
  func write(_ event: FollowEvent, of task: Int, now: Duration) async throws(OutputFailure) -> Bool {
    try emit(event, of: task, now: now)
    if case .task(let snapshot) = event, snapshot.status == .completed {
      await memory?.keep(emitter.finishedRun(of: tasks[task]) ?? EarlierRun(snapshot))
    }
    let hasFailed = status.outcomes.contains(where: \.hasFailedForGood)
    if let alert = alerts.consume(event, of: tasks[task]) {
      await alerts.run(alert)
      // Among lines stands no sequence that nobody asked for.
      if alerts.way.isOfTerminal { Self.ring() }
    }
    return hasFailed
  }

  private static func ring() { if isatty(STDERR_FILENO) == 1 { StandardError.ring() } }

  private func emit(_ received: FollowEvent, of task: Int, now: Duration) throws(OutputFailure) {
    let id = tasks[task]
    if let line = status.line(for: received, of: id, now: now) { StandardError.write(line) }
    try emitter.emit(received, of: id, now: now, server: clock.now, filter: &filter, to: &pipe)
  }

  /// Learns of earlier runs, by their codes.
  func learn(_ histories: [String: CodeHistory]) { emitter.learn(histories) }

  /// Writes the end: its event, and the lines that sum the tasks up.
  func close(exit: Int32, by reason: RunEnd.Reason, now: Duration) async throws(OutputFailure) {
    let end = RunEnd(exit: exit, reason: reason, outcomes: status.outcomes)
    try emitter.emit(end, now: now, server: clock.now, to: &pipe)
    for line in status.summary() { StandardError.write(line) }
    await alerts.finish()
  }
}
