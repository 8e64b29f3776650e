/// The clock of a run: seconds of work, which stands while the task waits for its next attempt.
struct RunClock: Sendable {
  private var base: Timestamp?
  private var waited = 0.0
  private var waitingSince: Timestamp?

  /// Seconds on this clock at a moment.
  mutating func seconds(at moment: Timestamp) -> Double {
    let origin = base ?? moment
    base = origin
    return moment.seconds(since: origin) - waited
  }

  /// The moment at which the clock will show so many seconds, if the task does not wait again.
  func moment(of seconds: Double) -> Timestamp? { base?.advanced(bySeconds: seconds + waited) }

  mutating func wait(from moment: Timestamp) { waitingSince = waitingSince ?? moment }

  mutating func resume(at moment: Timestamp) {
    guard let since = waitingSince else { return }
    waited += max(0, moment.seconds(since: since))
    waitingSince = nil
  }

  /// Sets the clock back with the moments that it was given.
  mutating func rewind(to moment: Timestamp) { waitingSince = waitingSince.map { min($0, moment) } }
}
