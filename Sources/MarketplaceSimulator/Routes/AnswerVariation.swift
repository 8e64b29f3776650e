/// How an answer may differ from the true one while still looking well: the faults that no status code tells.
struct AnswerVariation: Sendable {
  /// Answer as of so many seconds ago, like a replica that lags.
  var lag = 0.0
  /// Break ties of equal timestamps by this number instead of always the same way.
  var tieSeed: UInt64?
  /// Repeat some rows within the page, chosen by this number.
  var repeatSeed: UInt64?

  /// A row's place among the rows of its timestamp.
  func tie(of row: SimulatedLog) -> UInt64 {
    guard let tieSeed else { return row.tie }
    var generator = SeededGenerator(seed: tieSeed ^ row.tie)
    return generator.next()
  }

  /// The page with repeated rows, where that is asked for.
  func repeating(_ page: [SimulatedLog]) -> [SimulatedLog] {
    guard let repeatSeed else { return page }
    var generator = SeededGenerator(seed: repeatSeed)
    return page.flatMap { generator.chance(0.1) ? [$0, $0] : [$0] }
  }
}
