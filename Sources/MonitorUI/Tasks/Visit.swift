package import MonitorCore

/// When a task was last visited, and the newest entry that was shown then.
package struct Visit: Hashable, Sendable {
  /// How far the server's clock may be from what its answers say of it: their `Date` has whole seconds.
  static let clockError = 1.0

  /// The newest entry's timestamp; never later than the visit itself (but for `clockError`), so that a date from the far
  /// future hides nothing.
  package var newest: Timestamp
  /// When the person left.
  package var at: Timestamp

  package init(newest: Timestamp, at: Timestamp) {
    self.newest = min(newest, at.advanced(bySeconds: Self.clockError))
    self.at = at
  }
}

/// What of a task came between the last visit and this one.
package struct SinceLastVisit: Sendable {
  package let visit: Visit
  /// How many entries, and how many of them errors or failures.
  package private(set) var count = 0
  package private(set) var errors = 0
  /// How many of them a notice counted, and until when, on the engine's clock, later ones may be added to it.
  var deliveredCount = 0
  var deliverUntil: Duration?

  init(_ visit: Visit) { self.visit = visit }

  mutating func record(_ severity: Severity) {
    count += 1
    if severity >= .error { errors += 1 }
  }
}
