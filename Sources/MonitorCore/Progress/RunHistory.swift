import Glibc

/// What earlier runs of the same kind of task say of a run: how long they took and how their progress used the time.
package struct RunHistory: Sendable, Equatable {
  /// An earlier run that completed.
  package struct Run: Sendable, Hashable {
    /// Seconds, above 0.
    package var duration: Double
    /// How its progress used the time, where it was watched from the start.
    package var curve: RunCurve?
    /// What its parameters counted, by name; above 0.
    package var sizes: [String: Double]
    /// ln(true / said) of what remained by the server's ETA, on average over the run, where the server gave one.
    package var serverError: Double?

    package init(
      duration: Double, curve: RunCurve? = nil, sizes: [String: Double] = [:], serverError: Double? = nil
    ) {
      (self.duration, self.curve, self.sizes, self.serverError) = (duration, curve, sizes, serverError)
    }
  }

  /// So many of the newest runs are also looked at singly.
  private static let maxSingleRuns = 8
  /// The spread of ln(duration) that one run alone stands for, the least of several, and the greatest that is of use.
  private static let spread = (one: 0.7, min: 0.1, max: 0.5)

  /// How many runs are known.
  package let runCount: Int
  /// Factor for the width of intervals, from how often those of earlier runs held; see `IntervalScale`.
  package let intervalScale: Double
  /// Durations in rising order, scaled to the size of the run to come where that explains them.
  let durations: [Double]
  /// The usual duration in seconds, the median; `nil` where no run is known.
  package let usualDuration: Double?
  /// Between which durations four of five runs end, in seconds; `nil` where none is known.
  package let usualRange: ClosedRange<Double>?
  /// Standard deviation of ln(duration), where there are enough durations that agree.
  let durationSpread: Double?
  /// The median of the curves, and the newest of them where there is more than one.
  let medianWarp: ProgressWarp?
  let runWarps: [ProgressWarp]
  /// The durations of the runs of `runWarps`, scaled likewise.
  private let warpDurations: [Double]
  /// The usual ln(true / said) of the server's ETA, and its spread; 0 while unknown.
  let serverBias: Double
  let serverSpread: Double

  /// Runs are given newest first; those without a positive duration count for nothing. `sizes` is what the parameters of
  /// the run to come count.
  package init(_ runs: [Run] = [], sizes: [String: Double] = [:], intervalScale: Double = 1) {
    let runs = runs.filter { $0.duration > 0 && $0.duration.isFinite }
    runCount = runs.count
    self.intervalScale = intervalScale.isFinite ? min(4, max(0.25, intervalScale)) : 1
    let logs = SizeScaling.durations(of: runs, for: sizes)
    // Without what logarithms lose: a duration of 30 s is shown as one.
    durations = logs.sorted().map { (exp($0) * 1e6).rounded() / 1e6 }
    usualDuration = Median.of(durations)
    usualRange = Self.usualRange(durations, usualDuration)
    durationSpread = Self.spread(of: logs.sorted())
    let curves = runs.compactMap(\.curve)
    warpDurations = zip(runs, logs).filter { $0.0.curve != nil }.prefix(Self.maxSingleRuns).map { exp($0.1) }
    if curves.isEmpty {
      (medianWarp, runWarps) = (nil, [])
    } else {
      let shares = RunCurve.grid.indices.map { index in Median.of(curves.map { $0.shares[index] }) ?? 0 }
      medianWarp = ProgressWarp(shares: shares, runs: Double(curves.count), identity: 0.5)
      runWarps = curves.prefix(Self.maxSingleRuns).map { ProgressWarp(shares: $0.shares, runs: 1, identity: 0.1) }
    }
    let errors = runs.compactMap(\.serverError).filter(\.isFinite)
    let bias = errors.count < 2 ? 0 : Median.of(errors) ?? 0
    serverBias = bias
    serverSpread = errors.count < 2 ? 0 : Median.of(errors.map { abs($0 - bias) }) ?? 0
  }

  /// Whether nothing is known that changes an estimate.
  package var isEmpty: Bool { medianWarp == nil && durationSpread == nil }

  private static func usualRange(_ durations: [Double], _ middle: Double?) -> ClosedRange<Double>? {
    guard let first = durations.first, let last = durations.last, let middle else { return nil }
    if durations.count >= 10 { return durations[durations.count / 10]...durations[durations.count * 9 / 10] }
    // The fewer there are, the further beyond them another may be.
    let factor = durations.count >= 5 ? 1.1 : durations.count >= 2 ? 1.3 : 2.5
    return min(first, middle) / factor...max(last, middle) * factor
  }

  /// Seconds that remain after `elapsed` seconds by durations alone: the median of those that lasted longer, and the more
  /// of them are over, the more of what such a run may take beyond. `nil` where the durations do not agree.
  func remaining(after elapsed: Double) -> Double? {
    guard let durationSpread else { return nil }
    let longer = durations.filter { $0 > elapsed }
    let over = 1 - Double(longer.count) / Double(durations.count)
    return max((Median.of(longer) ?? elapsed) - elapsed, 0.7 * durationSpread * elapsed * over, 0)
  }

  /// What earlier runs needed from a percentage on.
  struct RemainingTime {
    /// Medians of ln(seconds) for what was done, for all that is left, and for a step.
    var lnElapsed: Double
    var lnRemaining: Double
    var lnStep: Double
    /// Standard deviation of ln(seconds).
    var spread: Double
  }

  /// What the newest runs needed from `base` to a percentage, and from there on, at their own pace; `nil` where their durations do not agree. One run
  /// agrees with itself, and is trusted as little as it deserves.
  func remaining(from percent: Double, base: Double, step: Double) -> RemainingTime? {
    guard durationSpread != nil || runCount == 1 else { return nil }
    var (elapsed, remaining, steps) = ([Double](), [Double](), [Double]())
    for (warp, duration) in zip(runWarps, warpDurations) {
      let done = warp(percent)
      elapsed.append(log(max(duration * (done - warp(base)) / warp.total, 1e-3)))
      remaining.append(log(max(duration * (1 - done / warp.total), 1e-3)))
      steps.append(log(max(duration * (warp(min(100, percent + step)) - done) / warp.total, 1e-3)))
    }
    guard let before = Median.of(elapsed), let middle = Median.of(remaining), let step = Median.of(steps),
      let deviation = Median.of(remaining.map { abs($0 - middle) })
    else { return nil }
    return RemainingTime(
      lnElapsed: before, lnRemaining: middle, lnStep: min(middle, step),
      spread: Self.spread(deviation: deviation, count: remaining.count, one: runCount == 1 ? Self.spread.one : 0.5))
  }

  /// By how much the newest runs differ, in ln of the odds of the time that was over at a percentage.
  func curveSpread(at percent: Double) -> Double {
    let one = 0.3
    let odds = runWarps.map { warp in
      let share = min(1 - 1e-3, max(1e-3, warp(percent) / warp.total))
      return log((1 - share) / share)
    }
    guard odds.count >= 2, let middle = Median.of(odds) else { return one }
    let deviations = odds.reduce(0) { $0 + abs($1 - middle) }
    return (one + deviations) / Double(1 + odds.count)
  }

  private static func spread(of logs: [Double]) -> Double? {
    guard logs.count >= 2, let first = logs.first, let last = logs.last, last - first < 2 * spread.max,
      let middle = Median.of(logs), let deviation = Median.of(logs.map { abs($0 - middle) })
    else { return nil }
    let result = Self.spread(deviation: deviation, count: logs.count, one: spread.one)
    return result <= spread.max + 1e-9 ? result : nil
  }

  /// A standard deviation from a median absolute deviation, shrunk towards what one value alone stands for.
  private static func spread(deviation: Double, count: Int, one: Double) -> Double {
    let several = max(1.4826 * deviation, spread.min)
    return ((one * one + Double(count - 1) * several * several) / Double(count)).squareRoot()
  }
}
