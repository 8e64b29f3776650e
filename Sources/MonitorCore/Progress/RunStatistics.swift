import Glibc

enum Median {
  /// The median; the mean of the middle two of an even count. `nil` of nothing.
  static func of(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// Scales durations of earlier runs to the size of another run, where a parameter that counts objects explains them.
enum SizeScaling {
  /// ln(duration) of each run, as it would be with the sizes given.
  ///
  /// A parameter counts only where all runs have it, at least four of them, with sizes that differ; where durations grow
  /// with it no faster than its power 1.5; and where it leaves less than 0.6 of their spread unexplained.
  static func durations(of runs: [RunHistory.Run], for sizes: [String: Double]) -> [Double] {
    let logs = runs.map { log($0.duration) }
    guard runs.count >= 4, let spread = deviation(logs), spread > 0.05 else { return logs }
    var best = (spread: 0.6 * spread, logs: logs)
    for (name, size) in sizes.sorted(by: { $0.key < $1.key }) where size > 0 && size.isFinite {
      let logSizes = runs.compactMap { $0.sizes[name] }.filter { $0 > 0 && $0.isFinite }.map { log($0) }
      guard logSizes.count == runs.count, let slope = slope(of: logs, over: logSizes), slope > 0 else { continue }
      let scaled = zip(logs, logSizes).map { $0 + min(1.5, slope) * (log(size) - $1) }
      if let spread = deviation(scaled), spread < best.spread { best = (spread, scaled) }
    }
    return best.logs
  }

  /// Median absolute deviation from the median.
  private static func deviation(_ values: [Double]) -> Double? {
    Median.of(values).flatMap { middle in Median.of(values.map { abs($0 - middle) }) }
  }

  /// The median slope of all pairs whose sizes differ by a tenth or more (Theil and Sen); `nil` with fewer than three.
  private static func slope(of values: [Double], over sizes: [Double]) -> Double? {
    var slopes: [Double] = []
    for first in values.indices {
      for second in values.indices.dropFirst(first + 1) where abs(sizes[second] - sizes[first]) > 0.1 {
        slopes.append((values[second] - values[first]) / (sizes[second] - sizes[first]))
      }
    }
    return slopes.count < 3 ? nil : Median.of(slopes)
  }
}

/// Adapts the width of the intervals of a kind of task to how often they held.
package enum IntervalScale {
  /// The share of the time that an interval is meant to hold.
  package static let coverage = 0.8

  /// The factor after a run during which the interval held the true end for this share of the time, 0…1: wider after a
  /// miss by more than narrower after a hit, so that it settles where `coverage` of the time is covered. Source: adaptive
  /// conformal inference, Gibbs and Candès 2021.
  package static func adapted(_ scale: Double, covered: Double) -> Double {
    guard scale.isFinite, covered.isFinite else { return 1 }
    return min(4, max(0.25, scale * exp(0.5 * (coverage - min(1, max(0, covered))))))
  }
}
