import ArgumentParser
import MarketplaceAPI
import MonitorCore
import MonitorTerminal

/// `mpt-tail status`: a line a task, once, for prompts and status bars.
///
/// What is held of `--max-age` is printed before anything is opened, so that a prompt may ask as often as it is drawn.
struct StatusCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Print one line a task, once: for prompts and status bars.",
    discussion: """
      It takes one second at most. Exit status: 0 read (with --exit-status 1 where a task failed) · 3 not read, and nothing \
      is printed · 4 refused · 5 no such task.
      """)

  @Argument(
    help: "Task ids (TSK-…), or addresses that contain one; '-' reads them from standard input, one or more a line.",
    completion: Completions.tasks)
  var tasks: [String] = []

  @Option(
    help: ArgumentHelp("What to print of a task: text with \(FormatArgument<StatusPlace>.places).", valueName: "text"),
    transform: StatusFormat.reading)
  var format: StatusFormat?

  @Flag(help: "Print one JSON object per task and line.")
  var json = false

  @Option(
    name: .customLong("max-age"),
    help: ArgumentHelp("Print an answer that is no older, where one is held, and ask nobody.", valueName: "time"))
  var maxAge: SpanArgument?

  @Flag(name: .customLong("exit-status"), help: "End with 1 where a task failed or was canceled.")
  var exitStatus = false

  @Flag(help: "Only ASCII.")
  var ascii = false

  @OptionGroup(title: "Connection") var connection: ConnectionOptions

  private static let limit = Duration.seconds(1)

  func validate() throws {
    if json, format != nil { throw ValidationError("--json and --format say different things: give one.") }
  }

  mutating func run(in environment: Environment) async throws {
    let begin = SuspendingClock.now
    let named = try await TaskList.read(tasks)
    if named.isEmpty { throw ValidationError("Name at least one task (TSK-…).") }
    let access: PlatformAccess
    do {
      access = try PlatformAccess(connection, environment: environment)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
    let cache = StatusCache(host: access.base.host, environment: environment)
    var found: [TaskID: StatusReading] = [:]
    if let maxAge, let cache {
      for task in named { found[task] = cache.reading(of: task, maxAge: maxAge.duration, now: .now) }
    }
    var failures: [TaskID: SourceFailure] = [:]
    let missing = named.filter { found[$0] == nil }
    if !missing.isEmpty {
      for (task, result) in try await read(missing, access, environment, until: begin + Self.limit) {
        switch result {
        case .success(let reading):
          found[task] = reading
          cache?.save(reading, of: task)
        case .failure(let failure): failures[task] = failure
        }
      }
    }
    try StandardOutput.write(lines(named.compactMap { found[$0] }))
    try end(named, found, failures)
  }

  private func lines(_ readings: [StatusReading]) -> [String] {
    let isASCII = ascii || !TerminalLocale.adopt()
    let now = Timestamp.now
    return readings.map { reading in
      json
        ? reading.json(now: now, ascii: isASCII)
        : (format ?? .usual).line(reading, now: now, ascii: isASCII)
    }
  }

  /// Opens the connection and reads, until a moment.
  private func read(
    _ tasks: [TaskID], _ access: PlatformAccess, _ environment: Environment, until deadline: SuspendingClock.Instant
  ) async throws -> [TaskID: Result<StatusReading, SourceFailure>] {
    let work = Task { [caFile = connection.caFile] in
      let connection = try await Connection(access, environment: environment, caFile: caFile)
      defer { connection.close() }
      return await StatusReader(source: connection.source).read(tasks)
    }
    let limit = Task {
      if (try? await Task.sleep(until: deadline, clock: .suspending)) != nil { work.cancel() }
    }
    defer { limit.cancel() }
    do {
      return try await work.value
    } catch let failure as ProgramFailure {
      // What a token's command or pipe did not give in time is no fault of its own.
      throw SuspendingClock.now >= deadline ? ExitCode(ExitStatus.gaveUp.rawValue) : failure.reported()
    }
  }

  private func end(
    _ named: [TaskID], _ found: [TaskID: StatusReading], _ failures: [TaskID: SourceFailure]
  ) throws {
    // What takes longer than a second, or fails for a while, is nothing that a prompt has to say.
    let refusals = named.compactMap { task in failures[task].map { (task: task, failure: $0) } }.filter {
      $0.failure.exitOfTask != .gaveUp
    }
    StandardError.write(refusals.map { "mpt-tail: \($0.task): \($0.failure.sentence)" })
    let hasFailed = found.values.contains { $0.task.status.isFinal && $0.task.status != .completed }
    try ExitStatus(gravestOf: failures.values.map(\.exitOfTask) + [exitStatus && hasFailed ? .taskFailed : .success])
      .check()
  }
}
