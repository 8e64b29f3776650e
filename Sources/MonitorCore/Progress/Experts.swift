import Glibc

/// One way to tell the time that remains, and how well it would have told what has come since it could be asked.
struct Expert: Sendable {
  /// Expected error in ln(seconds that remain).
  var cost: Double
  var lnRemaining: Double
  /// ln(seconds) that the usual step takes.
  var lnStep: Double
  /// The part of the cost that is put on whatever lies far ahead, and says nothing of the expected error.
  var horizonCost = 0.0
  var usesHistory = false
}

/// The experts put together, in logarithms.
struct ExpertMix: Sendable {
  let lnRemaining: Double
  let lnStep: Double
  /// The mean cost of those that were heard.
  let uncertainty: Double
  /// `uncertainty` without what is put on whatever lies far ahead.
  let expectedError: Double
  /// How much was decided by experts that use earlier runs, 0…1.
  let historyWeight: Double

  init?(_ experts: [Expert], sharpness: Double) {
    guard let least = experts.map(\.cost).min() else { return nil }
    var (weights, remaining, step, cost, horizon, history) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for expert in experts {
      let weight = exp(-sharpness * (expert.cost - least))
      weights += weight
      remaining += weight * expert.lnRemaining
      step += weight * expert.lnStep
      cost += weight * expert.cost
      horizon += weight * expert.horizonCost
      if expert.usesHistory { history += weight }
    }
    guard weights > 0, (remaining + step + cost).isFinite else { return nil }
    (lnRemaining, lnStep, uncertainty) = (remaining / weights, step / weights, cost / weights)
    historyWeight = history / weights
    expectedError = max(0, cost - horizon) / weights
  }

  /// What a run's reports, earlier runs and the time since `jobStart` say together at the last report; `nil` before the
  /// first rise.
  init?(of run: RunProgress, history: RunHistory, jobStart: Double?) {
    let elapsed = run.samples.lastTime - run.start
    guard elapsed > 0 else { return nil }
    let look = LookBack(run, elapsed: elapsed)
    if history.isEmpty {
      self.init(look.experts(warps: []), sharpness: 16)
      return
    }
    var experts = look.experts(warps: Self.warps(of: history, at: run.samples.lastPercent), horizon: 0.15)
    Self.doubtPlain(&experts, runs: history.runWarps.count)
    if let expert = Self.remainderExpert(history, run, beside: experts) { experts.append(expert) }
    if let jobStart, let expert = Self.durationExpert(history, run.samples.lastTime - jobStart, beside: experts) {
      experts.append(expert)
    }
    self.init(experts, sharpness: 8)
  }

  /// The median of earlier runs as every window sees it, and each of the newest runs over the whole time.
  private static func warps(of history: RunHistory, at percent: Double) -> [LookBack.Warp] {
    var warps: [LookBack.Warp] = [LookBack.Warp(windows: LookBack.windows, penalty: 0.1)]
    guard let median = history.medianWarp else { return warps }
    let spread = 0.5 * history.curveSpread(at: percent)
    warps.append(LookBack.Warp(warp: median, windows: LookBack.windows, penalty: spread))
    if history.runWarps.count > 1 {
      warps += history.runWarps.map { LookBack.Warp(warp: $0, windows: [1], penalty: 0.05 + spread) }
    }
    return warps
  }

  /// Adds to the cost of the experts that do not use the curves what they differ by from the median curve: hindsight cannot
  /// see a heavy last step, of which earlier runs know.
  private static func doubtPlain(_ experts: inout [Expert], runs: Int) {
    guard let plain = experts.first(where: { !$0.usesHistory }), let median = experts.first(where: \.usesHistory)
    else { return }
    let doubt = 0.4 * Double(runs) / Double(runs + 1) * abs(plain.lnRemaining - median.lnRemaining)
    for index in experts.indices where !experts[index].usesHistory { experts[index].cost += doubt }
  }

  /// What earlier runs needed from here on. It costs more where this one took much longer or shorter than they to get here,
  /// or where the best of the others contradicts it by more than both are uncertain.
  private static func remainderExpert(_ history: RunHistory, _ run: RunProgress, beside others: [Expert]) -> Expert? {
    let (time, percent) = (run.samples.lastTime, run.samples.lastPercent)
    guard let usual = history.remaining(from: percent, base: run.base, step: run.usualStep), let best = best(of: others)
    else { return nil }
    let lead = abs(log(max(time - run.start, 1e-3)) - usual.lnElapsed)
    let gap = abs(usual.lnRemaining - best.lnRemaining)
    return Expert(
      cost: 0.5 * usual.spread + max(0, lead - 0.5) + max(0, gap - 2 * (usual.spread + best.cost)),
      lnRemaining: usual.lnRemaining, lnStep: usual.lnStep, usesHistory: true)
  }

  /// The usual duration less the time elapsed. It costs more the less of it is left, and where the best of the others
  /// contradicts it by more than both are uncertain.
  private static func durationExpert(_ history: RunHistory, _ elapsed: Double, beside others: [Expert]) -> Expert? {
    guard let spread = history.durationSpread, let usual = history.usualDuration, usual > elapsed,
      let best = best(of: others)
    else { return nil }
    let remaining = usual - elapsed
    let gap = abs(log(usual / max(elapsed + exp(best.lnRemaining), 1e-9)))
    return Expert(
      cost: 0.7 * spread * usual / remaining + max(0, gap - 2 * (spread + best.cost)), lnRemaining: log(remaining),
      lnStep: best.lnStep - best.lnRemaining + log(remaining), usesHistory: true)
  }

  private static func best(of experts: [Expert]) -> Expert? {
    experts.min { ($0.cost, $0.lnRemaining, $0.lnStep) < ($1.cost, $1.lnRemaining, $1.lnStep) }
  }
}
