/// One scalar out of its UTF-8 bytes; overlong forms and surrogates are refused (Unicode 15, table 3-7).
struct UTF8Assembler: Sendable {
  enum Step: Equatable {
    case more, invalid
    case scalar(Unicode.Scalar)
  }

  private var value: UInt32
  private var missing: Int
  private let smallest: UInt32

  /// `nil` when no scalar starts with this byte.
  init?(lead: UInt8) {
    switch lead {
    case 0xc2...0xdf: (value, missing, smallest) = (UInt32(lead & 0x1f), 1, 0x80)
    case 0xe0...0xef: (value, missing, smallest) = (UInt32(lead & 0x0f), 2, 0x800)
    case 0xf0...0xf4: (value, missing, smallest) = (UInt32(lead & 0x07), 3, 0x10000)
    default: return nil
    }
  }

  /// Consumes a continuation byte (0x80–0xBF).
  mutating func consume(_ byte: UInt8) -> Step {
    value = value << 6 | UInt32(byte & 0x3f)
    missing -= 1
    if missing > 0 { return .more }
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return .invalid }
    return .scalar(scalar)
  }
}
