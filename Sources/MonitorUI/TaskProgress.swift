package import MonitorCore

/// How far a task is and when it will be done, from what the platform says.
package struct TaskProgress: Sendable {
  /// Percent, 0…100; `nil` while nothing said so.
  package private(set) var percent: Double?
  package private(set) var eta: Timestamp?
  /// Whether `eta` is a guess of this program.
  package private(set) var isEstimated = false
  /// Seconds by which the finish moved later since it was first told; at least a minute, otherwise 0.
  package private(set) var slip: Double = 0
  /// Whether the percentage is lower than one told before.
  package private(set) var wentBack = false
  private var percentAt: Timestamp?
  private var etaAt: Timestamp?
  private var firstETA: Timestamp?

  package init() {}

  /// Takes what an entry or the task itself said at a moment. Older news than what is known is ignored.
  package mutating func observe(percent: Double?, eta: Timestamp?, at: Timestamp) {
    if let percent, at >= percentAt ?? at {
      wentBack = percent < self.percent ?? 0
      self.percent = max(0, min(100, percent.isNaN ? 0 : percent))
      percentAt = at
    }
    if let eta, at >= etaAt ?? at {
      if let firstETA {
        let seconds = eta.seconds(since: firstETA)
        slip = seconds >= 60 ? seconds : 0
      } else {
        firstETA = eta
      }
      self.eta = eta
      etaAt = at
    }
  }
}
