/// Reads UTF-8 scalar by scalar; what is no scalar, and noncharacters, read as U+FFFD.
struct ScalarReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int

  static let replacement: UInt32 = 0xFFFD

  /// The scalar at `position`, moving past it; `nil` at the end. A cut or wrong sequence counts as one replacement as
  /// far as it could have begun a scalar, as Unicode recommends; an encoded surrogate counts as one, too.
  mutating func next() -> UInt32? {
    guard position < bytes.count else { return nil }
    let lead = bytes[position]
    position += 1
    if lead < 0x80 { return UInt32(lead) }
    let (length, first, low, high): (Int, UInt32, UInt8, UInt8)
    switch lead {
    case 0xC2...0xDF: (length, first, low, high) = (1, UInt32(lead & 0x1F), 0x80, 0xBF)
    case 0xE0: (length, first, low, high) = (2, 0, 0xA0, 0xBF)
    case 0xE1...0xEF: (length, first, low, high) = (2, UInt32(lead & 0x0F), 0x80, 0xBF)
    case 0xF0: (length, first, low, high) = (3, 0, 0x90, 0xBF)
    case 0xF1...0xF3: (length, first, low, high) = (3, UInt32(lead & 0x07), 0x80, 0xBF)
    case 0xF4: (length, first, low, high) = (3, 4, 0x80, 0x8F)
    default: return Self.replacement
    }
    var scalar = first
    for index in 0..<length {
      guard position < bytes.count else { return Self.replacement }
      let byte = bytes[position]
      guard (index == 0 ? low...high : 0x80...0xBF) ~= byte else { return Self.replacement }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
      position += 1
    }
    let isSurrogate = 0xD800...0xDFFF ~= scalar
    let isNoncharacter = scalar & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= scalar
    return isSurrogate || isNoncharacter ? Self.replacement : scalar
  }
}

extension [UInt8] {
  /// Appends a scalar as UTF-8. `scalar` must be one: neither a surrogate nor above U+10FFFF.
  mutating func append(scalar: UInt32) {
    switch scalar {
    case ..<0x80:
      append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case ..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18 & 0x07))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// Appends `<U+202E>`.
  mutating func append(nameOf scalar: UInt32) {
    append(contentsOf: [0x3C, 0x55, 0x2B])
    append(hex: UInt64(scalar), digits: scalar > 0xFFFFF ? 6 : scalar > 0xFFFF ? 5 : 4, letters: 0x41)
    append(0x3E)
  }

  /// Appends the lowest `digits` hexadecimal digits of a number; `letters` is the letter for ten, `A` or `a`.
  package mutating func append(hex number: UInt64, digits: Int, letters: UInt8) {
    for digit in stride(from: digits - 1, through: 0, by: -1) {
      let value = UInt8(truncatingIfNeeded: number >> UInt64(digit * 4) & 0xF)
      append(value < 10 ? 0x30 + value : letters + value - 10)
    }
  }
}
