import Foundation
import TestSupport

/// The tool on a pseudo-terminal of its own, which the test reads, or does not.
final class ScreenRun {
  /// What was expected did not happen; holds what the terminal got instead.
  struct TimedOut: Error, CustomStringConvertible {
    let waitedFor: String
    let status: Int32?
    let shown: String
    var description: String {
      "waited for \(waitedFor); status \(status.map(String.init) ?? "none yet"), shown:\n\(shown.debugDescription)"
    }
  }

  let terminal: PseudoTerminal
  let pid: pid_t
  /// All bytes that were read from the terminal.
  private(set) var bytes: [UInt8] = []
  /// The exit status, 128 and the signal's number when it was ended by one; nil while it runs.
  private(set) var status: Int32?

  init(
    _ arguments: [String], environment: [String: String] = [:], columns: UInt16 = 100, rows: UInt16 = 30
  ) throws {
    let terminal = try PseudoTerminal(columns: columns, rows: rows)
    self.terminal = terminal
    pid = try ChildStart.start(
      [TmuxScreen.program] + arguments, environment: Self.plain.merging(environment) { $1 }, input: terminal.path,
      output: .file(terminal.path, O_RDWR), errors: .file(terminal.path, O_RDWR), ownsTerminal: true)
  }

  deinit {
    guard status == nil else { return }
    kill(pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0 && errno == EINTR {}
  }

  /// What the terminal got, as text.
  var shown: String { String(decoding: bytes, as: UTF8.self) }

  func signal(_ number: Int32) {
    if status == nil { kill(pid, number) }
  }

  /// Waits until something holds of what the terminal got.
  ///
  /// - Parameter isReading: whether the terminal is read meanwhile.
  func wait(
    for what: String, isReading: Bool = true, until holds: (ScreenRun) throws -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + TmuxScreen.patience
    while true {
      let isLast = ContinuousClock.now >= deadline
      if isReading { bytes += terminal.read(patience: 0) }
      noticeEnd()
      if try holds(self) { return }
      guard status == nil, !isLast else { throw TimedOut(waitedFor: what, status: status, shown: shown) }
      await OwnQueue.pause()
    }
  }

  /// Waits for the end and answers its status.
  func end(isReading: Bool = true) async throws -> Int32 {
    try await wait(for: "the end", isReading: isReading) { $0.status != nil }
    if isReading { bytes += terminal.read(patience: 0) }
    return status ?? -1
  }

  /// Types more than the terminal's buffer holds, as fast as it is taken.
  func type(all keys: [UInt8]) async throws {
    var rest = keys[...]
    try await wait(for: "the keys to be taken") { run in
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(run.terminal.master, $0.baseAddress, min(1024, $0.count)) }
        if count <= 0 { break }
        rest = rest.dropFirst(count)
      }
      return rest.isEmpty
    }
  }

  private func noticeEnd() {
    var state: Int32 = 0
    if status == nil, waitpid(pid, &state, WNOHANG) == pid { status = ChildStart.status(state) }
  }

  private static var plain: [String: String] {
    let own = ProcessInfo.processInfo.environment
    var plain = [
      "LANG": "C.UTF-8", "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no", "XDG_STATE_HOME": "/dev/null",
      "XDG_CONFIG_HOME": "/dev/null", "TERM": "xterm-256color",
    ]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] { plain[name] = own[name] }
    return plain
  }
}
