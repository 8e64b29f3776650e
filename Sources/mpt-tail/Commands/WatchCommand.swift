import ArgumentParser
import MonitorCore

/// `mpt-tail TASK…`: watch.
struct WatchCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Watch tasks (the default).")

  @Argument(
    help: "Task ids (TSK-…), or addresses that contain one; '-' reads them from standard input, one or more a line.",
    completion: Completions.tasks)
  var tasks: [String] = []

  @OptionGroup var options: WatchOptions
  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticsOptions

  mutating func run(in environment: Environment) async throws {
    let named = try await TaskList.read(tasks, commands: MptTail.commandNames)
    // Without a task there is a choice where somebody can choose: not with ids from a pipe that held none.
    if named.isEmpty, !tasks.isEmpty || !options.wantsScreen { throw ValidationError(Self.noTask) }
    RecentTasks(environment: environment)?.record(named.map { ($0, "") })
    let configured: Environment
    do {
      configured = try await environment.reading(config: options.looks.config)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
    let connection = try await connection.open(configured, diagnostics.open(environment))
    try await WatchSession(tasks: named, options: options, connection: connection, environment: configured).run()
  }

  static let noTask = "Name at least one task (TSK-…), or try 'mpt-tail demo'."
}
