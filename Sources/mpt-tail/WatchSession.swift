import Foundation
import Glibc
import MonitorCore
import MonitorTerminal

/// Watches tasks on the screen or as a stream, whichever fits.
struct WatchSession {
  let tasks: [TaskID]
  let options: WatchOptions
  let connection: Connection

  func run() async throws {
    guard wantsScreen else { return try await stream() }
    do {
      try await ScreenSession(tasks: tasks, options: options, connection: connection).run()
    } catch let failure as TerminalFailure {
      StandardError.say("mpt-tail: \(failure) Plain lines instead.")
      try await stream()
    }
  }

  private func stream() async throws {
    try await StreamSession(tasks: tasks, options: options, source: connection.source).run()
  }

  private var wantsScreen: Bool {
    switch options.output {
    case .tui: true
    case .plain, .json: false
    case .auto: isatty(STDOUT_FILENO) == 1 && !options.noFollow
    }
  }
}
