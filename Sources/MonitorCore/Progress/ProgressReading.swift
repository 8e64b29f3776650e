/// How far a task is and when it will end, as known at one moment: what a header shows.
package struct ProgressReading: Sendable, Equatable {
  package enum ETA: Sendable, Equatable {
    /// Not known, or the task has ended.
    case none
    /// What the server says; `slip` is by how many seconds later (negative: earlier) than it first said.
    case server(Timestamp, slip: Double)
    /// What the server said has passed by `by` seconds.
    case overdue(Timestamp, by: Double, slip: Double)
    /// Estimated here; to be marked as such.
    case estimated(Timestamp)
  }

  /// A change of the server's ETA: by how many seconds (negative: earlier), and when it was noticed.
  package struct Move: Sendable, Equatable {
    package var seconds: Double
    package var at: Timestamp

    package init(seconds: Double, at: Timestamp) {
      self.seconds = seconds
      self.at = at
    }
  }

  /// The newest progress reported, 0…1; `nil` when none was.
  package var fraction: Double?
  /// The highest fraction ever reported, where `fraction` is below it.
  package var wentBackFrom: Double?
  package var eta: ETA = .none
  /// The same end with its interval and what it rests on; `nil` where there is no end to show, or it has passed.
  package var estimate: EndEstimate?
  /// Which attempt this is, from 1: one more each time that the task was rescheduled while it was watched.
  package var attempt = 1
  /// Seconds that earlier runs usually took, and between which four of five of them did; `nil` where none is known.
  package var usualDuration: Double?
  package var usualRange: ClosedRange<Double>?
  /// How many earlier runs are known, and how many reports of this one were used.
  package var runCount = 0
  package var reportCount = 0
  /// Seconds beyond `usualRange`, while the task runs on.
  package var overUsual: Double?
  /// All is done, and the task has not ended.
  package var isFinishing = false
  /// When the platform ends the task by force; `nil` while it does not run, or where its limits are not known.
  package var deadline: Timestamp?
  /// When the next attempt of a task that was rescheduled begins.
  package var nextAttempt: ClosedRange<Timestamp>?
  /// The end that the server named last, and the usual ln(true / said) of what remains by it; 0 while unknown.
  package var serverEnd: Timestamp?
  package var serverBias = 0.0
  /// The last change of the server's ETA.
  package var lastMove: Move?
  /// Seconds since the task was started, or else since its first entry; until its end where it has ended.
  package var elapsed: Double?
  /// Seconds since anything happened, where that is much longer than usual for a task at work.
  package var stalledFor: Double?
  /// The longest of nine in ten gaps of this run, in seconds, where `stalledFor` was judged by it.
  package var usualGap: Double?

  package init() {}

  /// Whether the task is likelier ended by force than done.
  package var isCutOff: Bool {
    guard let deadline else { return false }
    return estimate?.isCutOff(by: deadline) == true
  }

  /// Whether the newest progress is below an earlier one.
  package var wentBack: Bool { wentBackFrom != nil }
}
