import Glibc

/// What the reports of one attempt say of its progress: when it began, how it rose, how irregularly.
///
/// Times are seconds since any fixed moment.
struct RunProgress: Sendable {
  /// What a report meant.
  enum Change { case none, rise, grownTotal, restart }

  /// Falls up to so many points are noise.
  private static let maxNoise = 2.0
  /// The irregularity remembers about as many rises.
  private static let maxMemory = 32.0

  private(set) var samples: ProgressSamples
  /// When the first step began, as far as the reports tell.
  private(set) var start: Double
  /// The percentage at which it began: that of the first report, which says nothing of the pace.
  private(set) var base: Double
  private(set) var riseCount = 0
  /// Mean difference of ln(seconds per percent) from rise to rise: 0 for a metronome, above 1 for bursts.
  private(set) var irregularity = 0.0
  /// The time of the newest report.
  private(set) var lastReport: Double

  private var earliestStart: Double
  private var lastRise: (time: Double, percent: Double)
  private var lastSlowness: Double?
  private var slownessCount = 0.0

  init(start: Double, percent: Double) {
    samples = ProgressSamples(time: start, percent: percent)
    (self.start, base, lastReport, earliestStart, lastRise) = (start, percent, start, start, (start, percent))
  }

  /// How much of what was to do at the start is done, 0…1; `nil` where nothing was to do.
  var doneShare: Double? { base < 100 ? (samples.lastPercent - base) / (100 - base) : nil }

  /// The mean rise in percent.
  var usualStep: Double { (samples.lastPercent - base) / Double(max(1, riseCount)) }

  /// Adds a report. What is not finite changes nothing, a time before the last report counts as that of the last report,
  /// and percentages are clamped to 0…100.
  mutating func record(_ reported: Double, at reportedTime: Double) -> Change {
    guard reported.isFinite, reportedTime.isFinite else { return .none }
    let time = max(reportedTime, lastReport)
    let percent = min(100, max(0, reported))
    lastReport = time
    let last = samples.lastPercent
    if percent < last - Self.maxNoise {
      if percent <= max(base, last / 2) {
        self = RunProgress(start: time, percent: percent)
        return .restart
      }
      samples.scale(above: base, by: max(percent - base, 1e-3) / (last - base))
      lastRise.percent = samples.lastPercent
      lastSlowness = nil
      return .grownTotal
    }
    if percent > last {
      rise(to: percent, at: time)
      return .rise
    }
    if riseCount == 0, percent <= base {
      // Not begun yet.
      start = time
      lastRise.time = time
      samples.moveStart(to: time)
    }
    return .none
  }

  private mutating func rise(to percent: Double, at time: Double) {
    guard time > samples.lastTime else {
      samples.raiseLast(to: percent)
      lastRise.percent = percent
      if riseCount == 0 { base = percent }
      return
    }
    riseCount += 1
    // Bounded, since a percentage may rise by next to nothing.
    let slowness = min(50, max(-50, log((time - lastRise.time) / (percent - lastRise.percent))))
    if let lastSlowness {
      slownessCount = min(slownessCount + 1, Self.maxMemory)
      irregularity += (abs(slowness - lastSlowness) - irregularity) / slownessCount
    }
    lastSlowness = slowness
    lastRise = (time, percent)
    samples.append(time: time, percent: percent, rises: riseCount)
    if riseCount == 2, samples.count == 3 { moveStart() }
  }

  /// The first step is taken to have begun one usual step before the first rise.
  private mutating func moveStart() {
    let (times, percents) = (samples.times, samples.percents)
    let step = (times[2] - times[1]) * (percents[1] - percents[0]) / (percents[2] - percents[1])
    start = max(earliestStart, min(times[0], times[1] - step))
    samples.moveStart(to: start)
  }
}
