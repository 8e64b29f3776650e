/// How long to wait between polls: short while entries arrive, easing when it is quiet.
package struct PollPace: Sendable {
  private static let easing = 1.5
  private static let jitter = 0.9...1.1

  private let fixed: Duration?
  private let quickest: Double
  private var current: Double

  /// `fixed` overrides all; `taskCount` tasks share one server, so that the quickest pace is 0.5 s for up to ten
  /// and 2 s for forty or more.
  package init(fixed: Duration?, taskCount: Int) {
    self.fixed = fixed
    quickest = min(2, max(0.5, 0.05 * Double(taskCount)))
    current = quickest
  }

  /// The wait until the next poll.
  ///
  /// - Parameters:
  ///   - broughtNewEntries: whether the poll just made brought something new.
  ///   - status: waiting tasks (Queued, Blocked, Rescheduled) ease to 20 s, others to 10 s, ended ones to 30 s.
  package mutating func next(
    afterNewEntries broughtNewEntries: Bool, status: TaskStatus?, using random: inout some RandomNumberGenerator
  ) -> Duration {
    let slowest = status.map { $0.isFinal ? 30.0 : $0.isWaiting ? 20.0 : 10.0 } ?? 10.0
    current = broughtNewEntries ? quickest : min(slowest, current * Self.easing)
    return (fixed ?? .seconds(current)) * Double.random(in: Self.jitter, using: &random)
  }

  /// Begins again at the quickest pace: somebody asked for a poll, or the task woke up.
  package mutating func quicken() {
    current = quickest
  }
}
