import Glibc

/// What is known of a run at its last report, and was known at moments before: it lets every expert predict from then what
/// has happened since.
///
/// An expert takes the pace over the last 1/k of the time elapsed, k being its window, in plain or in warped progress. Times
/// scale with the time elapsed, since the gaps between reports lie between a tenth of a second and an hour.
struct LookBack {
  /// A view of progress, the windows through which it is looked at, and what is added to the cost.
  struct Warp {
    /// `nil` for progress as it is.
    var warp: ProgressWarp?
    var windows: [Double]
    var penalty: Double
  }

  static let windows: [Double] = [1, 2, 4]
  /// The moments looked back to, in shares of the time elapsed.
  static let shares: [Double] = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75]
  /// One look back costs at most this, in ln, so that one burst does not condemn an expert.
  static let maxError = 3.0
  /// Progress below this, in percent, is none.
  static let minProgress = 1e-4
  private static let minLeft = 1e-6

  private let run: RunProgress
  private let elapsed: Double
  private let now: Double
  private let percent: Double
  private let step: Double

  init(_ run: RunProgress, elapsed: Double) {
    (self.run, self.elapsed) = (run, elapsed)
    (now, percent) = (run.samples.lastTime, run.samples.lastPercent)
    step = min(max(100 - percent, Self.minLeft), run.usualStep)
  }

  /// The experts of these views, or of progress as it is. `horizon` is a cost of what lies far ahead.
  func experts(warps: [Warp], horizon: Double = 0) -> [Expert] {
    let views = warps.isEmpty ? [Warp(windows: Self.windows, penalty: 0)] : warps
    var drafts: [(error: Double, window: Double, expert: Expert)] = []
    for view in views {
      for window in view.windows {
        drafts.append(draft(view, window: window, horizon: horizon))
      }
    }
    // Occam: a shorter window has to be better, and the more so the worse all of them are.
    let least = drafts.map(\.error).min() ?? 0
    let occam = 0.15 * least / (least + 0.3)
    return drafts.map { draft in
      var expert = draft.expert
      expert.cost += draft.error + occam * log(draft.window)
      return expert
    }
  }

  private func draft(_ view: Warp, window: Double, horizon: Double) -> (Double, Double, Expert) {
    func warped(_ percent: Double) -> Double { view.warp?(percent) ?? percent }
    let samples = run.samples
    let total = view.warp?.total ?? 100
    let done = warped(percent)
    let left = max(total - done, Self.minLeft)
    let nextStep = min(max(warped(min(100, percent + step)) - done, Self.minLeft), left)
    let windowStart = now - elapsed / window
    let slowness = elapsed / window / max(done - warped(samples.percent(at: windowStart)), Self.minProgress)
    var error = 0.0
    for share in Self.shares {
      let moment = now - share * elapsed
      let span = (moment - run.start) / window
      let then = warped(samples.percent(at: moment))
      let predicted = span / max(then - warped(samples.percent(at: moment - span)), Self.minProgress)
      let actual = share * elapsed / max(done - then, Self.minProgress)
      error += min(Self.maxError, abs(log(predicted / actual)))
    }
    let rises = Double(run.riseCount) - samples.rises(at: windowStart)
    let remaining = slowness * left
    let far = horizon * log(1 + remaining / elapsed)
    let expert = Expert(
      cost: view.penalty + 1.5 * run.irregularity / max(0.5, rises).squareRoot() + far, lnRemaining: log(remaining),
      lnStep: log(slowness * nextStep), horizonCost: far, usesHistory: view.warp != nil)
    return (error / Double(Self.shares.count), window, expert)
  }
}
