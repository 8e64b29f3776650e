import ArgumentParser
import MonitorCore
import MonitorTerminal

/// Watches tasks on the screen or as a stream, by the options and what the terminal can do.
struct WatchSession {
  let tasks: [TaskID]
  let options: WatchOptions
  let connection: Connection
  let environment: Environment

  /// Watches until the end, and closes the connection.
  func run() async throws {
    defer { connection.close() }
    var options = options
    let appearance: Appearance
    do {
      appearance = try await SettingsSource(environment: environment).settings(completing: &options)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
    guard options.wantsScreen else {
      if tasks.isEmpty { throw ValidationError(WatchCommand.noTask) }
      return try await stream(options, appearance)
    }
    do {
      try await ScreenSession(
        tasks: tasks, options: options, appearance: appearance, connection: connection, environment: environment
      ).run()
    } catch let failure as TerminalFailure {
      if tasks.isEmpty {
        throw ValidationError("\(failure) Without a screen there is no choice: \(WatchCommand.noTask)")
      }
      StandardError.write("mpt-tail: \(failure) Plain lines instead.")
      try await stream(options, appearance)
    }
  }

  private func stream(_ options: WatchOptions, _ appearance: Appearance) async throws {
    try await StreamSession(
      tasks: tasks, options: options, connection: connection, notify: appearance.notify, environment: environment
    ).run()
  }
}
