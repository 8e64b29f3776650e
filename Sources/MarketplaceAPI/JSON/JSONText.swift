/// What the bytes of a token mean: texts and numbers.
package enum JSONText {
  /// What becomes of half a surrogate pair.
  enum LoneSurrogate {
    case replaced
    /// Written as its three bytes, so that two identities never become one.
    case kept
  }

  /// Whether a range holds exactly these ASCII letters.
  @inline(__always)
  package static func matches(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    var index = range.lowerBound
    for offset in 0..<text.utf8CodeUnitCount {
      if bytes[index] != text.utf8Start[offset] { return false }
      index += 1
    }
    return true
  }

  /// Whether a key, its escapes resolved, is this name.
  package static func isKey(_ bytes: Span<UInt8>, _ key: JSONToken, _ name: StaticString) -> Bool {
    guard key.contents.contains(.escape) else { return matches(bytes, key.inside, name) }
    var plain: [UInt8] = []
    appendUnescaped(bytes, key.inside, .kept, to: &plain)
    return matches(plain.span, 0..<plain.count, name)
  }

  /// Whether a range is valid UTF-8.
  static func isUTF8(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    (try? UTF8Span(validating: bytes.extracting(range))) != nil
  }

  /// The bytes with every bad sequence replaced by U+FFFD.
  static func repaired(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    let text = bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    return Array(text.utf8)
  }

  /// The text of a string token, escapes resolved and bad UTF-8 replaced.
  package static func text(_ bytes: Span<UInt8>, _ token: JSONToken) -> String {
    var plain: [UInt8] = []
    appendUnescaped(bytes, token.inside, .replaced, to: &plain)
    return String(decoding: plain, as: UTF8.self)
  }

  /// Appends the inside of a string token with its escapes resolved. The escapes are those that `StrictJSON` lets through.
  static func appendUnescaped(
    _ bytes: Span<UInt8>, _ inside: Range<Int>, _ surrogates: LoneSurrogate, to output: inout [UInt8]
  ) {
    var index = inside.lowerBound
    while index < inside.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == 0x5C, index < inside.upperBound else {
        output.append(byte)
        continue
      }
      let letter = bytes[index]
      index += 1
      switch letter {
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x6E: output.append(0x0A)
      case 0x72: output.append(0x0D)
      case 0x74: output.append(0x09)
      case 0x75: appendScalar(bytes, &index, inside.upperBound, surrogates, to: &output)
      default: output.append(letter)
      }
    }
  }

  /// JSON text that any reader takes: bad UTF-8 replaced, control characters inside strings escaped.
  static func repairedJSON(_ json: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(json.count)
    var isInside = false
    var isEscaped = false
    for byte in repaired(json.span, 0..<json.count) {
      if isInside, byte < 0x20 {
        let digits = String(byte, radix: 16)
        output += Array("\\u00\(digits.utf8.count < 2 ? "0" : "")\(digits)".utf8)
      } else {
        output.append(byte)
      }
      if byte == 0x22, !isEscaped { isInside.toggle() }
      isEscaped = byte == 0x5C && !isEscaped
    }
    return output
  }

  /// The value of a number token; ±infinity where it is too large, 0 where it is too small.
  package static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var mantissa: Double = 0
    var scale: Double = 1
    var isFraction = false
    // Up to fifteen digits and a small power of ten are exact in a Double, and so is the one rounding of their quotient.
    guard range.count <= 16 else { return slowNumber(bytes, range) }
    for index in range {
      let byte = bytes[index]
      if 0x30...0x39 ~= byte {
        mantissa = mantissa * 10 + Double(byte - 0x30)
        if isFraction { scale *= 10 }
      } else if byte == 0x2E {
        isFraction = true
      } else if byte != 0x2D || index != range.lowerBound {
        return slowNumber(bytes, range)
      }
    }
    guard mantissa < 1e15 else { return slowNumber(bytes, range) }
    let value = mantissa / scale
    return !range.isEmpty && bytes[range.lowerBound] == 0x2D ? -value : value
  }

  private static func slowNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    Double(String(decoding: repaired(bytes, range), as: UTF8.self))
  }

  private static func appendScalar(
    _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int, _ surrogates: LoneSurrogate, to output: inout [UInt8]
  ) {
    guard let unit = hexUnit(bytes, index, end) else { return }
    index += 4
    if 0xD800...0xDBFF ~= unit, index + 2 <= end, bytes[index] == 0x5C, bytes[index + 1] == 0x75,
      let low = hexUnit(bytes, index + 2, end), 0xDC00...0xDFFF ~= low
    {
      index += 6
      return appendUTF8(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &output)
    }
    let isLone = 0xD800...0xDFFF ~= unit
    appendUTF8(isLone && surrogates == .replaced ? 0xFFFD : unit, to: &output)
  }

  private static func hexUnit(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> UInt32? {
    guard index + 4 <= end else { return nil }
    var unit: UInt32 = 0
    for offset in 0..<4 {
      guard let digit = StrictJSON.hexValue(bytes[index + offset]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  /// Encodes by the arithmetic of UTF-8 alone, surrogates included.
  private static func appendUTF8(_ scalar: UInt32, to output: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case 0..<0x80: output.append(UInt8(scalar))
    case 0x80..<0x800: output += [UInt8(0xC0 | scalar >> 6), tail(0)]
    case 0x800..<0x10000: output += [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: output += [UInt8(0xF0 | (scalar >> 18) & 7), tail(12), tail(6), tail(0)]
    }
  }
}
