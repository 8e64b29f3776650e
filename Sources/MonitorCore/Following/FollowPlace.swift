/// Where following runs, and how it waits.
///
/// A source whose network has a thread of its own may lend it: then a poll from the wait before it to what it told costs
/// no change of threads.
package struct FollowPlace: Sendable {
  /// Waits until a moment, or until the calling task is cancelled. Others may come at the same time: up to a moment that
  /// is `tolerance` later.
  package typealias Wait =
    @Sendable (
      _ deadline: ContinuousClock.Instant, _ tolerance: Duration?
    ) async -> Void

  /// What runs the tasks of following; `nil` for where all tasks run.
  let executor: (any TaskExecutor)?
  let wait: Wait

  package init(executor: (any TaskExecutor)?, wait: @escaping Wait) {
    self.executor = executor
    self.wait = wait
  }

  /// Where all tasks run.
  package static let shared = FollowPlace(executor: nil) { deadline, tolerance in
    try? await ContinuousClock().sleep(until: deadline, tolerance: tolerance)
  }
}
