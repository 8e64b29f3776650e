/// How long a task usually stays quiet, and whether it is quiet for much longer now.
struct ActivityGaps: Sendable {
  private static let maxGaps = 32
  private static let minGaps = 3
  /// A stall is at least this long; and as long as the second where too little is known of the task.
  private static let shortest = 60.0
  private static let minUnknown = 600.0
  private static let timesUsual = 5.0

  private var last: Timestamp?
  private var gaps: [Double] = []
  private var oldest = 0

  /// Takes the moment of something that happened; earlier ones than the last do not count.
  mutating func note(_ moment: Timestamp) {
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

  /// Seconds since the last that happened, where they are many times the longest of nine in ten gaps; else `nil`.
  func stall(at now: Timestamp) -> Double? {
    guard let last else { return nil }
    let quiet = now.seconds(since: last)
    var limit = Self.minUnknown
    if gaps.count >= Self.minGaps {
      limit = max(Self.shortest, gaps.sorted()[(gaps.count - 1) * 9 / 10] * Self.timesUsual)
    }
    return quiet > limit ? quiet : nil
  }
}
