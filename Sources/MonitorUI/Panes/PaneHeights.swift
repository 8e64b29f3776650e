import MonitorCore

/// How many rows panes get beyond their share, and which are folded: by hand, and by what their tasks do.
///
/// By themselves panes move at most once in five seconds, and while somebody reads only below what is read: nothing may
/// move above a reader's eyes.
struct PaneHeights: Sendable, Hashable {
  /// The tasks whose panes are folded: they ended half a minute ago or before anybody looked, and not badly.
  private(set) var folded: Set<Int> = []
  /// Those that fold while somebody reads above them: their rows go to the pane above, and nothing that is read moves.
  private(set) var foldedBelow: Set<Int> = []
  /// The tasks whose panes have more rows for a while: errors came.
  private(set) var raised: Set<Int> = []
  /// Rows given (or, negative, taken) by hand, by task.
  private var byHand: [Int: Int] = [:]
  private var lastMove: Duration?

  static let foldDelay = Duration.seconds(30)
  static let raiseTime = Duration.seconds(60)
  static let raisedRows = 3
  static let minPause = Duration.seconds(5)
  private static let maxByHand = 200

  func extraRows(of task: Int) -> PaneLayout.ExtraRows {
    PaneLayout.ExtraRows(byHand: byHand[task] ?? 0, byItself: raised.contains(task) ? Self.raisedRows : 0)
  }

  mutating func change(_ task: Int, by rows: Int) {
    byHand[task] = max(-Self.maxByHand, min(Self.maxByHand, (byHand[task] ?? 0) + rows))
  }

  /// Whether anything was set by hand.
  var isByHand: Bool { byHand.contains { $0.value != 0 } }

  mutating func reset() { byHand = [:] }

  /// Folds the pane of a task that had ended before anybody looked: it has nothing new to say, so it never was open.
  mutating func fold(_ task: Int) { folded.insert(task) }

  /// Opens the pane of a task, as somebody goes there.
  mutating func open(_ task: Int) {
    folded.remove(task)
    foldedBelow.remove(task)
  }

  /// Takes over what panes did by themselves.
  mutating func adopt(_ other: PaneHeights) {
    (folded, foldedBelow, raised, lastMove) = (other.folded, other.foldedBelow, other.raised, other.lastMove)
  }

  /// Folds the panes of tasks that have ended, and raises those with new errors, of those with these numbers; the one
  /// with the focus is not folded. Times are on the run's clock.
  mutating func settle(_ numbers: [Int], of tasks: [WatchedTask], focus: Int?, now: Duration) {
    var (folded, raised): (Set<Int>, Set<Int>) = ([], [])
    for number in numbers {
      if number != focus, Self.isDone(tasks[number], now: now) { folded.insert(number) }
      if let error = tasks[number].lastErrorAt, now - error < Self.raiseTime, !tasks[number].isFinal {
        raised.insert(number)
      }
    }
    settle(folded: folded, raised: raised, now: now)
  }

  /// Folds what is done of these, which are below all that is read.
  mutating func settleBelow(_ numbers: [Int], of tasks: [WatchedTask], focus: Int?, now: Duration) {
    let done = numbers.filter { $0 != focus && !folded.contains($0) && Self.isDone(tasks[$0], now: now) }
    guard !foldedBelow.isSuperset(of: done) else { return }
    if let lastMove, now - lastMove < Self.minPause { return }
    foldedBelow.formUnion(done)
    lastMove = now
  }

  /// Whether a task ended, not badly, and long enough ago that it was seen.
  private static func isDone(_ task: WatchedTask, now: Duration) -> Bool {
    guard let ended = task.endedAt, task.status != .failed else { return false }
    return task.hadEnded || now - ended >= foldDelay
  }

  /// Moves the panes to what is wanted now, where the last move is long enough ago.
  mutating func settle(folded: Set<Int>, raised: Set<Int>, now: Duration) {
    guard folded != self.folded || raised != self.raised || !foldedBelow.isEmpty else { return }
    if let lastMove, now - lastMove < Self.minPause { return }
    (self.folded, self.raised, lastMove) = (folded, raised, now)
    foldedBelow = []
  }
}
