import ArgumentParser

/// How the person is told that a task ended or reported its first failure (`--notify`).
enum NotifyWay: Equatable, Sendable {
  case bell, osc, off
  /// Words for `/bin/sh -c`.
  case command(String)

  /// What there is to choose from, for a sentence about a wrong one.
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
      // The system ends a command's words at a NUL: then half of them would be run.
      guard command.contains(where: { !$0.isWhitespace }), !command.utf8.contains(0) else { return nil }
      self = .command(String(command))
    }
  }

  static var allValueStrings: [String] { ["bell", "osc", "off", "cmd:COMMAND"] }
}
