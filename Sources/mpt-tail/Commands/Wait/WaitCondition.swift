import ArgumentParser
import MonitorCore
import MonitorStream

/// What `wait` waits for.
enum WaitCondition: Sendable {
  /// The end, whichever it is.
  case done
  case completed
  /// Failed, or canceled.
  case failed
  /// That the task has begun; one that has completed had.
  case processing
  /// That it reported so many percent; one that has completed counts as 100.
  case progress(Double)
  /// That an entry of its log matches, written before or after the waiting began.
  case entry(TextPattern)

  /// What a shell offers.
  static let words = ["done", "completed", "failed", "processing", "progress>=", "entry~"]
  static let choice = "done, completed, failed, processing, progress>=N or entry~RE"

  /// Reads a condition as `--for` takes it. Throws a `ValidationError`.
  @Sendable static func reading(_ text: String) throws -> WaitCondition {
    switch text {
    case "done": return .done
    case "completed": return .completed
    case "failed": return .failed
    case "processing": return .processing
    case _ where text.hasPrefix("progress>="):
      guard let percent = Double(text.dropFirst("progress>=".count)), (0...100).contains(percent) else {
        throw ValidationError("--for progress>=N takes a number from 0 to 100.")
      }
      return .progress(percent)
    case _ where text.hasPrefix("entry~"):
      return .entry(try PatternArgument.including(String(text.dropFirst("entry~".count))))
    default:
      throw ValidationError("'\(text)' is nothing to wait for" + NearestWords.hint(for: text, among: words))
    }
  }

  /// The pattern of an entry that is waited for.
  var pattern: TextPattern? { if case .entry(let pattern) = self { pattern } else { nil } }

  /// What is waited for, to end `did not …`.
  var words: String {
    switch self {
    case .done: "end"
    case .completed: "complete"
    case .failed: "fail"
    case .processing: "begin"
    case .progress(let percent): "reach \(JSONWriter.text(percent)) %"
    case .entry(let pattern): "write an entry that matches '\(SafeText.line(pattern.source))'"
    }
  }
}

/// What came of waiting for a task.
enum WaitVerdict: Equatable, Sendable {
  case pending
  case reached
  /// It cannot be reached any more: why, and with which status to end.
  case unreachable(String, ExitStatus)

  /// - Parameter hasMatched: whether an entry matched, where one is waited for.
  init(_ condition: WaitCondition, _ outcome: TaskOutcome, hasMatched: Bool = false) {
    if hasMatched || outcome.snapshot.map({ condition.isReached(by: $0) }) == true {
      self = .reached
      return
    }
    let problem = SafeText.line(outcome.state.problem)
    switch outcome.state.source {
    case .refused(logsOnly: false): self = .unreachable(problem, .refused)
    case .refused(logsOnly: true) where condition.pattern != nil: self = .unreachable(problem, .refused)
    case .gone:
      let what = outcome.snapshot == nil ? FollowState.notFound : "gone: it was there, and is not any more"
      self = .unreachable("\(what): \(problem)", .noSuchTask)
    case .gaveUp: self = .unreachable(problem, .gaveUp)
    case .connecting, .live, .stale, .ended, .refused(logsOnly: true):
      // Entries that were written before the end may still come.
      let isOver = condition.pattern == nil ? outcome.snapshot?.status.isFinal == true : outcome.isOver
      guard isOver, let status = outcome.snapshot?.status else {
        self = .pending
        return
      }
      self = .unreachable(
        "\(SafeText.line(status.word)); it did not \(condition.words)", status == .completed ? .gaveUp : .taskFailed)
    }
  }
}

extension WaitCondition {
  /// Whether the state of a task says so; never for what its log has to say.
  fileprivate func isReached(by task: TaskSnapshot) -> Bool {
    switch self {
    case .done: task.status.isFinal
    case .completed: task.status == .completed
    case .failed: task.status.isFinal && task.status != .completed
    case .processing: [.processing, .rescheduled, .completed].contains(task.status)
    case .progress(let percent): task.status == .completed || task.progress.map { $0 >= percent } ?? false
    case .entry: false
    }
  }
}
