/// Up to when everything that came in time was told.
///
/// A pass whose first page was answered at server time T told every entry visible then. An entry that becomes visible
/// later, but no later than the look-back after its own timestamp, has a timestamp of at least T less the look-back. So
/// the watermark never goes beyond the server's clock: an entry dated in the year 9999 cannot move it.
struct Watermark: Sendable {
  private(set) var committed: Timestamp?
  /// The watermark one pass earlier: what keyset paging goes by, because entries may appear behind its cursor.
  private var lagging: Timestamp?
  private let lookBack: Double

  init(lookBack: Double) {
    self.lookBack = lookBack
  }

  /// From when on the next pass by offset must read; `nil` for from the start.
  var bound: Timestamp? {
    committed?.advanced(bySeconds: -lookBack)
  }

  /// From when on a keyset pass must read, at the resolution of the query language: whole milliseconds, rounded down.
  var keysetBound: Timestamp? {
    lagging?.advanced(bySeconds: -lookBack).flooredToMilliseconds
  }

  /// After a complete pass. `top` is already no later than the server's clock.
  mutating func commit(_ top: Timestamp?) {
    lagging = committed
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
