import Glibc

/// Estimates when a run ends, from its reports of progress, earlier runs, and what the server says.
///
/// Times are seconds since any fixed moment. Reports are cheap; the work is done when somebody asks, and once a report. With
/// no earlier run, or none that says anything, it does exactly what it does without history.
package struct EndEstimator: Sendable {
  /// What is known at one moment, which none of the times is before.
  package struct Outlook: Sendable, Equatable {
    package var end: Double
    /// An interval around `end` that holds four times out of five.
    package var low: Double
    package var high: Double
    package var basis: EndEstimate.Basis
  }

  /// Before so many rises, and below `share` of what is to do, there is nothing to go by; from `surely` on there is.
  private static let first = (rises: 4, risesWithHistory: 2, share: 0.01, surely: 0.02)
  /// Width of the interval in ln(remaining): `base` and what the uncertainty adds, times `low` and `high`. Progress alone
  /// errs more to the early side, since ends are heavy; earlier runs do not.
  private static let interval = (
    scale: 0.5, base: 0.05, rate: (low: 1.05, high: 1.72), history: (low: 1.2, high: 1.25)
  )

  /// How much of the expected error the width of the interval is made of, with one earlier run and with several; for less at
  /// the beginning, when earlier runs know what hindsight cannot, and in the usual duration alone. Measured; see docs/progress.md.
  private static let widthWithHistory = (one: 0.37, several: 0.5, atBeginning: 0.55, ofDurations: 0.3)

  private(set) var history: RunHistory
  private var run: RunProgress?
  private var jobStart: Double?
  private var server = ServerETA()
  private var isServerTrusted = true
  private var mix: ExpertMix?
  private var isMixStale = false
  private var shown = ShownEnd()
  private var latest = -Double.infinity

  package init(history: RunHistory = RunHistory()) {
    self.history = history
  }

  /// Sets what earlier runs say, which may become known later than the run.
  package mutating func learn(_ history: RunHistory) {
    guard history != self.history else { return }
    self.history = history
    isMixStale = run != nil
    shown.reset()
  }

  /// Whether nothing was reported yet.
  package var isEmpty: Bool { run == nil }

  /// Seconds since the run began, and the percentage then, as far as it reported; the newest last.
  package var points: [(seconds: Double, percent: Double)] {
    guard let run else { return [] }
    let start = jobStart ?? run.start
    return zip(run.samples.times, run.samples.percents).map { (max(0, $0 - start), $1) }
  }

  /// How many reports brought the run further.
  package var reportCount: Int { run?.riseCount ?? 0 }

  /// Whether the progress has risen since the first report.
  package var hasRisen: Bool { (run?.riseCount ?? 0) > 0 }

  /// Records the moment at which the work began; an earlier one than before changes nothing.
  package mutating func begin(at time: Double) {
    guard time.isFinite else { return }
    jobStart = max(jobStart ?? time, time)
  }

  /// Adds a report. The first is the baseline: it says where the run stands, and nothing of its pace.
  package mutating func record(_ percent: Double, at time: Double) {
    guard percent.isFinite, time.isFinite else { return }
    guard run != nil else {
      run = RunProgress(start: time, percent: min(100, max(0, percent)))
      return
    }
    switch run?.record(percent, at: time) ?? .none {
    case .none: break
    case .rise, .grownTotal: isMixStale = true
    case .restart: restart(at: time)
    }
  }

  /// Records the end that the server names; `nil` when it names none any more.
  package mutating func recordETA(_ end: Double?, at time: Double) {
    guard let end, end.isFinite, time.isFinite else { return server.clear() }
    server.record(end, at: time)
  }

  /// Forgets what was reported, but not the earlier runs: the clock was set back, or another attempt has begun. The work
  /// began at `jobStart`, or else now.
  package mutating func restart(at time: Double, percent: Double? = nil, jobStart start: Double? = nil) {
    if let percent { run = RunProgress(start: time, percent: percent) }
    (mix, isMixStale, latest) = (nil, false, time)
    shown.reset()
    jobStart = start ?? time
  }

  /// What is known at a moment; `nil` while that is too little. Moments should not decrease.
  package mutating func outlook(at moment: Double) -> Outlook? {
    guard moment.isFinite else { return nil }
    let now = max(moment, latest, run?.lastReport ?? moment)
    latest = now
    if isMixStale, let run {
      isMixStale = false
      mix = ExpertMix(of: run, history: history, jobStart: jobStart) ?? mix
    }
    let own = rateOutlook(at: now) ?? durationOutlook(at: now)
    guard let said = server.outlook(of: run, history: history, at: now) else {
      isServerTrusted = true
      return own.map { show($0, at: now) }
    }
    guard let own else { return showServer(said, at: now) }
    let weight = 1 / (1 + exp(8 * (said.cost - own.doubt)))
    // Two that are about as good must not take turns, and where both say the same it is the server who says it.
    let agree = abs(said.remaining - own.remaining) < 0.05 * own.remaining + 2
    isServerTrusted = agree || weight > (isServerTrusted ? 0.4 : 0.6)
    guard !isServerTrusted else { return showServer(said, at: now) }
    var both = own
    both.remaining = exp((1 - weight) * log(max(own.remaining, 0.1)) + weight * log(max(said.remaining, 0.1)))
    both.uncertainty += weight * (said.cost - own.uncertainty)
    both.width += weight * (said.cost - own.width)
    return show(both, at: now)
  }

  /// An estimate before it is shown.
  private struct Estimate {
    var remaining: Double
    /// What sets the band of the shown end, and what sets the width of the interval.
    var uncertainty: Double
    var width: Double
    /// What it costs beside the server: a pace of few steps is worth little, however regular they were.
    var doubt: Double
    /// How much of it earlier runs decided, 0…1.
    var historyWeight: Double
    var basis: EndEstimate.Basis {
      historyWeight < 0.1 ? .rate : historyWeight > 0.9 ? .history : .rateAndHistory
    }
  }

  /// From the progress, with or without earlier runs.
  private func rateOutlook(at now: Double) -> Estimate? {
    guard let run, let mix, let share = run.doneShare else { return nil }
    if history.durationSpread != nil, jobStart != nil {
      guard run.riseCount >= Self.first.risesWithHistory, share >= Self.first.share else { return nil }
    } else {
      guard run.riseCount >= Self.first.rises && share >= Self.first.share || share >= Self.first.surely
      else { return nil }
    }
    let remaining = exp(mix.lnRemaining)
    let step = min(exp(mix.lnStep), remaining)
    let idle = now - run.samples.lastTime
    // A step takes as long as usual, and when it is overdue as much longer as it has been overdue.
    let overdue = idle - max(0, 1 - run.irregularity) * step
    let width = history.isEmpty ? mix.uncertainty : mix.expectedError * widthShare(at: run.samples.lastPercent)
    return Estimate(
      remaining: remaining - step + max(step - idle, overdue, 0), uncertainty: mix.uncertainty, width: width,
      doubt: width + 0.3 / Double(max(1, run.riseCount)).squareRoot(), historyWeight: mix.historyWeight)
  }

  /// How much of the expected error the width of the interval is made of with earlier runs.
  private func widthShare(at percent: Double) -> Double {
    let known = Self.widthWithHistory
    return (history.runCount == 1 ? known.one : known.several)
      * (known.atBeginning + (1 - known.atBeginning) * percent / 100)
  }

  /// From the durations of earlier runs alone.
  private func durationOutlook(at now: Double) -> Estimate? {
    guard let jobStart, let spread = history.durationSpread,
      let remaining = history.remaining(after: max(0, now - jobStart))
    else { return nil }
    return Estimate(
      remaining: remaining, uncertainty: max(mix?.uncertainty ?? 0, spread),
      width: Self.widthWithHistory.ofDurations * spread, doubt: spread, historyWeight: 1)
  }

  private mutating func show(_ estimate: Estimate, at now: Double) -> Outlook {
    shown.update(remaining: estimate.remaining, uncertainty: estimate.uncertainty, at: now)
    return outlook(estimate, basis: estimate.basis, at: now)
  }

  private mutating func showServer(_ said: (remaining: Double, cost: Double), at now: Double) -> Outlook {
    shown.set(now + said.remaining)
    let estimate = Estimate(
      remaining: said.remaining, uncertainty: said.cost, width: said.cost, doubt: said.cost,
      historyWeight: history.serverBias == 0 ? 0 : 1)
    // Where its usual error is known, the server's own word is not what is shown.
    return outlook(estimate, basis: history.serverBias == 0 ? .server : .history, at: now)
  }

  private func outlook(_ estimate: Estimate, basis: EndEstimate.Basis, at now: Double) -> Outlook {
    let interval = Self.interval
    let half = (interval.base + 1 - exp(-estimate.width / interval.scale)) * history.intervalScale
    let low = interval.rate.low + estimate.historyWeight * (interval.history.low - interval.rate.low)
    let high = interval.rate.high + estimate.historyWeight * (interval.history.high - interval.rate.high)
    let end = max(now, shown.end ?? now)
    return Outlook(
      end: end, low: min(now + estimate.remaining * exp(-low * half), end),
      high: max(now + estimate.remaining * exp(high * half), end), basis: basis)
  }
}
