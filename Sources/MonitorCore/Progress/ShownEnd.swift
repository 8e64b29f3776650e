/// The end that is shown: it moves only when the estimate leaves a band around it that its own uncertainty sets, and then
/// only as far into the band as it is certain.
struct ShownEnd: Sendable {
  /// The band is this part of what remains, and as much more for each unit of uncertainty, up to a bound; and two tenths of
  /// a second.
  private static let band = (base: 0.01, slope: 0.1, max: 0.4, seconds: 0.2)
  /// The uncertainty at which a move ends half-way between the estimate and the edge of the band.
  private static let halfEdge = 0.7

  private(set) var end: Double?

  /// Applies an estimate of the seconds that remain.
  mutating func update(remaining: Double, uncertainty: Double, at now: Double) {
    guard let end else {
      self.end = now + remaining
      return
    }
    let band = Self.band.base + min(Self.band.slope * uncertainty, Self.band.max)
    let edge = uncertainty / (uncertainty + Self.halfEdge)
    let left = max(end - now, 0)
    let (high, low) = (
      remaining * (1 + band) + Self.band.seconds, remaining / (1 + band) - Self.band.seconds
    )
    if left > high {
      self.end = now + remaining + (high - remaining) * edge
    } else if left < low {
      self.end = now + remaining + (low - remaining) * edge
    }
  }

  /// Shows what somebody else says.
  mutating func set(_ end: Double) { self.end = end }

  mutating func reset() { end = nil }
}
