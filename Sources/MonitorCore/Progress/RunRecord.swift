import Glibc

/// What is kept of a run while it is watched, for those to come: its curve, how wrong the server was, and how often the
/// interval held. Reports may come in any order: a log is read newest first.
struct RunRecord: Sendable {
  /// What was known of one percentage: the last report below it, and the first that had reached it.
  private struct Mark: Sendable {
    var below: (at: Timestamp, percent: Double)?
    var reached: (at: Timestamp, percent: Double)?
  }

  /// An end that somebody named at a moment.
  private struct Statement: Sendable {
    var at: Timestamp
    var low: Timestamp
    var high: Timestamp
  }

  /// A curve begins at most here, where it was not watched from the start.
  private static let maxStart = 5.0
  private static let maxStatements = 64
  /// ln(true / said) beyond says nothing.
  private static let maxError = 3.0

  private var marks = Array(repeating: Mark(), count: RunCurve.grid.count)
  /// The percentages between which nothing but the last report has to be held: those between two of the curve's, from which on
  /// `last` is the last report below all that are above it.
  private var cell = 0.0..<0.0
  private var lowest = Double.infinity
  private var first: Timestamp?
  private var last: (at: Timestamp, percent: Double)?
  /// When the task was first seen, where it had reported next to nothing then.
  private var seenAtStart: Timestamp?
  private var isSeen = false
  private var etas: [Statement] = []
  private var intervals: [Statement] = []
  private var minGap = 1.0

  /// Sees the task for the first time, or again.
  mutating func see(_ task: TaskSnapshot, at now: Timestamp) {
    defer { isSeen = true }
    if !isSeen, task.status.isWaiting || task.progress ?? 0 <= Self.maxStart { seenAtStart = now }
  }

  mutating func see(percent reported: Double, at moment: Timestamp) {
    let percent = min(100, max(0, reported))
    // Thousands of reports a second say the same.
    if let last, last.percent == percent, 0..<1 ~= moment.seconds(since: last.at) { return }
    lowest = min(lowest, percent)
    if let last, cell.contains(percent), moment > last.at {
      self.last = (moment, percent)
      return
    }
    settle()
    last = (moment, percent)
    first = min(first ?? moment, moment)
    mark(percent, at: moment)
    let next = RunCurve.grid.firstIndex { $0 > percent } ?? RunCurve.grid.count
    cell = next == 0 || next == RunCurve.grid.count ? 0..<0 : RunCurve.grid[next - 1]..<RunCurve.grid[next]
  }

  /// Marks the last report, of those that came in a row the only one that counts.
  private mutating func settle() {
    if let last { mark(last.percent, at: last.at) }
  }

  private mutating func mark(_ percent: Double, at moment: Timestamp) {
    for (index, wanted) in RunCurve.grid.enumerated() {
      if percent >= wanted {
        if marks[index].reached.map({ moment < $0.at }) ?? true { marks[index].reached = (moment, percent) }
      } else if marks[index].below.map({ moment > $0.at }) ?? true {
        marks[index].below = (moment, percent)
      }
    }
  }

  mutating func see(eta: Timestamp, at moment: Timestamp) {
    guard etas.count < Self.maxStatements, etas.last.map({ $0.high != eta && $0.at <= moment }) ?? true else { return }
    etas.append(Statement(at: moment, low: eta, high: eta))
  }

  mutating func see(_ estimate: EndEstimate, at now: Timestamp) {
    if let last = intervals.last, now.seconds(since: last.at) < minGap { return }
    intervals.append(Statement(at: now, low: estimate.low, high: estimate.high))
    guard intervals.count > Self.maxStatements else { return }
    intervals = intervals.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    minGap *= 2
  }

  /// What the run was, once it completed.
  ///
  /// - Parameter isWhole: whether it completed in its first attempt.
  func finished(
    from started: Timestamp, to ended: Timestamp, isWhole: Bool
  ) -> (curve: RunCurve?, serverError: Double?, covered: Double?) {
    var settled = self
    settled.settle()
    return (
      isWhole ? settled.curve(from: started, to: ended) : nil, serverError(until: ended), covered(until: ended)
    )
  }

  private func curve(from started: Timestamp, to ended: Timestamp) -> RunCurve? {
    let duration = ended.seconds(since: started)
    guard let first, duration > 0 else { return nil }
    let isWatched = seenAtStart.map { $0 <= first } ?? false
    guard isWatched || lowest <= Self.maxStart else { return nil }
    let reached = marks.compactMap(\.reached?.at).filter { $0 < ended }
    guard Set(reached).count >= 2 else { return nil }
    var shares: [Double] = []
    for (wanted, mark) in zip(RunCurve.grid, marks) {
      var (to, percent) = mark.reached ?? (ended, 100.0)
      if to >= ended { (to, percent) = (ended, 100) }
      // One that came later had gone back.
      var from = mark.below ?? (started, 0)
      if from.at > to { from = (to, percent) }
      let part = percent > from.percent ? (wanted - from.percent) / (percent - from.percent) : 1
      let at = from.at.seconds(since: started) + to.seconds(since: from.at) * min(1, max(0, part))
      shares.append(max(shares.last ?? 0, min(1, max(0, at / duration))))
    }
    shares[0] = 0
    return RunCurve(shares: shares)
  }

  private func serverError(until ended: Timestamp) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for (index, said) in etas.enumerated() {
      let next = index + 1 < etas.count ? etas[index + 1].at : ended
      let (left, actual, held) = (
        said.high.seconds(since: said.at), ended.seconds(since: said.at), next.seconds(since: said.at)
      )
      guard left > 1, actual > 1, held > 0 else { continue }
      sum += held * min(Self.maxError, max(-Self.maxError, log(actual / left)))
      weight += held
    }
    return weight > 0 ? sum / weight : nil
  }

  private func covered(until ended: Timestamp) -> Double? {
    // The last moments of a run say little.
    let before = intervals.filter { ended.seconds(since: $0.at) > 1 }
    guard before.count >= 4 else { return nil }
    return Double(before.count { $0.low <= ended && ended <= $0.high }) / Double(before.count)
  }
}
