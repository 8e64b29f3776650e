/// Notices that the machine slept, or that the program was stopped, by clocks that went on without it.
///
/// Two signs: the wall clock went ahead of the clock that stands still in sleep, or somebody who wanted to be woken at
/// a moment woke long after it.
package struct SleepDetector: Sendable {
  /// Below this it may have been a busy machine, or a clock that was set.
  package static let threshold = Duration.seconds(30)

  /// By so much a busy machine may wake whoever waits too late.
  private static let lateness = Duration.milliseconds(500)

  private var last: (running: Duration, wall: Duration)?

  package init() {}

  /// Compares the clocks with those of the call before.
  ///
  /// - Parameters:
  ///   - running: a clock that stands still while the machine sleeps; `wall`: the time of day, since any moment.
  ///   - late: how long after the moment that it had wanted the caller woke.
  /// - Returns: for how long nothing ran; `nil` where that is not worth speaking of.
  package mutating func tick(running: Duration, wall: Duration, late: Duration = .zero) -> Duration? {
    defer { last = (running, wall) }
    guard let last else { return nil }
    let passed = (running: running - last.running, wall: wall - last.wall)
    // Where another task looked meanwhile, it has seen the same sleep.
    let asleep = max(passed.wall - passed.running, min(late, passed.wall))
    return asleep > Self.threshold ? asleep : nil
  }

  /// For how long nothing ran where a wait of a second or so ended so late; `nil` where that is a busy machine's. Too
  /// short for connections to be dead, but no deadline counts it: nobody could ask meanwhile.
  package static func stop(late: Duration) -> Duration? { late > lateness ? late : nil }
}
