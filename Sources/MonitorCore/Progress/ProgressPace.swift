import Glibc

/// How fast a percentage grows: a straight line through the reports, in which newer ones weigh more.
struct ProgressPace: Sendable {
  private static let maxSamples = 128
  /// Below this there is not enough to go by.
  private static let minSamples = 3
  private static let minSeconds = 5.0
  private static let minPercent = 1.0

  private var samples: [(percent: Double, at: Timestamp)] = []

  /// Takes a report that is not older than the last. One that falls back begins anew.
  mutating func note(_ percent: Double, at moment: Timestamp) {
    if let last = samples.last {
      if percent < last.percent {
        samples = []
      } else if percent == last.percent {
        return
      } else if moment == last.at {
        samples.removeLast()
      }
    }
    samples.append((percent, moment))
    guard samples.count > Self.maxSamples else { return }
    // Every other one goes, and the newest stays.
    samples = samples.indices.reversed().filter { (samples.count - 1 - $0) % 2 == 0 }.reversed().map { samples[$0] }
  }

  /// Seconds until 100 %; `nil` when there is not enough to go by.
  func secondsLeft(at now: Timestamp) -> Double? {
    guard let first = samples.first, let last = samples.last, samples.count >= Self.minSamples else { return nil }
    let span = last.at.seconds(since: first.at)
    guard span >= Self.minSeconds, last.percent - first.percent >= Self.minPercent else { return nil }
    // That nothing has come for longer than usual is a report too.
    var points = samples
    let silence = now.seconds(since: last.at)
    if silence > 2 * span / Double(samples.count - 1) { points.append((last.percent, now)) }
    let memory = max(20, (span + max(0, silence)) / 3)
    var (weights, times, percents) = (0.0, 0.0, 0.0)
    let weighted = points.map { point -> (weight: Double, time: Double, percent: Double) in
      let time = point.at.seconds(since: last.at)
      return (exp((time - max(0, silence)) / memory), time, point.percent)
    }
    for point in weighted {
      weights += point.weight
      times += point.weight * point.time
      percents += point.weight * point.percent
    }
    guard weights > 0 else { return nil }
    let (time, percent) = (times / weights, percents / weights)
    var (rise, run) = (0.0, 0.0)
    for point in weighted {
      rise += point.weight * (point.time - time) * (point.percent - percent)
      run += point.weight * (point.time - time) * (point.time - time)
    }
    guard run > 0, rise > 0 else { return nil }
    let left = (100 - last.percent) * run / rise - max(0, silence)
    return left.isFinite ? max(0, left) : nil
  }
}
