import ArgumentParser

/// The root of the command line.
struct MptTail: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mpt-tail",
    abstract: "Follow the logs of long-running tasks of the SoftwareOne Marketplace Platform.",
    discussion: """
      A terminal gets a screen, a pipe gets lines. MPT_API_BASE_URL and MPT_API_TOKEN say whom to ask and as whom; \
      'mpt-tail demo' needs neither.

      Exit status: 0 every task completed (or you left the screen) · 1 a task failed · 3 API error · 4 authentication or \
      permission · 5 no such task · 64 wrong usage, or a setting that can never work · 65 a file that holds no log · \
      66 a file that cannot be read · 74 output that cannot be written · 124 --timeout · 130 Ctrl-C · 143 SIGTERM.
      """,
    version: ProgramVersion.text,
    subcommands: [
      WatchCommand.self,
      DemoCommand.self,
      TasksCommand.self,
      OpenCommand.self,
      ReplayCommand.self,
      WaitCommand.self,
      StatusCommand.self,
      HistoryCommand.self,
      DoctorCommand.self,
      ConfigCommand.self,
      SimulateCommand.self,
    ],
    defaultSubcommand: WatchCommand.self)
}

extension MptTail {
  static var commandNames: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

  /// The command that these words give.
  ///
  /// A prompt's `status` is read as itself alone first: to build the whole command line takes longer than what it does.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    if arguments.first == StatusCommand.configuration.commandName,
      let status = try? StatusCommand.parseAsRoot(Array(arguments.dropFirst())), status is StatusCommand
    {
      return status
    }
    return try parseAsRoot(arguments)
  }
}
