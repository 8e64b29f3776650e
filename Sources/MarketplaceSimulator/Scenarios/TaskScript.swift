/// How one life goes: what it does, since when, for how long, and what comes in between. All spans in seconds.
package struct TaskScript: Sendable {
  package enum Ending: Sendable {
    case completed, failed
  }

  /// A time without work.
  package struct Pause: Sendable {
    package enum Kind: Sendable {
      /// Processing, but nothing happens.
      case stall
      /// Rescheduled, then executed again.
      case reschedule
    }

    let kind: Kind
    /// When it begins, as a share of the live span, 0…1.
    let at: Double
    let seconds: Double
  }

  let workflow: Workflow
  /// Tells apart the lives of one scenario.
  let label: String
  /// Rows that are there at the start already, and the span over which they were written.
  var backlog = 0
  var backlogSeconds = 0.0
  /// Percent done at the start.
  var progressAtStart = 0.0
  /// From the start to the end.
  var duration: Double
  /// Between rows, on average.
  var cadence: Double
  var ending = Ending.completed
  /// How long it waits Queued at first.
  var queuedSeconds = 0.0
  var pauses: [Pause] = []
  /// Shares of rows that arrive late, and that are revised after a while.
  var lateShare = 0.03
  var revisedShare = 0.02
  /// Whether it writes the messages that are hard on a terminal.
  var isCurious = false

  /// The same life with every live span divided by `speed`, which is held between 0.01 and 1000; one that is not
  /// a number changes nothing.
  func hastened(by speed: Double) -> TaskScript {
    guard !speed.isNaN else { return self }
    let speed = min(max(speed, 0.01), 1000)
    var plan = self
    plan.duration /= speed
    plan.cadence /= speed
    plan.queuedSeconds /= speed
    plan.pauses = pauses.map { Pause(kind: $0.kind, at: $0.at, seconds: $0.seconds / speed) }
    return plan
  }
}
