import ArgumentParser
import MonitorTerminal

/// How a notification is delivered (`--notify`).
enum NotifyWay: Equatable, Sendable {
  /// By what the terminal is known to show, else by the bell and the title.
  case auto
  case bell, off
  case sequence(NoticeSequence)
  /// A command line for `/bin/sh -c`.
  case command(String)

  /// The valid values, for an error message.
  static let choice = "auto, bell, osc9, osc777, osc99, off or cmd:COMMAND"

  /// Whether it is for the terminal to tell.
  var isOfTerminal: Bool {
    switch self {
    case .auto, .bell, .sequence: true
    case .off, .command: false
    }
  }
}

extension NotifyWay: ExpressibleByArgument {
  init?(argument: String) {
    switch argument {
    // `osc` is what it was called once.
    case "auto", "osc": self = .auto
    case "bell": self = .bell
    case "off": self = .off
    default:
      if let sequence = NoticeSequence(rawValue: argument) {
        self = .sequence(sequence)
        return
      }
      guard argument.hasPrefix("cmd:") else { return nil }
      let command = argument.dropFirst(4)
      // The system cuts an argument off at a NUL: half of the command would be run.
      guard command.contains(where: { !$0.isWhitespace }), !command.utf8.contains(0) else { return nil }
      self = .command(String(command))
    }
  }

  static var allValueStrings: [String] { ["auto", "bell", "osc9", "osc777", "osc99", "off", "cmd:COMMAND"] }
}

/// When a notification is delivered (`--notify-when`).
enum NotifyWhen: String, ExpressibleByArgument, CaseIterable, Sendable {
  case always
  /// Not while the window has the focus, as far as the terminal reports that.
  case unfocused

  /// The valid values, for an error message.
  static let choice = "always or unfocused"
}
