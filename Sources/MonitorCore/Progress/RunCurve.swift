/// How a run's progress used its time: the share of the duration, 0…1, at which each percentage of `grid` was reached.
package struct RunCurve: Sendable, Hashable {
  /// The ends are finer, since what remains there is little and its share of the time often is not.
  package static let grid: [Double] =
    [0, 1, 2, 3] + stride(from: 5.0, to: 100, by: 5) + [97, 98, 99, 99.5, 99.9, 100]

  /// As many as `grid` has, never decreasing, from 0…1 to 1.
  package let shares: [Double]

  /// Takes stored shares. `nil` unless they are as many as `grid` has, finite, within 0…1 and never decreasing.
  package init?(shares: [Double]) {
    guard shares.count == Self.grid.count, shares.allSatisfy({ 0...1 ~= $0 }),
      zip(shares, shares.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.shares = shares.dropLast() + [1]
  }

  /// Collects a run's reports, of which only the highest so far count, and keeps one time for each percentage of `grid`.
  package struct Recorder: Sendable {
    private let start: Double
    private var last: (time: Double, percent: Double)
    private var times: [Double] = [0]
    private var riseCount = 0

    /// `start` is in seconds since the run's start, 0 or later.
    package init(start: Double = 0, percent: Double = 0) {
      self.start = start
      last = (start, min(100, max(0, percent)))
      while times.count < RunCurve.grid.count, RunCurve.grid[times.count] <= last.percent { times.append(start) }
    }

    /// Adds a report, `time` seconds after the run's start. One that is not finite or not a rise changes nothing.
    package mutating func record(_ percent: Double, at time: Double) {
      guard time.isFinite, percent.isFinite, percent > last.percent else { return }
      let (time, percent) = (max(time, last.time), min(percent, 100))
      while times.count < RunCurve.grid.count, RunCurve.grid[times.count] <= percent {
        let share = (RunCurve.grid[times.count] - last.percent) / (percent - last.percent)
        times.append(last.time + (time - last.time) * share)
      }
      last = (time, percent)
      riseCount += 1
    }

    /// The curve of a run that completed `duration` seconds after its start; `nil` where it reported too little.
    package func curve(duration: Double) -> RunCurve? {
      guard riseCount >= 2, duration > 0, duration.isFinite else { return nil }
      var complete = self
      complete.record(100, at: duration)
      return RunCurve(shares: complete.times.map { min(1, max(0, $0 / duration)) })
    }
  }
}

/// Warps percentages, so that equal steps of the warped progress take equal times in earlier runs.
struct ProgressWarp: Sendable, Hashable {
  /// The warped percentage at each percentage of `RunCurve.grid`; strictly rising.
  private let warped: [Double]

  /// Shares of time, mixed with the identity that counts as `identity` runs beside the `runs` of the shares.
  init(shares: [Double], runs: Double, identity: Double) {
    var warped = zip(shares, RunCurve.grid).map { share, percent in
      (runs * share * 100 + identity * percent) / (runs + identity)
    }
    for index in 1..<warped.count { warped[index] = max(warped[index], warped[index - 1] + 1e-4) }
    self.warped = warped
  }

  /// The warped percentage of all that there is to do.
  var total: Double { warped[warped.count - 1] }

  func callAsFunction(_ percent: Double) -> Double {
    if percent >= 100 { return total }
    let grid = RunCurve.grid
    var (low, high) = (0, grid.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if grid[middle] <= percent { low = middle } else { high = middle }
    }
    return warped[low] + (warped[high] - warped[low]) * (percent - grid[low]) / (grid[high] - grid[low])
  }
}
