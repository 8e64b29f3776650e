/// Between which percentages earlier runs were at a moment, as far as they were watched.
package struct RunBand: Sendable {
  /// So many of the newest runs.
  private static let maxRuns = 20

  private let runs: [(shares: [Double], duration: Double)]

  /// Runs newest first; `nil` where none of them has a curve.
  package init?(_ runs: [EarlierRun]) {
    let watched = runs.compactMap { run in run.run.curve.map { (shares: $0.shares, duration: run.run.duration) } }
    guard !watched.isEmpty else { return nil }
    self.runs = Array(watched.prefix(Self.maxRuns))
  }

  /// How many runs it rests on.
  package var count: Int { runs.count }

  /// Seconds of the longest run.
  package var duration: Double { runs.map(\.duration).max() ?? 0 }

  /// The lowest and the highest percentage so many seconds after the start.
  package func range(at seconds: Double) -> ClosedRange<Double> {
    let percents = runs.map { Self.percent($0.shares, at: seconds / $0.duration) }
    return (percents.min() ?? 0)...(percents.max() ?? 100)
  }

  private static func percent(_ shares: [Double], at share: Double) -> Double {
    guard share < 1 else { return 100 }
    let grid = RunCurve.grid
    guard let next = shares.firstIndex(where: { $0 > share }), next > 0 else { return 0 }
    let (from, to) = (shares[next - 1], shares[next])
    return grid[next - 1] + (grid[next] - grid[next - 1]) * (share - from) / (to - from)
  }
}
