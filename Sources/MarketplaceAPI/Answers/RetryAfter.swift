import MonitorCore

/// What a server asks for with `Retry-After` (RFC 9110, 10.2.3).
enum RetryAfter {
  /// Reads seconds, or a date relative to the answer's own `Date`, so that a wrong clock here does not matter.
  ///
  /// Never negative, and uncapped but for a hundred years. `nil` where it says nothing usable.
  static func duration(_ value: String, now: Timestamp?) -> Duration? {
    if !value.isEmpty, value.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      return .seconds(min(hundredYears, Int64(value) ?? hundredYears))
    }
    guard let now, let date = HTTPDate.timestamp(value) else { return nil }
    let ticks = date.ticks.subtractingSaturating(now.ticks)
    return .seconds(max(0, min(hundredYears, ticks / Timestamp.ticksPerSecond)))
  }

  private static let hundredYears: Int64 = 3_155_760_000
}
