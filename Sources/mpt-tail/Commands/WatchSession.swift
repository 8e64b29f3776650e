import ArgumentParser
import FoundationEssentials
import MonitorCore
import MonitorTerminal

/// Watches tasks on the screen or as a stream, whichever fits.
struct WatchSession {
  let tasks: [TaskID]
  let options: WatchOptions
  let connection: Connection

  /// Watches until the end, and closes the connection.
  func run() async throws {
    defer { connection.close() }
    var options = options
    let looks: ChosenLooks
    do {
      let source = SettingsSource(environment: ProcessInfo.processInfo.environment)
      looks = try source.settings(completing: &options)
    } catch let failure as ProgramFailure {
      throw failure.told()
    }
    guard options.wantsScreen else {
      if tasks.isEmpty { throw ValidationError(WatchCommand.noTask) }
      return try await stream(options, looks)
    }
    do {
      try await ScreenSession(tasks: tasks, options: options, looks: looks, connection: connection).run()
    } catch let failure as TerminalFailure {
      if tasks.isEmpty {
        throw ValidationError("\(failure) Without a screen there is no choice: \(WatchCommand.noTask)")
      }
      StandardError.say("mpt-tail: \(failure) Plain lines instead.")
      try await stream(options, looks)
    }
  }

  private func stream(_ options: WatchOptions, _ looks: ChosenLooks) async throws {
    try await StreamSession(tasks: tasks, options: options, connection: connection, notify: looks.notify).run()
  }
}
