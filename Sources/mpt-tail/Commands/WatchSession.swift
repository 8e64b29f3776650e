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
    var appearance = try await SettingsSource(environment: environment).reported(completing: &options.looks)
    options.filters.level = options.filters.level ?? appearance.level
    options.interval = options.interval ?? appearance.interval
    appearance.notify.way = options.notify ?? appearance.notify.way
    appearance.notify.when = options.notifyWhen ?? appearance.notify.when
    if options.noHistory { appearance.keepsHistory = false }
    let recorder: Recorder?
    do {
      recorder = try Recorder(options, tasks: tasks, host: connection.host, clock: connection.clock)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
    guard options.wantsScreen else {
      if tasks.isEmpty { throw ValidationError(WatchCommand.noTask) }
      return try await stream(options, appearance, recorder)
    }
    do {
      var subject = ScreenSession.Subject(tasks: tasks, host: connection.host, tokenID: connection.tokenID)
      subject.command = connection.command
      // Without a connection that can be opened again it is the demo.
      subject.viewCommand = "mpt-tail demo"
      subject.childEnvironment = connection.childEnvironment
      subject.memory = memory(appearance).map { MemoryKeeper($0) { [recorder] in await recorder?.learn($0) } }
      let ends = ScreenLoop.Ends(untilDone: options.untilDone, failFast: options.failFast)
      try await ScreenSession(
        subject, looks: options.looks, filter: options.filter, ends: ends, appearance: appearance,
        environment: environment
      ) { [tasks, options, connection, memory = subject.memory] executor in
        LiveFeed(
          tasks: tasks, options: options, connection: connection, executor: executor, recorder: recorder, memory: memory
        )
      }.run()
    } catch let failure as TerminalFailure {
      if tasks.isEmpty {
        throw ValidationError("\(failure) Without a screen there is no choice: \(WatchCommand.noTask)")
      }
      StandardError.write("mpt-tail: \(failure) Plain lines instead.")
      try await stream(options, appearance, recorder)
    }
  }

  private func stream(_ options: WatchOptions, _ appearance: Appearance, _ recorder: Recorder?) async throws {
    try await StreamSession(
      tasks: tasks, options: options, connection: connection, notify: appearance.notify, environment: environment,
      recorder: recorder, memory: appearance.keepsHistory ? memory(appearance) : nil
    ).run()
  }

  /// What is remembered of the platform; nothing of a simulated one inside the program.
  private func memory(_ appearance: Appearance) -> SessionMemory? {
    connection.command == nil
      ? nil : SessionMemory(environment: environment, host: connection.host, keepsRuns: appearance.keepsHistory)
  }
}
