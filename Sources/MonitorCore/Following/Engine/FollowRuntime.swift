import Glibc
import Synchronization

/// Where following runs, how it waits, and by which clocks it notices that it did not run for a while.
///
/// A source whose network has a thread of its own may lend it: then a poll from the wait before it to what it delivered
/// costs no change of threads.
package struct FollowRuntime: Sendable {
  /// Waits until a moment, or until the calling task is cancelled. Others may come at the same time: up to a moment that
  /// is `tolerance` later.
  package typealias Wait =
    @Sendable (
      _ deadline: ContinuousClock.Instant, _ tolerance: Duration?
    ) async -> Void

  /// A clock that stands still while the machine sleeps, and the time of day; each since any moment.
  package typealias Clocks = @Sendable () -> (running: Duration, wall: Duration)

  /// What runs the tasks of following; `nil` for where all tasks run.
  package let executor: (any TaskExecutor)?
  let wait: Wait
  let clocks: Clocks
  /// Lets go of all connections: after a sleep they are dead, and nobody says so.
  package let dropConnections: @Sendable () -> Void

  package init(
    executor: (any TaskExecutor)?, wait: @escaping Wait, clocks: @escaping Clocks = Self.systemClocks,
    dropConnections: @escaping @Sendable () -> Void = {}
  ) {
    self.executor = executor
    self.wait = wait
    self.clocks = clocks
    self.dropConnections = dropConnections
  }

  /// Where all tasks run.
  package static let shared = FollowRuntime(
    executor: nil,
    wait: { deadline, tolerance in try? await ContinuousClock().sleep(until: deadline, tolerance: tolerance) })

  package static let systemClocks: Clocks = { (time(CLOCK_MONOTONIC), time(CLOCK_REALTIME)) }

  private static func time(_ clock: clockid_t) -> Duration {
    var time = timespec()
    return clock_gettime(clock, &time) == 0 ? .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec) : .zero
  }
}

/// One detector of sleep for all tasks: each hears once of every sleep, and the first one lets go of the connections.
final class SleepWatch: Sendable {
  private struct State {
    var detector = SleepDetector()
    /// For how long the machine slept since following began.
    var total = Duration.zero
  }

  private let runtime: FollowRuntime
  private let state = Mutex(State())

  init(_ runtime: FollowRuntime) {
    self.runtime = runtime
  }

  /// Looks at the clocks, and says for how long the machine has slept by now in all.
  ///
  /// - Parameter late: how long after the moment that it had wanted the caller woke.
  func tick(late: Duration = .zero) -> Duration {
    let (running, wall) = runtime.clocks()
    let (total, isNew) = state.withLock { state in
      let asleep = state.detector.tick(running: running, wall: wall, late: late)
      if let asleep { state.total += asleep }
      return (state.total, asleep != nil)
    }
    if isNew { runtime.dropConnections() }
    return total
  }
}

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
