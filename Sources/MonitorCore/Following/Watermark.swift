/// Up to when everything that came in time was told.
///
/// A pass whose first page was answered at server time T told every entry visible then. An entry that becomes visible
/// later, but no later than the look-back after its own timestamp, has a timestamp of at least T less the look-back. So
/// the watermark never goes beyond the server's clock: an entry dated in the year 9999 cannot move it.
///
/// In quiet the watermark stands at the newest entry, and the look-back before it may hold many pages. Then the server's
/// clock bounds the next pass, less a slack for replicas and for clocks of who writes that are behind it: one page.
struct Watermark: Sendable {
  private var committed: Timestamp?
  /// What `bound` was one pass earlier: what keyset paging goes by, because entries may appear behind its cursor.
  private var lagging: Timestamp?
  /// The server's clock at the newest complete pass.
  private var lookedAt: Timestamp?
  private let lookBack: Double
  private let clockSlack: Double

  /// - Parameters:
  ///   - lookBack: seconds after its timestamp that an entry may become visible.
  ///   - clockSlack: seconds that whoever writes or answers may be behind the server's clock.
  init(lookBack: Double, clockSlack: Double) {
    self.lookBack = lookBack
    self.clockSlack = clockSlack
  }

  /// From when on the next pass by offset must read; `nil` for from the start.
  var bound: Timestamp? {
    guard let committed else { return nil }
    let newest = committed.advanced(bySeconds: -lookBack)
    return quietBound.map { max($0, newest) } ?? newest
  }

  /// Whether an entry of this moment, where it was not told yet, is for the next pass to tell.
  func leavesToPoll(_ timestamp: Timestamp) -> Bool {
    guard let committed, let bound else { return true }
    return timestamp > committed && timestamp >= bound
  }

  /// Whether the next pass need not read anything that was told, unless it was revised.
  var isQuiet: Bool {
    guard let committed, let quietBound else { return false }
    return quietBound > committed
  }

  private var quietBound: Timestamp? {
    lookedAt?.advanced(bySeconds: -lookBack - clockSlack)
  }

  /// From when on a keyset pass must read, at the resolution of the query language: whole milliseconds, rounded down.
  var keysetBound: Timestamp? {
    lagging?.flooredToMilliseconds
  }

  /// After a complete pass whose first page was answered when the server's clock stood at `serverNow` and had `top` as
  /// its newest timestamp, already no later than that clock.
  mutating func commit(_ top: Timestamp?, serverNow: Timestamp?) {
    lagging = bound
    if let serverNow { lookedAt = max(lookedAt ?? serverNow, serverNow) }
    guard let top else { return }
    committed = max(committed ?? top, top)
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
