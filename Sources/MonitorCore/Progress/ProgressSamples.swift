/// The progress of a run over time, in at most 64 samples of (seconds, percent, rises so far).
///
/// Looking back costs O(log 64), however many reports there were. Times never decrease, and percentages rise from sample
/// to sample.
struct ProgressSamples: Sendable {
  static let maxCount = 64

  private(set) var times: [Double]
  private(set) var percents: [Double]
  private var rises: [Double] = [0]
  /// A sample closer than this to the one before is replaced by the next.
  private var minGap = 0.0

  init(time: Double, percent: Double) {
    times = [time]
    percents = [percent]
  }

  var count: Int { times.count }
  var lastTime: Double { times[times.count - 1] }
  var lastPercent: Double { percents[percents.count - 1] }

  /// The percentage at a time, on the straight line between the samples around it.
  func percent(at time: Double) -> Double { value(percents, at: time) }

  /// How many rises had been seen at a time; a fraction between two samples.
  func rises(at time: Double) -> Double { value(rises, at: time) }

  mutating func append(time: Double, percent: Double, rises count: Int) {
    let last = times.count - 1
    if last >= 2, times[last] - times[last - 1] < minGap {
      (times[last], percents[last], rises[last]) = (time, percent, Double(count))
      return
    }
    times.append(time)
    percents.append(percent)
    rises.append(Double(count))
    if times.count > Self.maxCount { thin() }
  }

  /// Raises the last sample, for a report at the same moment.
  mutating func raiseLast(to percent: Double) { percents[percents.count - 1] = percent }

  /// Moves the first sample in time.
  mutating func moveStart(to time: Double) { times[0] = time }

  /// Scales every percentage above `base` by a factor, since the total has grown.
  mutating func scale(above base: Double, by factor: Double) {
    for index in percents.indices { percents[index] = base + (percents[index] - base) * factor }
  }

  private func value(_ values: [Double], at time: Double) -> Double {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    if low == 0 { return values[0] }
    if low == times.count { return values[low - 1] }
    let (before, after) = (times[low - 1], times[low])
    return values[low - 1] + (values[low] - values[low - 1]) * (time - before) / (after - before)
  }

  /// Keeps the first, the last, and those between that are far enough apart.
  private mutating func thin() {
    let last = times.count - 1
    minGap = 2 * (times[last] - times[0]) / Double(Self.maxCount)
    var kept = [0]
    for index in 1..<last where times[index] - times[kept[kept.count - 1]] >= minGap { kept.append(index) }
    kept.append(last)
    (times, percents, rises) = (kept.map { times[$0] }, kept.map { percents[$0] }, kept.map { rises[$0] })
  }
}
