import ArgumentParser

/// How a notification is delivered (`--notify`).
enum NotifyWay: Equatable, Sendable {
  case bell, osc, off
  /// A command line for `/bin/sh -c`.
  case command(String)

  /// The valid values, for an error message.
  static let choice = "bell, osc, off or cmd:COMMAND"
}

extension NotifyWay: ExpressibleByArgument {
  init?(argument: String) {
    switch argument {
    case "bell": self = .bell
    case "osc": self = .osc
    case "off": self = .off
    default:
      guard argument.hasPrefix("cmd:") else { return nil }
      let command = argument.dropFirst(4)
      // The system cuts an argument off at a NUL: half of the command would be run.
      guard command.contains(where: { !$0.isWhitespace }), !command.utf8.contains(0) else { return nil }
      self = .command(String(command))
    }
  }

  static var allValueStrings: [String] { ["bell", "osc", "off", "cmd:COMMAND"] }
}
