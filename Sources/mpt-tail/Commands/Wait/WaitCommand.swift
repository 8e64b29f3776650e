import ArgumentParser
import MonitorCore

/// `mpt-tail wait`: no output but the end.
struct WaitCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait", abstract: "Wait for tasks, silently; the exit status says what came of them.",
    discussion: """
      Exit status: 0 every task reached what was waited for · 1 a task failed · 3 gave up on the API, or a task completed \
      without it · 4 refused · 5 no such task · 124 --timeout. Standard error says which tasks did not, a line each.
      """)

  @Argument(
    help: "Task ids (TSK-…), or addresses that contain one; '-' reads them from standard input, one or more a line.",
    completion: Completions.tasks)
  var tasks: [String] = []

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("What to wait for: \(WaitCondition.choice).", valueName: "condition"),
    completion: .custom { _, _, _ in WaitCondition.words }, transform: WaitCondition.reading)
  var condition: WaitCondition?

  @Option(help: ArgumentHelp("End with 124 after this time, such as '90s' or '10m'.", valueName: "time"))
  var timeout: SpanArgument?

  @Flag(name: .customLong("fail-fast"), help: "End as soon as one task cannot reach it any more.")
  var failFast = false

  @Flag(name: .customLong("wait-for-start"), help: "Wait for tasks that do not exist yet.")
  var waitForStart = false

  @Option(
    name: .customLong("give-up"),
    help: ArgumentHelp("End with 3, 4 or 5 when a task that answered fails for this long.", valueName: "time"))
  var giveUp = SpanArgument(seconds: 300)

  @Option(help: ArgumentHelp("Seconds between polls, 0.2 to 3600; adaptive when not given.", valueName: "seconds"))
  var interval: Double?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticsOptions

  func validate() throws {
    if let interval, !PollInterval.range.contains(interval) {
      throw ValidationError("--interval takes \(PollInterval.choice).")
    }
  }

  mutating func run(in environment: Environment) async throws {
    let named = try await TaskList.read(tasks)
    if named.isEmpty { throw ValidationError("Name at least one task (TSK-…) to wait for.") }
    RecentTasks(environment: environment)?.record(named.map { ($0, "") })
    let connection = try await connection.open(environment, diagnostics.open(environment))
    defer { connection.close() }
    var options = FollowOptions()
    options.giveUp = giveUp.duration
    options.waitsForStart = waitForStart
    options.interval = interval.map(Duration.seconds)
    try await WaitSession(
      tasks: named, condition: condition ?? .completed, options: options, connection: connection,
      timeout: timeout?.duration, failFast: failFast
    ).run()
  }
}
