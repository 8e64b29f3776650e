import Foundation
import TestSupport

/// A command on a real terminal: the only window of a tmux server of its own, which ends with this object.
///
/// A capture may fall between two halves of a frame: whatever is asked of a screen is asked by `wait`, all at once.
final class TmuxScreen {
  /// What was expected did not show; holds the screen that was there instead.
  struct TimedOut: Error, CustomStringConvertible {
    let waitedFor: String
    let screen: String
    var description: String { "waited for \(waitedFor); the screen was:\n\(screen)" }
  }

  /// How long to wait for what has to come: ages, since only a failure lasts so long.
  static let patience = Duration.seconds(60)

  private let socket: String
  private let settings: URL
  private let isKept: Bool

  /// Keeps the window when the command has ended, and tells its status in the title, behind all that it wrote. A
  /// window of which the process has ended is closed by tmux at once, with whatever it has not read yet.
  private static let keeper = """
    trap : INT QUIT; "$@"; printf '\\033]2;\(endTitle)%d\\007' $?; exec sleep 100000
    """
  private static let endTitle = "the command ended with "

  /// Runs a command (found in `PATH`, or an absolute path) in a window of a size.
  ///
  /// - Parameter isKept: whether the window outlives the command, for `end`; otherwise the command is alone in it.
  init(
    _ command: [String], width: Int = 100, height: Int = 30, environment: [String: String] = [:],
    terminal: String = "tmux-256color", isKept: Bool = true
  ) throws {
    self.isKept = isKept
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
    // Several words, so that tmux runs them as they are and not through a shell of its own.
    try tmux(arguments + ["--"] + (isKept ? ["sh", "-c", Self.keeper, "sh"] : ["env"]) + command)
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

  /// The process of the command, once it was seen to run.
  func pid() throws -> Int32 { isKept ? try childOfShell() : try windowPID() }

  /// The program that the shell in the window runs, once it was seen to run.
  func childOfShell() throws -> Int32 {
    guard let child = try ProcessState.child(of: try windowPID()) else {
      throw ChildProcess.Failure(description: "the shell runs nothing")
    }
    return child
  }

  private func windowPID() throws -> Int32 {
    guard let pid = Int32(try format("pane_pid")), pid > 1 else { throw ChildProcess.Failure(description: "no pid") }
    return pid
  }

  /// Everything that was written on the normal screen, also what has scrolled away.
  func scrollback() throws -> String {
    try tmux(["capture-pane", "-p", "-S", "-", "-t", "0"])
  }

  /// Takes the terminal away under its program.
  func killServer() throws { try tmux(["kill-server"]) }

  /// Sends a signal to the command, once it was seen to run.
  func signal(_ number: Int32) throws { kill(try pid(), number) }

  /// Waits until the screen is as wanted; throws what it is instead when time is up.
  @discardableResult
  func wait(
    for what: String, within limit: Duration = patience, until isWanted: (String) throws -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + limit
    while true {
      let isLast = ContinuousClock.now >= deadline
      let screen = try capture()
      if try isWanted(screen) { return screen }
      guard !isLast else { throw TimedOut(waitedFor: what, screen: screen) }
      await OwnQueue.pause()
    }
  }

  /// Waits until the screen shows all of some texts.
  @discardableResult
  func wait(forText texts: String..., within limit: Duration = patience) async throws -> String {
    try await wait(for: "\(texts)", within: limit) { screen in texts.allSatisfy(screen.contains) }
  }

  /// Does something again and again until the screen shows all of some texts, which stand there for seconds only: whoever
  /// is held up for so long misses them.
  func wait(forText texts: String..., repeating action: () async throws -> Void) async throws {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      try await action()
      let nextTry = ContinuousClock.now + .seconds(10)
      while ContinuousClock.now < nextTry {
        let screen = try capture()
        if texts.allSatisfy(screen.contains) { return }
        guard ContinuousClock.now < deadline else { throw TimedOut(waitedFor: "\(texts)", screen: screen) }
        await OwnQueue.pause()
      }
    }
  }

  /// Waits until tmux knows a value of the window.
  func wait(forFormat name: String, _ what: String, until isWanted: (String) -> Bool) async throws {
    try await wait(for: what) { _ in isWanted(try format(name)) }
  }

  /// Waits for the end of the command: its status (128 and the number for a signal) and the screen it left.
  func end() async throws -> (status: Int32, screen: String) {
    var status: Int32?
    try await wait(for: "the end of the command") { _ in
      let title = try format("pane_title")
      if title.hasPrefix(Self.endTitle) { status = Int32(title.dropFirst(Self.endTitle.count)) }
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
      ["tmux", "-u", "-S", socket, "-f", settings.path] + arguments, environment: Self.environment)
    guard result.status == 0 else {
      throw ChildProcess.Failure(description: "tmux \(arguments.first ?? ""): \(result.output)")
    }
    return result.output
  }
}
