import MonitorTerminal

/// What terminals were last found to have as their background: `$XDG_STATE_HOME/mpt-tail/backgrounds`, a line for each type
/// of terminal and host that it is on, the latest last.
struct BackgroundStore: Sendable {
  private static let maxLines = 64

  private let file: StateFile
  /// `xterm-256color@192.0.2.7`, or `@` alone at the end for a terminal of this machine.
  private let terminal: String

  /// `nil` where there is no state folder.
  init?(environment: Environment) {
    guard let file = StateFile("backgrounds", environment: environment) else { return nil }
    self.file = file
    // The first word of it is the address that a connection by SSH comes from.
    let host = environment["SSH_CONNECTION"]?.split(separator: " ").first ?? ""
    terminal = "\(environment["TERM"] ?? "")@\(host)".filter { !$0.isWhitespace }
  }

  /// What this terminal's was; `nil` where it is not known.
  func load() -> TerminalBackground? {
    lines.last { $0.first == Substring(terminal) }.flatMap { TerminalBackground(rawValue: String($0[1])) }
  }

  func save(_ background: TerminalBackground) {
    guard load() != background else { return }
    let others = lines.filter { $0.first != Substring(terminal) }.suffix(Self.maxLines - 1).map { "\($0[0]) \($0[1])" }
    file.write((others + ["\(terminal) \(background.rawValue)"]).map { $0 + "\n" }.joined().utf8)
  }

  private var lines: [[Substring]] {
    String(decoding: file.read(), as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }.filter {
      $0.count == 2
    }
  }
}
