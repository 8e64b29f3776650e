/// How a timestamp was written: the separator, the digits of the fraction, the zone. With it a `Timestamp` becomes, byte
/// for byte, the text that it was read from.
package struct TimestampStyle: Hashable, Sendable {
  package enum Zone: Hashable, Sendable {
    case none
    /// `Z`.
    case utc
    /// `+02:00`; minutes east of UTC.
    case offset(Int16)
  }

  /// Whether a space stands where RFC 3339 has a `T`.
  package var hasSpace: Bool
  /// Digits after the point, 0…7; with 0 there is no point.
  package var fractionDigits: Int
  package var zone: Zone

  package init(hasSpace: Bool = false, fractionDigits: Int = 3, zone: Zone = .utc) {
    self.hasSpace = hasSpace
    self.fractionDigits = fractionDigits
    self.zone = zone
  }

  /// The style of a text that `Timestamp.init(parsing:)` reads; `nil` for one that no style describes: lower-case
  /// letters, second 60, more than seven digits, zones without colon.
  package init?(of text: UnsafeBufferPointer<UInt8>) {
    guard text.count >= 19, text[10] == 0x54 || text[10] == 0x20, text[17] < 0x36 else { return nil }
    var next = 19
    if next < text.count, text[next] == 0x2E {
      next += 1
      while next < text.count, 0x30...0x39 ~= text[next] { next += 1 }
      guard 21...27 ~= next else { return nil }
    }
    hasSpace = text[10] == 0x20
    fractionDigits = max(0, next - 20)
    switch text.count - next {
    case 0: zone = .none
    case 1 where text[next] == 0x5A: zone = .utc
    case 6 where text[next + 3] == 0x3A:
      let digits = [1, 2, 4, 5].map { Int16(text[next + $0]) - 0x30 }
      let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
      // `-00:00` says more than its number does.
      guard text[next] == 0x2B || minutes > 0 else { return nil }
      zone = .offset(text[next] == 0x2B ? minutes : -minutes)
    default: return nil
    }
  }

  /// Appends the text of a timestamp in this style; digits of its fraction beyond the style's are cut off.
  package func append(_ timestamp: Timestamp, to output: inout [UInt8]) {
    var minutes = 0
    if case .offset(let offset) = zone { minutes = Int(offset) }
    let civil = CivilTime(timestamp, offset: minutes * 60)
    TimestampFormat.appendDate(civil, to: &output)
    output.append(hasSpace ? 0x20 : 0x54)
    TimestampFormat.appendTime(civil, to: &output)
    if fractionDigits <= 3 {
      output.removeLast(fractionDigits == 0 ? 4 : 3 - fractionDigits)
    } else {
      var unit = Timestamp.ticksPerSecond / 1_000
      let remainder = timestamp.ticks % Timestamp.ticksPerSecond
      let ticks = remainder < 0 ? remainder + Timestamp.ticksPerSecond : remainder
      for _ in 3..<min(7, fractionDigits) {
        unit /= 10
        output.append(UInt8(truncatingIfNeeded: 0x30 + ticks / unit % 10))
      }
    }
    switch zone {
    case .none: break
    case .utc: output.append(0x5A)
    case .offset:
      output.append(minutes < 0 ? 0x2D : 0x2B)
      Self.append(pair: minutes.magnitude / 60, to: &output)
      output.append(0x3A)
      Self.append(pair: minutes.magnitude % 60, to: &output)
    }
  }
  private static func append(pair number: UInt, to output: inout [UInt8]) {
    output.append(UInt8(truncatingIfNeeded: 0x30 + number / 10 % 10))
    output.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }
}
