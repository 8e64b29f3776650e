import ArgumentParser
import FoundationEssentials
import MonitorCore

/// `mpt-tail TASK…`: watch.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Watch tasks (the default).")

  @Argument(help: "Task ids (TSK-…), or addresses that contain one; '-' reads them from standard input.")
  var tasks: [String] = []

  @OptionGroup var options: WatchOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func run() async throws {
    let named = try TaskList.read(tasks)
    // Without a task there is a choice where somebody can choose: not with ids from a pipe that held none.
    if named.isEmpty, !tasks.isEmpty || !options.wantsScreen { throw ValidationError(Self.noTask) }
    try await WatchSession(tasks: named, options: options, connection: try connection.open()).run()
  }

  static let noTask = "Name at least one task (TSK-…), or try 'mpt-tail demo'."
}

/// Whom to ask and as whom.
struct ConnectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The API's address; MPT_API_BASE_URL otherwise.", valueName: "url"))
  var baseURL: String?

  @Option(help: ArgumentHelp("A file that holds the token; MPT_API_TOKEN otherwise.", valueName: "file"))
  var tokenFile: String?

  func open() throws -> Connection {
    do {
      return try Connection(
        baseURL: baseURL, tokenFile: tokenFile, environment: ProcessInfo.processInfo.environment)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }
}

/// The tasks that the command line names, each once, in their order.
enum TaskList {
  static func read(_ arguments: [String]) throws -> [TaskID] {
    var tasks: [TaskID] = []
    for argument in arguments {
      if argument == "-" {
        while let line = readLine() {
          for word in line.split(whereSeparator: \.isWhitespace) { try add(String(word), to: &tasks) }
        }
      } else {
        try add(argument, to: &tasks)
      }
    }
    return tasks
  }

  private static func add(_ text: String, to tasks: inout [TaskID]) throws {
    // A word without a digit is a mistyped command.
    guard let task = TaskID(argument: text), task.text.contains(where: \.isNumber) else {
      throw ValidationError("'\(SafeText.line(text))' is no task id (TSK-…) and no address that contains one.")
    }
    if !tasks.contains(task) { tasks.append(task) }
  }
}
