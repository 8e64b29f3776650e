import ArgumentParser
import MonitorCore
import MonitorStream

/// The exit statuses of the program.
enum ExitStatus: Int32 {
  case success = 0
  case taskFailed = 1
  case gaveUp = 3
  case refused = 4
  case noSuchTask = 5
  case usage = 64
  case timeout = 124

  /// The gravest of what came of the tasks. A task that has not ended (`--no-follow`) is no failure.
  init(_ outcomes: [TaskOutcome]) {
    let sources = outcomes.map(\.state.source)
    if sources.contains(.refused(logsOnly: false)) {
      self = .refused
    } else if sources.contains(.gone) {
      self = .noSuchTask
    } else if sources.contains(.gaveUp) {
      self = .gaveUp
    } else if outcomes.contains(where: \.hasFailed) {
      self = .taskFailed
    } else {
      self = .success
    }
  }

  /// Throws the exit code unless it is success.
  func check() throws {
    if self != .success { throw ExitCode(rawValue) }
  }
}

/// A sentence for standard error, and the exit status that goes with it. The sentence may be made of foreign text: it is safe to
/// show once it is in here.
struct ProgramFailure: Error, CustomStringConvertible {
  let sentence: String
  let exit: ExitStatus

  init(_ sentence: String, exit: ExitStatus) {
    self.sentence = TokenMask.masked(SafeText.line(sentence))
    self.exit = exit
  }

  var description: String { sentence }

  /// Prints the sentence and returns the exit code to throw.
  func reported() -> ExitCode {
    StandardError.write("mpt-tail: \(sentence)")
    return ExitCode(exit.rawValue)
  }
}
