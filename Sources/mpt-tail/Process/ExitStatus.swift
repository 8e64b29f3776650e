import ArgumentParser
import MonitorCore
import MonitorStream
import MonitorTerminal

/// The exit statuses of the program.
enum ExitStatus: Int32 {
  case success = 0
  case taskFailed = 1
  case gaveUp = 3
  case refused = 4
  case noSuchTask = 5
  case usage = 64
  /// A file that holds no log.
  case noLog = 65
  /// A file that cannot be opened.
  case cannotOpen = 66
  /// Too few descriptors, too little memory, or something else that the system refused.
  case outOfResources = 71
  /// The output cannot be written.
  case cannotWrite = 74
  case timeout = 124

  private static let byGravity = [refused, noSuchTask, gaveUp, taskFailed]

  /// The gravest of what came of the tasks. A task that has not ended (`--no-follow`) is no failure.
  init(_ outcomes: [TaskOutcome]) {
    self.init(gravestOf: outcomes.map(Self.init(ofTask:)))
  }

  /// The gravest of several.
  init(gravestOf statuses: [ExitStatus]) {
    self = Self.byGravity.first(where: statuses.contains) ?? .success
  }

  /// What came of one task: success only where everything that was asked for is there, and that is proven. Logs that were
  /// refused from the very beginning take nothing from that.
  private init(ofTask outcome: TaskOutcome) {
    switch outcome.state.source {
    case .refused(logsOnly: false): self = .refused
    case .gone: self = .noSuchTask
    case .gaveUp: self = .gaveUp
    case .refused(logsOnly: true): self = outcome.hasFailed ? .taskFailed : .success
    case .connecting, .live, .stale, .ended:
      self = outcome.hasFailed ? .taskFailed : outcome.isIncomplete ? .gaveUp : .success
    }
  }

  /// Throws the exit code unless it is success.
  func check() throws { try Self.check(rawValue) }

  /// Throws a code unless it is success.
  static func check(_ code: Int32) throws {
    if code != success.rawValue { throw ExitCode(code) }
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

/// Unwinds the program; then it dies by the signal, as its parent expects.
struct EndedBySignal: Error {
  let signal: TerminalSignal
}
