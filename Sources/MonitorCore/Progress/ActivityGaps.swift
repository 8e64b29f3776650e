/// How long a task usually is idle, and whether it is idle for much longer now.
struct ActivityGaps: Sendable {
  /// A stall: seconds without any activity, and the longest of nine in ten gaps before it, where enough are known.
  struct Stall: Sendable, Equatable {
    var seconds: Double
    var usualGap: Double?
  }

  private static let maxGaps = 32
  private static let minGaps = 3
  /// A stall is at least `minStall` long; and `minUnknown` where too little is known of the task.
  private static let minStall = 60.0
  private static let minUnknown = 600.0
  private static let timesUsual = 5.0

  private var last: Timestamp?
  private var gaps: [Double] = []
  private var oldest = 0

  /// Adds the moment of some activity; one before the last changes nothing.
  mutating func record(_ moment: Timestamp) {
    guard let last else {
      self.last = moment
      return
    }
    guard moment > last else { return }
    self.last = moment
    let gap = moment.seconds(since: last)
    if gaps.count < Self.maxGaps {
      gaps.append(gap)
    } else {
      gaps[oldest] = gap
      oldest = (oldest + 1) % Self.maxGaps
    }
  }

  /// Forgets that anything happened after a moment, since the clock was set back to it.
  mutating func rewind(to moment: Timestamp) {
    last = last.map { min($0, moment) }
  }

  /// The stall at a moment: many times the usual gap without activity; else `nil`.
  func stall(at now: Timestamp) -> Stall? {
    guard let last else { return nil }
    let seconds = now.seconds(since: last)
    // Most readings are of a task that was active just now.
    guard seconds > Self.minStall else { return nil }
    guard gaps.count >= Self.minGaps else {
      return seconds > Self.minUnknown ? Stall(seconds: seconds) : nil
    }
    let usual = gaps.sorted()[(gaps.count - 1) * 9 / 10]
    return seconds > usual * Self.timesUsual ? Stall(seconds: seconds, usualGap: usual) : nil
  }
}
