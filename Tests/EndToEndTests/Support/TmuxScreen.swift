import Foundation

/// A command on a real terminal: the only window of a tmux server of its own, which ends with this object.
///
/// The window stays when the command ends, so that its last screen and its status can be read.
final class TmuxScreen {
  /// What was expected did not show; holds the screen that was there instead.
  struct TimedOut: Error, CustomStringConvertible {
    let waitedFor: String
    let screen: String
    var description: String { "waited for \(waitedFor); the screen was:\n\(screen)" }
  }

  private let socket: String
  private let settings: URL

  /// Runs a command (found in `PATH`, or an absolute path) in a window of a size.
  init(
    _ command: [String], width: Int = 100, height: Int = 30, environment: [String: String] = [:],
    terminal: String = "tmux-256color"
  ) throws {
    let name = "mpt-tail-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    socket = FileManager.default.temporaryDirectory.appendingPathComponent("\(name).socket").path
    settings = FileManager.default.temporaryDirectory.appendingPathComponent("\(name).conf")
    try """
    set -g default-terminal "\(terminal)"
    set -g remain-on-exit on
    set -g remain-on-exit-format ""
    set -g status off
    set -s escape-time 0
    """.write(to: settings, atomically: true, encoding: .utf8)
    var arguments = ["new-session", "-d", "-x", "\(width)", "-y", "\(height)"]
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { arguments += ["-e", "\(name)=\(value)"] }
    // Several words, so that tmux runs them as they are and not through a shell.
    try tmux(arguments + ["--", "env"] + command)
  }

  deinit {
    _ = try? ChildProcess.run(["tmux", "-S", socket, "kill-server"])
    try? FileManager.default.removeItem(atPath: socket)
    try? FileManager.default.removeItem(at: settings)
  }

  /// The program that is tested: it lies beside the tests, unless `MPT_TEST_PROGRAM` names another, such as a release build.
  static var program: String {
    if let named = ProcessInfo.processInfo.environment["MPT_TEST_PROGRAM"], !named.isEmpty { return named }
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "."
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("mpt-tail").path
  }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `Up`, `PPage`, `C-c`, `M-1`, `F1`, or a letter. Each is a press of
  /// its own: keys sent together would arrive together, and Esc with what follows it is Alt.
  func press(_ keys: String...) throws {
    for key in keys { try tmux(["send-keys", "-t", "0", "--", key]) }
  }

  /// Types text as it is; `\u{1b}` and other controls too.
  func type(_ text: String) throws { try tmux(["send-keys", "-t", "0", "-l", "--", text]) }

  /// Pastes text as a terminal does, bracketed when the program asked for that.
  func paste(_ text: String) throws {
    try tmux(["set-buffer", "--", text])
    try tmux(["paste-buffer", "-p", "-r", "-t", "0"])
  }

  /// Sends what a file holds as if it were typed, byte by byte.
  func paste(file: String) throws {
    try tmux(["load-buffer", file])
    try tmux(["paste-buffer", "-r", "-t", "0"])
  }

  /// Gives the window another size.
  func resize(width: Int, height: Int) throws {
    try tmux(["resize-window", "-t", "0", "-x", "\(width)", "-y", "\(height)"])
  }

  /// The screen as text, a line a row, trailing spaces cut; with colours as escape sequences on demand.
  func capture(escapes: Bool = false) throws -> String {
    try tmux(["capture-pane", "-p", "-t", "0"] + (escapes ? ["-e"] : []))
  }

  /// What tmux knows of the window: `pane_title`, `cursor_x`, `alternate_on`, `mouse_any_flag`, …
  func format(_ name: String) throws -> String {
    try tmux(["display-message", "-p", "-t", "0", "#{\(name)}"]).trimmingCharacters(in: .newlines)
  }

  /// The process that runs in the window.
  func pid() throws -> Int32 {
    guard let pid = Int32(try format("pane_pid")), pid > 1 else { throw ChildProcess.Failure(description: "no pid") }
    return pid
  }

  /// The program that the shell in the window runs.
  func childOfShell() throws -> Int32 {
    guard let child = try ProcessState.child(of: try pid()) else {
      throw ChildProcess.Failure(description: "the shell runs nothing")
    }
    return child
  }

  /// Everything that was written on the normal screen, also what has scrolled away.
  func scrollback() throws -> String {
    try tmux(["capture-pane", "-p", "-S", "-", "-t", "0"])
  }

  /// Takes the terminal away under its program.
  func killServer() throws { try tmux(["kill-server"]) }

  /// Sends a signal to the process of the window.
  func signal(_ number: Int32) throws { kill(try pid(), number) }

  /// Waits until the screen is as wanted and answers it; throws what it is instead when time is up.
  @discardableResult
  func wait(
    for what: String, within limit: Duration = .seconds(10), until isWanted: (String) throws -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + limit
    while true {
      let screen = try capture()
      if try isWanted(screen) { return screen }
      guard ContinuousClock.now < deadline else { throw TimedOut(waitedFor: what, screen: screen) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Waits until the screen shows a text.
  @discardableResult
  func wait(forText text: String, within limit: Duration = .seconds(10)) async throws -> String {
    try await wait(for: "'\(text)'", within: limit) { $0.contains(text) }
  }

  /// Waits for the end of the command: its status (128 and the number for a signal) and the screen it left.
  func end(within limit: Duration = .seconds(10)) async throws -> (status: Int32, screen: String) {
    // tmux notices the closed terminal before it hears how the command ended, and at times misses that signal for good
    // (measured with 3.3a: once in twenty): then it is told again.
    var status: Int32?
    try await wait(for: "the end of the command", within: limit) { _ in
      guard try format("pane_dead") == "1" else { return false }
      if let signal = Int32(try format("pane_dead_signal")), signal > 0 {
        status = 128 + signal
      } else {
        status = Int32(try format("pane_dead_status"))
      }
      if status == nil, let server = Int32(try format("pid")), server > 1 { kill(server, SIGCHLD) }
      return status != nil
    }
    // Captured anew: what `wait` saw is from before it was asked whether this is the end.
    return (status ?? -1, try capture())
  }

  /// The tests' own environment without the wishes of whoever runs them.
  private static let environment = ProcessInfo.processInfo.environment.filter { name, _ in
    !["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TMUX"].contains(name) && !name.hasPrefix("MPT_")
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try ChildProcess.run(
      ["tmux", "-S", socket, "-f", settings.path] + arguments, environment: Self.environment)
    guard result.status == 0 else {
      throw ChildProcess.Failure(description: "tmux \(arguments.first ?? ""): \(result.output)")
    }
    return result.output
  }
}
