import Synchronization

/// What was answered well in this run, of whatever task: one token asks for all of them, so that a refusal of one where another
/// was answered may pass.
final class SharedAnswers: Sendable {
  private let known = Mutex((task: false, logs: false))

  var value: (task: Bool, logs: Bool) { known.withLock { $0 } }

  /// Records what one task's follower was answered.
  func record(_ answered: (task: Bool, logs: Bool)) {
    known.withLock { $0 = ($0.task || answered.task, $0.logs || answered.logs) }
  }
}
