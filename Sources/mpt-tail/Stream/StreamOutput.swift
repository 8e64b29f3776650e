import FoundationEssentials
import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// Writes what is told: entries or events on standard output, states and the summary on standard error.
actor StreamOutput {
  private let executor = OutputExecutor()
  private let tasks: [TaskID]
  private let isJSON: Bool
  private var filter: BatchFilter
  private var plain: PlainWriter
  private var json: JSONWriter
  private var estimates = TaskEstimates()
  private var status: StatusLines
  private var pipe = OutputPipe(descriptor: STDOUT_FILENO)
  private var alerts: Alerts

  init(tasks: [TaskID], options: WatchOptions, notify: NotifyWay, childEnvironment: [String: String]) {
    self.tasks = tasks
    isJSON = options.output == .json
    filter = BatchFilter(options.filter)
    let environment = ProcessInfo.processInfo.environment
    alerts = Alerts(notify, environment: childEnvironment) { StandardError.say("mpt-tail: \($0)") }
    let isASCII = options.ascii || !TerminalLocale.adopt()
    var looks = PlainWriter.Options()
    looks.showsTask = tasks.count > 1
    looks.isASCII = isASCII
    looks.usesColor = Self.usesColor(options.color, environment)
    looks.times = options.timestamps ?? .local
    looks.zone = LocalZone.offset
    plain = PlainWriter(looks)
    json = JSONWriter(ascii: isASCII)
    status = StatusLines(tasks: tasks, ascii: isASCII)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  var outcomes: [TaskOutcome] { status.outcomes }

  /// Writes an event, and tells the person what is news in it; true when a task has failed and its log is told. Returns
  /// when standard output took it.
  func take(_ event: FollowEvent, of task: Int, now: Duration) async throws(OutputFailure) -> Bool {
    try write(event, of: task, now: now)
    let hasFailed = status.outcomes.contains(where: \.hasFailedForGood)
    if let alert = alerts.take(event, of: tasks[task]) {
      await alerts.run(alert)
      if alerts.way == .bell, isatty(STDERR_FILENO) == 1 { StandardError.ring() }
    }
    return hasFailed
  }

  private func write(_ told: FollowEvent, of task: Int, now: Duration) throws(OutputFailure) {
    let id = tasks[task]
    if let line = status.line(for: told, of: id, now: now) { StandardError.say(line) }
    let event = filter.filtered(told)
    if isJSON {
      let estimate = estimates.take(told, of: task, at: .now)
      json.append(event, of: id, now: now, estimate: estimate, to: &pipe.buffer)
      try pipe.flush()
    } else if case .logs(let batch, let receivedAt) = event {
      let entries = batch.entries.span
      for place in entries.indices {
        plain.append(entries[place], of: batch, task: id, receivedAt: receivedAt, to: &pipe.buffer)
        try pipe.flushIfFull()
      }
      try pipe.flush()
    }
  }

  /// Writes the end: its event, and the lines that sum the tasks up.
  func close(exit: Int32) async throws(OutputFailure) {
    if isJSON { json.appendEnd(exit: exit, status.outcomes, to: &pipe.buffer) }
    try pipe.flush()
    for line in status.summary() { StandardError.say(line) }
    await alerts.finish()
  }

  private static func usesColor(_ wish: WatchOptions.Color, _ environment: [String: String]) -> Bool {
    switch wish {
    case .always: return true
    case .never: return false
    case .auto:
      if environment["NO_COLOR"].flatMap(\.nonEmpty) != nil { return false }
      let forced = ["CLICOLOR_FORCE", "FORCE_COLOR"].contains { name in
        environment[name].flatMap(\.nonEmpty).map { $0 != "0" } ?? false
      }
      return forced || (isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb")
    }
  }
}
