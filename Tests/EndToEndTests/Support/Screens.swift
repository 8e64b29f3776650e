import Foundation

/// Screens of the tool, and how to read them.
enum Screens {
  static let severities = ["DEBUG", "INFO", "WARNING", "ERROR", "FAILURE"]

  /// The demo of a fixed seed.
  static func demo(
    width: Int = 120, height: Int = 40, environment: [String: String] = [:], terminal: String = "tmux-256color"
  ) throws -> TmuxScreen {
    try tool(["demo", "--seed", "3"], width: width, height: height, environment: environment, terminal: terminal)
  }

  static func tool(
    _ arguments: [String], width: Int = 120, height: Int = 40, environment: [String: String] = [:],
    terminal: String = "tmux-256color"
  ) throws -> TmuxScreen {
    try TmuxScreen(
      [TmuxScreen.program] + arguments, width: width, height: height,
      environment: plain.merging(environment) { $1 }, terminal: terminal)
  }

  /// A task with numbered entries, and the tool that watches it, once the newest of them is on the screen.
  static func watching(
    entries: Int, on platform: TestPlatform, _ arguments: [String] = []
  ) async throws -> (task: String, screen: TmuxScreen) {
    let task = try await platform.makeTask()
    try await platform.publish(count: entries, to: task)
    let screen = try tool([task] + arguments, environment: platform.environment)
    try await screen.wait(forText: "entry \(entries - 1)", " \(entries) entries")
    return (task, screen)
  }

  /// A shell in which the tool can be started as `$TOOL`.
  static func shell(_ command: [String], environment: [String: String] = [:]) throws -> TmuxScreen {
    try TmuxScreen(
      command, width: 120, height: 40,
      environment: plain.merging(["TOOL": TmuxScreen.program, "PS1": "prompt> "]) { $1 }.merging(environment) { $1 },
      isKept: false)
  }

  /// Nothing is remembered, so that no test depends on one before it, and nothing configured by whoever runs them.
  private static let plain = [
    "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no",
    "XDG_STATE_HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/null",
  ]

  /// The screen without its title line, where the clock is.
  static func withoutClock(_ screen: String) -> String {
    screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
  }

  /// The severity words that stand in the rows of entries.
  static func severitiesShown(in screen: String) -> Set<String> {
    Set(screen.matches(of: #/\d\d:\d\d:\d\d\S* +(DEBUG|INFO|WARNING|ERROR|FAILURE) /#).map { String($0.output.1) })
  }

  /// The rows of entries, from the top.
  static func entries(in screen: String) -> [String] {
    screen.split(separator: "\n").map(String.init).filter { $0.contains("entry ") }
  }

  /// Whether the shell waits for a command on the last line.
  static func showsPrompt(_ screen: String) -> Bool {
    screen.split(separator: "\n").last?.trimmingCharacters(in: .whitespaces) == "prompt>"
  }

  /// The numbers of the colours that a screen captured with its escape sequences uses; the terminal's own are none.
  static func colours(in screen: String) -> Set<Int> {
    var found: Set<Int> = []
    for piece in screen.unicodeScalars.split(separator: "\u{1b}").dropFirst() {
      guard piece.first == "[", let end = piece.firstIndex(of: "m") else { continue }
      for number in String(piece[..<end]).dropFirst().split(separator: ";").compactMap({ Int($0) }) {
        switch number {
        case 30...38, 40...48, 90...: found.insert(number)
        default: break
        }
      }
    }
    return found
  }
}
