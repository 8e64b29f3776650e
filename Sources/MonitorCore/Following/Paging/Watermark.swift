/// Up to when everything that came in time was delivered.
///
/// A pass whose first page was answered at server time T delivered every entry visible then. An entry that becomes visible
/// later, but no later than the look-back after its own timestamp, has a timestamp of at least T less the look-back. So
/// the watermark never goes beyond the server's clock: an entry dated in the year 9999 cannot move it.
///
/// In quiet the watermark stands at the newest entry, and the look-back before it may hold many pages. But the clock of
/// whoever writes goes on: when that entry was read it stood at its timestamp or later, and it moved as far as ours since.
/// That, less a slack for replicas that lag, bounds the next pass: one page. No header is believed for it.
struct Watermark: Sendable {
  private var committed: Timestamp?
  /// What `bound` was one pass earlier: what keyset paging goes by, because entries may appear behind its cursor.
  private var lagging: Timestamp?
  /// When `committed` last moved, and when the newest complete pass began, on the caller's clock.
  private var committedAt = Duration.zero
  private var lastPassAt = Duration.zero
  private let lookBack: Double
  private let clockSlack: Double

  /// - Parameters:
  ///   - lookBack: seconds after its timestamp that an entry may become visible.
  ///   - clockSlack: seconds that an answer may be behind, or whoever writes that entry before others that write.
  init(lookBack: Double, clockSlack: Double) {
    self.lookBack = lookBack
    self.clockSlack = clockSlack
  }

  /// From when on the next pass by offset must read; `nil` for from the start.
  var bound: Timestamp? {
    committed?.advanced(bySeconds: max(0, idleSeconds - clockSlack) - lookBack)
  }

  /// Whether an entry of this moment, where it was not delivered yet, is for the next pass to deliver.
  func leavesToPoll(_ timestamp: Timestamp) -> Bool {
    bound.map { timestamp >= $0 } ?? true
  }

  /// Whether the next pass need not read anything that was delivered, unless it was revised.
  var isIdle: Bool {
    committed != nil && idleSeconds - clockSlack > lookBack
  }

  /// For how many seconds at least nothing newer was there.
  private var idleSeconds: Double { (lastPassAt - committedAt).seconds }

  /// From when on a keyset pass must read, at the resolution of the query language: whole milliseconds, rounded down.
  var keysetBound: Timestamp? {
    guard let lagging, let bound else { return nil }
    return min(lagging, bound).flooredToMilliseconds
  }

  /// After a complete pass. `top` is the newest timestamp of its first page, already no later than the server's clock.
  mutating func commit(_ top: Timestamp?, began: Duration, ended: Duration) {
    lagging = bound
    lastPassAt = max(lastPassAt, began)
    guard let top, committed.map({ top > $0 }) ?? true else { return }
    committed = top
    committedAt = ended
  }
}

extension Timestamp {
  /// The first moment that the query language can say.
  package static let distantPast = Timestamp(ticks: -621_355_968_000_000_000)

  /// The millisecond that this instant lies in.
  package var flooredToMilliseconds: Timestamp {
    let ticksPerMillisecond = Self.ticksPerSecond / 1000
    let remainder = ticks % ticksPerMillisecond
    return Timestamp(ticks: ticks - (remainder < 0 ? remainder + ticksPerMillisecond : remainder))
  }
}
