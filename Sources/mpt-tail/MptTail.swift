import ArgumentParser

/// The root of the command line.
struct MptTail: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "mpt-tail",
    abstract: "Follow the logs of long-running tasks of the SoftwareOne Marketplace Platform.",
    discussion: """
      On a terminal it shows a screen, in a pipe it writes lines. It asks MPT_API_BASE_URL with MPT_API_TOKEN; \
      'mpt-tail demo' needs neither.

      Exit: 0 every task completed (or you left) · 1 a task failed · 3 gave up on the API · 4 authentication or \
      permission · 5 no such task · 64 wrong usage · 124 --timeout · 130 Ctrl-C · 143 SIGTERM.
      """,
    version: version,
    subcommands: [WatchCommand.self, DemoCommand.self, TasksCommand.self, SimulateCommand.self],
    defaultSubcommand: WatchCommand.self)
}
