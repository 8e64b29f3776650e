package import MonitorCore

/// The times of events: the server's at the first one, and from then on the run's monotonic clock. It never goes back.
package struct EventClock: Sendable {
  /// The time at the zero of the run's clock.
  private var origin: Timestamp?
  private var latest = Timestamp(ticks: .min)

  package init() {}

  /// The time of an event that happens now.
  ///
  /// - Parameters:
  ///   - now: the run's monotonic clock.
  ///   - server: the server's time, as far as known; asked for once.
  package mutating func moment(at now: Duration, server: @autoclosure () -> Timestamp) -> Timestamp {
    let origin = origin ?? server().advanced(bySeconds: -now.seconds)
    self.origin = origin
    latest = max(latest, origin.advanced(bySeconds: now.seconds))
    return latest
  }
}
