/// How one life goes: what it does, since when, for how long, and what comes in between. All spans in seconds.
package struct TaskScript: Sendable {
  package enum Ending: Sendable {
    case completed, failed
  }

  /// How progress and time go together.
  package enum ProgressShape: Sendable {
    case even
    /// Slow at first, faster towards the end.
    case warped
    /// Nothing for long, then much at once.
    case bursty
    /// Nothing for the middle third.
    case plateau
    /// Nearly done after half of the time.
    case heavyLastStep

    /// The share of the work that is done when this share of the time is over; both 0…1.
    func done(at time: Double) -> Double {
      switch self {
      case .even: time
      case .warped: time * time * time.squareRoot()
      case .bursty: (time * 8).rounded(.down) / 8 + (time * 8 - (time * 8).rounded(.down)) / 160
      case .plateau: time < 1.0 / 3 ? time * 1.5 : time < 2.0 / 3 ? 0.5 : 0.5 + (time - 2.0 / 3) * 1.5
      case .heavyLastStep: time < 0.5 ? time * 1.96 : 0.98
      }
    }
  }

  /// Where progress and end are said.
  package enum Reports: Sendable {
    /// In the task and in every fourth row.
    case everywhere
    /// In the task alone, as the platform's own extensions do.
    case task
    /// Nowhere.
    case none
  }

  /// What a producer says of the end.
  package enum StatedEnd: Sendable {
    /// Too early at first, so that it slips thrice.
    case hopeful
    case none
    /// An hour late, and never corrected.
    case wrong
    /// Said once, at the beginning, and too early by half.
    case stale
    /// As far ahead as ever.
    case moving
  }

  /// A time without work.
  package struct Pause: Sendable {
    package enum Kind: Sendable {
      /// Processing, but nothing happens.
      case stall
      /// Rescheduled, then executed again.
      case reschedule
      /// The same, and the next attempt begins from nothing.
      case restart
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
  /// How its progress goes, who hears of it, and what it says of its end.
  var shape = ProgressShape.even
  var reports = Reports.everywhere
  var eta = StatedEnd.hopeful
  /// Its kind, where that is not its workflow's; and its name.
  var code: String?
  var name: String?
  /// The label of the life that it belongs to, of the same seed.
  var parent: String?
  /// How many objects it works on, as a parameter, where it counts any.
  var items: Int?
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
