import Glibc
import MonitorTerminal

/// A child that asks tmux what it lets through. It runs while the screen is shown, and nobody waits for it until its answer
/// is needed.
struct TmuxQuestion {
  enum Reading: Equatable {
    case waiting
    /// It ended, or has not ended in time; then, and where it said nothing of use, there is no answer.
    case answered(TmuxAnswer?)
  }

  private static let maxBytes = 4_096

  private let process: pid_t
  private let output: Int32

  /// Starts the child; `nil` where it cannot be started.
  init?(_ command: [String] = TmuxAnswer.question, environment: [String: String]) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let start = DetachedProcess.start(command, environment: environment, output: ends[1])
    close(ends[1])
    guard case .success(let started) = start else {
      close(ends[0])
      return nil
    }
    (process, output) = (started, ends[0])
  }

  /// What the child said. Without patience it is looked at and not waited for; with some, the child is ended after it. Not
  /// to be called again after an answer.
  func read(within patience: Duration) -> Reading {
    var bytes: [UInt8] = []
    let deadline = ContinuousClock.now + patience
    while true {
      var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      let rest = max(0, (deadline - .now) / .milliseconds(1))
      let came = poll(&entry, 1, Int32(min(60_000, rest.rounded(.up))))
      if came < 0, errno == EINTR { continue }
      guard came > 0 else {
        if patience == .zero, bytes.isEmpty { return .waiting }
        break
      }
      var buffer = [UInt8](repeating: 0, count: 512)
      let count = Glibc.read(output, &buffer, buffer.count)
      guard count > 0, bytes.count < Self.maxBytes else { break }
      bytes += buffer[..<count]
    }
    close(output)
    DetachedProcess.end(process)
    DetachedProcess.wait(for: process)
    return .answered(TmuxAnswer(String(decoding: bytes, as: UTF8.self)))
  }
}
