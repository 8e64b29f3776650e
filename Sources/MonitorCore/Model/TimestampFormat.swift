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
