import Glibc

/// The ends that the server has named for a run, and how far they can be believed.
///
/// Times are seconds since the same moment as those of the run.
struct ServerETA: Sendable {
  private static let maxStatements = 16

  private struct Statement: Sendable {
    var at: Double
    var end: Double
  }

  /// In the order in which they were made; each with another end than the one before.
  private var statements: [Statement] = []
  private var confirmed = 0.0

  var end: Double? { statements.last?.end }

  mutating func record(_ end: Double, at time: Double) {
    let time = max(time, confirmed)
    confirmed = time
    guard statements.last?.end != end else { return }
    statements.append(Statement(at: time, end: end))
    guard statements.count > Self.maxStatements else { return }
    // Every other one goes; the first and the newest stay.
    statements = statements.enumerated().filter { $0.offset % 2 == 0 || $0.offset == 0 }.map(\.element)
  }

  mutating func clear() { self = ServerETA() }

  /// Seconds that remain by the server, corrected by its usual error, and what that costs as an expert; `nil` where it
  /// says nothing, or something that is past.
  ///
  /// It costs nothing at first. What it had said before is held against what has come since, as with other experts: an end
  /// implies a pace. And it costs the more the longer it was not confirmed, up to half where it is nearly past.
  func outlook(of run: RunProgress?, history: RunHistory, at now: Double) -> (remaining: Double, cost: Double)? {
    guard let last = statements.last, last.end > now else { return nil }
    let age = max(0, now - confirmed)
    var (error, count) = (0.0, 0.0)
    if let run {
      let (time, elapsed) = (run.samples.lastTime, run.samples.lastTime - run.start)
      for share in LookBack.shares where elapsed > 0 {
        guard let implied = impliedSlowness(at: time - share * elapsed, run, history) else { continue }
        error += min(LookBack.maxError, abs(implied - run.slowness(since: share * elapsed, history)))
        count += 1
      }
    }
    let cost = error / (2 + count) + 0.5 * age / (age + last.end - now) + history.serverSpread
    return ((last.end - now) * exp(history.serverBias), cost)
  }

  /// ln(seconds per warped percent) that the end named at a moment implied; `nil` where none was.
  private func impliedSlowness(at moment: Double, _ run: RunProgress, _ history: RunHistory) -> Double? {
    guard let said = statements.last(where: { $0.at <= moment }) else { return nil }
    let percent = run.samples.percent(at: moment)
    let left = (history.medianWarp?.total ?? 100) - (history.medianWarp?(percent) ?? percent)
    return log(max(said.end - moment, 1e-3) / max(left, LookBack.minProgress))
  }
}

extension RunProgress {
  /// ln(seconds per warped percent) over the last `span` seconds before the last report.
  fileprivate func slowness(since span: Double, _ history: RunHistory) -> Double {
    let (then, now) = (samples.percent(at: samples.lastTime - span), samples.lastPercent)
    let done = history.medianWarp.map { $0(now) - $0(then) } ?? now - then
    return log(span / max(done, LookBack.minProgress))
  }
}
