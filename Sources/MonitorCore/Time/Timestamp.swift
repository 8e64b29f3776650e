/// An instant in UTC, counted in ticks of 100 ns since 1970-01-01T00:00:00Z.
///
/// Covers the years 1 to 9999. Digits of a fraction beyond the seventh are cut off.
package struct Timestamp: Hashable, Comparable, Sendable {
  package var ticks: Int64

  package static let ticksPerSecond: Int64 = 10_000_000

  package init(ticks: Int64) {
    self.ticks = ticks
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.ticks < right.ticks
  }

  /// The instant `seconds` later; clamped instead of overflowing, and unchanged by NaN.
  package func advanced(bySeconds seconds: Double) -> Timestamp {
    let delta = (seconds * Double(Self.ticksPerSecond)).rounded()
    guard !delta.isNaN else { return self }
    let limit = Double(Int64.max / 4)
    return Timestamp(ticks: ticks.addingSaturating(Int64(max(-limit, min(limit, delta)))))
  }

  /// Seconds from `other` to this instant; negative where this one is earlier.
  package func seconds(since other: Timestamp) -> Double {
    Double(ticks.subtractingSaturating(other.ticks)) / Double(Self.ticksPerSecond)
  }
}

extension Int64 {
  /// The sum, clamped to the range of the type.
  package func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }

  /// The difference, clamped to the range of the type.
  package func subtractingSaturating(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}
