extension Timestamp {
  /// Reads `2025-09-11T13:40:13.515Z` and its relatives, in about 30 ns.
  ///
  /// `T`, `t` or a space; no fraction, or one of any number of digits, of which seven are kept; `Z`, `z`, `+02:00`, `+0200`, `+02`, or no
  /// zone, which is UTC. Second 60 is the second after 59. `nil` for everything else: days and hours that do not exist,
  /// surrounding spaces, instants outside the years 1…9999 in UTC.
  package init?(parsing text: UnsafeBufferPointer<UInt8>) {
    guard (19...Self.maxLength).contains(text.count) else { return nil }
    var reader = DigitReader(text: text)
    let year = reader.pair(at: 0) * 100 + reader.pair(at: 2)
    let month = reader.pair(at: 5)
    let day = reader.pair(at: 8)
    let hour = reader.pair(at: 11)
    let minute = reader.pair(at: 14)
    let second = reader.pair(at: 17)
    let separator = text[10] | 0x20
    guard !reader.failed, text[4] == 0x2D, text[7] == 0x2D, separator == 0x74 || text[10] == 0x20,
      text[13] == 0x3A, text[16] == 0x3A,
      year >= 1, 1...12 ~= month, day >= 1, day <= CivilTime.days(inMonth: month, ofYear: year),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var next = 19
    guard let fraction = Self.fraction(text, &next), let offset = Self.offset(text, &next), next == text.count
    else { return nil }
    let days = CivilTime.daysSinceEpoch(year: Int64(year), month: Int64(month), day: Int64(day))
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
    let ticks = seconds * Self.ticksPerSecond + fraction
    guard Self.readable ~= ticks else { return nil }
    self.init(ticks: ticks)
  }

  /// Reads any bytes; see `init(parsing: UnsafeBufferPointer<UInt8>)`.
  package init?(parsing text: some Collection<UInt8>) {
    let contiguous = text.withContiguousStorageIfAvailable { Timestamp(parsing: $0) }
    guard let read = contiguous ?? Array(text).withUnsafeBufferPointer({ Timestamp(parsing: $0) }) else { return nil }
    self = read
  }

  /// From 0001-01-01T00:00:00Z to the last tick of the year 9999.
  private static let readable: ClosedRange<Int64> = -621_355_968_000_000_000...2_534_023_007_999_999_999

  /// In bytes. No producer writes a fraction that would need more.
  private static let maxLength = 256

  /// Ticks of `.515` at `next`, 0 where no point is there; `nil` for a point without digits. Digits beyond the seventh
  /// are cut off.
  private static func fraction(_ text: UnsafeBufferPointer<UInt8>, _ next: inout Int) -> Int64? {
    guard next < text.count, text[next] == 0x2E else { return 0 }
    next += 1
    let first = next
    var ticks: Int64 = 0
    var unit = ticksPerSecond
    while next < text.count, 0x30...0x39 ~= text[next] {
      unit /= 10
      ticks += Int64(text[next] - 0x30) * unit
      next += 1
    }
    return next > first ? ticks : nil
  }

  /// Seconds east of UTC of `Z` or `+02:00` at `next`, 0 at the end of the text; `nil` for what is neither.
  private static func offset(_ text: UnsafeBufferPointer<UInt8>, _ next: inout Int) -> Int? {
    guard next < text.count else { return 0 }
    let sign = text[next]
    next += 1
    if sign | 0x20 == 0x7A { return 0 }
    guard sign == 0x2B || sign == 0x2D, next + 2 <= text.count else { return nil }
    var reader = DigitReader(text: text)
    let hours = reader.pair(at: next)
    var minutes = 0
    next += 2
    if next < text.count {
      if text[next] == 0x3A { next += 1 }
      guard next + 2 <= text.count else { return nil }
      minutes = reader.pair(at: next)
      next += 2
    }
    guard !reader.failed, hours < 24, minutes < 60 else { return nil }
    let seconds = hours * 3_600 + minutes * 60
    return sign == 0x2B ? seconds : -seconds
  }
}

/// Reads pairs of decimal digits and remembers whether one was none, so that the caller tests once.
private struct DigitReader {
  let text: UnsafeBufferPointer<UInt8>
  var failed = false

  mutating func pair(at index: Int) -> Int {
    let tens = text[index] &- 0x30
    let ones = text[index + 1] &- 0x30
    if tens > 9 || ones > 9 { failed = true }
    return Int(tens) * 10 + Int(ones)
  }
}

/// Timestamps as text, without Foundation and without a trap for any timestamp.
package enum TimestampFormat {
  /// Appends `2025-09-11T13:40:13.515Z`: UTC, three fraction digits cut off, as RFC 3339 and the API's query language
  /// want it. Years beyond 0…9999 get a sign and as many digits as they need.
  package static func appendRFC3339(_ timestamp: Timestamp, to output: inout [UInt8]) {
    let civil = CivilTime(timestamp)
    appendDate(civil, to: &output)
    output.append(0x54)
    appendTime(civil, to: &output)
    output.append(0x5A)
  }

  /// `2025-09-11T13:40:13.515Z`; see `appendRFC3339`.
  package static func rfc3339(_ timestamp: Timestamp) -> String {
    text { appendRFC3339(timestamp, to: &$0) }
  }

  /// Appends the time of day, `13:40:13.515`.
  package static func appendTime(_ civil: CivilTime, to output: inout [UInt8]) {
    let bytes: InlineArray<12, UInt8> = [
      tens(civil.hour), ones(civil.hour), 0x3A, tens(civil.minute), ones(civil.minute), 0x3A,
      tens(civil.second), ones(civil.second), 0x2E,
      ones(civil.millisecond / 100), ones(civil.millisecond / 10), ones(civil.millisecond),
    ]
    for index in bytes.indices { output.append(bytes[index]) }
  }

  /// The time of day `offset` seconds east of UTC, `13:40:13.515`.
  package static func time(_ timestamp: Timestamp, offset: Int = 0) -> String {
    text { appendTime(CivilTime(timestamp, offset: offset), to: &$0) }
  }

  /// Appends the date, `2025-09-11`.
  package static func appendDate(_ civil: CivilTime, to output: inout [UInt8]) {
    if 0...9_999 ~= civil.year {
      output.append(tens(civil.year / 100))
      output.append(ones(civil.year / 100))
      output.append(tens(civil.year))
      output.append(ones(civil.year))
    } else {
      let digits = String(civil.year.magnitude)
      output.append(civil.year < 0 ? 0x2D : 0x2B)
      output.append(contentsOf: repeatElement(0x30, count: max(0, 4 - digits.utf8.count)))
      output.append(contentsOf: digits.utf8)
    }
    for part in [civil.month, civil.day] {
      output.append(0x2D)
      output.append(tens(part))
      output.append(ones(part))
    }
  }

  /// The date `offset` seconds east of UTC, `2025-09-11`.
  package static func date(_ timestamp: Timestamp, offset: Int = 0) -> String {
    text { appendDate(CivilTime(timestamp, offset: offset), to: &$0) }
  }

  private static func tens(_ number: Int) -> UInt8 { UInt8(truncatingIfNeeded: number / 10 % 10 + 0x30) }
  private static func ones(_ number: Int) -> UInt8 { UInt8(truncatingIfNeeded: number % 10 + 0x30) }

  private static func text(_ append: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    append(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
