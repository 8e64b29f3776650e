package import FoundationEssentials

/// A moment in UTC, in whole milliseconds since 1970: what the platform's payloads resolve.
package struct SimulatedInstant: Comparable, Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, always within the years 1 to 9999.
  package let milliseconds: Int64

  private static let earliest: Int64 = -62_135_596_800_000
  private static let latest: Int64 = 253_402_300_799_999

  /// A moment that many milliseconds after 1970, held within the years 1 to 9999, which is what a date text can say.
  package init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.earliest), Self.latest)
  }

  /// The moment a clock showed, cut to the millisecond.
  package init(_ date: Date) {
    let value = (date.timeIntervalSince1970 * 1000).rounded(.down)
    self.init(milliseconds: Int64(exactly: value) ?? (value < 0 ? Self.earliest : Self.latest))
  }

  /// The wall clock's moment now.
  package static func wallClock() -> SimulatedInstant {
    SimulatedInstant(Date())
  }

  /// The moment `seconds` later, or earlier when negative; a number that is not finite moves nothing.
  package func advanced(bySeconds seconds: Double) -> SimulatedInstant {
    guard seconds.isFinite else { return self }
    let span = Int64(exactly: (seconds * 1000).rounded()) ?? (seconds < 0 ? Self.earliest : Self.latest)
    let (sum, overflow) = milliseconds.addingReportingOverflow(span)
    return SimulatedInstant(milliseconds: overflow ? (span < 0 ? Self.earliest : Self.latest) : sum)
  }

  /// Seconds from `earlier` to this moment; negative when this one comes first.
  package func seconds(since earlier: SimulatedInstant) -> Double {
    Double(milliseconds - earlier.milliseconds) / 1000
  }

  /// The usual form of the platform's payloads, `2025-09-11T13:40:13.515Z`: UTC, exactly three fraction digits.
  package var rfc3339: String {
    let parts = CivilTime(self)
    return String(decoding: parts.rfc3339, as: UTF8.self)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
