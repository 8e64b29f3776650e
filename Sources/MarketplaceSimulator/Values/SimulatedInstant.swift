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

extension SimulatedInstant {
  /// Reads a date of the forms the platform takes: `T` or a space, 0 to 9 fraction digits, `Z`, `+02:00`, `+0200`,
  /// or no zone, which is UTC. Nil for anything else, impossible dates included.
  package init?(rfc3339 text: String) {
    var reader = DigitReader(bytes: Array(text.utf8))
    guard let year = reader.number(4), reader.consume("-"),
      let month = reader.number(2), reader.consume("-"),
      let day = reader.number(2), reader.consume("T") || reader.consume("t") || reader.consume(" "),
      let hour = reader.number(2), reader.consume(":"),
      let minute = reader.number(2), reader.consume(":"),
      let second = reader.number(2),
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      year > 0, hour < 24, minute < 60, second < 60
    else { return nil }
    var fraction = 0
    if reader.consume(".") {
      guard let digits = reader.fraction() else { return nil }
      fraction = digits
    }
    guard let offset = Self.offset(&reader), reader.isAtEnd else { return nil }
    let days = CivilTime.days(year: year, month: month, day: day)
    let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset * 60)
    self.init(milliseconds: seconds * 1000 + Int64(fraction))
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Minutes east of UTC.
  private static func offset(_ reader: inout DigitReader) -> Int? {
    if reader.isAtEnd || reader.consume("Z") || reader.consume("z") { return 0 }
    let sign = reader.consume("+") ? 1 : reader.consume("-") ? -1 : 0
    guard sign != 0, let hours = reader.number(2) else { return nil }
    _ = reader.consume(":")
    guard let minutes = reader.number(2), hours < 24, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

private struct DigitReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    guard bytes.count - position >= digits else { return nil }
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Milliseconds from 1 to 9 fraction digits, the rest cut off.
  mutating func fraction() -> Int? {
    var value = 0
    var count = 0
    while count < 9, let digit = digit() {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 3)..<3 { value *= 10 }
    return value
  }

  private mutating func digit() -> Int? {
    guard position < bytes.count, (48...57).contains(bytes[position]) else { return nil }
    position += 1
    return Int(bytes[position - 1]) - 48
  }
}
