/// Time in which the program ran. While the machine sleeps, or somebody has stopped the program (`kill -STOP`, a debugger, a
/// frozen container), nothing can be answered: such time exhausts no deadline.
enum RunningTime {
  /// How often the clock is looked at, and by how much later than wanted a busy machine may wake the program.
  private static let (step, lateness) = (Duration.seconds(1), Duration.milliseconds(500))

  /// Waits until so much of it has passed; false where the calling task was cancelled before.
  ///
  /// - Parameters:
  ///   - now: a clock that may go on while the program does not run.
  ///   - sleep: waits about so long by that clock, or throws where it is cancelled.
  static func pass(
    _ duration: Duration, now: () -> Duration = { Self.clock }, sleep: (Duration) async throws -> Void = Self.sleep
  ) async -> Bool {
    var rest = duration
    while rest > .zero {
      let (begin, wanted) = (now(), min(rest, step))
      guard (try? await sleep(wanted)) != nil else { return false }
      rest -= min(now() - begin, wanted + lateness)
    }
    return true
  }

  private static let start = SuspendingClock.now

  private static var clock: Duration { start.duration(to: .now) }

  private static func sleep(for duration: Duration) async throws {
    try await Task.sleep(for: duration, clock: .suspending)
  }
}
