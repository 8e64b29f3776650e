import ArgumentParser
import Glibc
import MarketplaceAPI
import MarketplaceSimulator
import MonitorCore

/// `mpt-tail demo`: watches tasks of a simulated platform.
struct DemoCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Watch several tasks of a built-in simulated platform: no account, no network.",
    discussion: "On a terminal it runs until you leave. In a pipe it writes lines for less than a minute.")

  @Option(help: "The same seed gives the same tasks and entries.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("How much faster than real time the tasks run.", valueName: "factor"))
  var speed: Double = 1

  @OptionGroup var options: WatchOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticsOptions

  func validate() throws {
    if !(speed > 0 && speed <= 1000) { throw ValidationError("--speed takes a factor above 0, at most 1000.") }
  }

  mutating func run(in environment: Environment) async throws {
    let isLive = isatty(STDOUT_FILENO) == 1 && !options.looks.output.isLines
    let diagnostics = try diagnostics.open(environment)
    let server = SimulatorServer(
      SimulatorConfiguration(scenario: isLive ? .demo : .short(allComplete: true), seed: seed, speed: speed))
    let endpoint = try await server.start()
    let connection = try Connection(
      base: try BaseURL(endpoint.baseURL), token: try Token(endpoint.token), diagnostics: diagnostics)
    let tasks = endpoint.taskIDs.compactMap { TaskID($0) }
    let session = WatchSession(tasks: tasks, options: options, connection: connection, environment: environment)
    let result = await Result { try await session.run() }
    await server.stop()
    try result.get()
  }
}

extension Result where Failure == any Error {
  /// The result of asynchronous work.
  init(catching body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
