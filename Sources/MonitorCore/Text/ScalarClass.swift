/// What a scalar means for the safety of a text that is shown (`safety.md`, "Text from the server").
enum ScalarClass {
  /// Shown as it is.
  case plain
  /// Takes no column: sits on what is before it.
  case mark
  case tab, lineBreak, carriageReturn
  /// Other C0 and DEL.
  case control
  /// C1, bidi and invisible characters: shown by their number.
  case hidden
  /// ZWNJ and ZWJ; VS15 and VS16: shown only inside a valid cluster.
  case joiner, selector

  init(_ scalar: UInt32) {
    switch scalar {
    case 0x20...0x7E: self = .plain
    case 0x09: self = .tab
    case 0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: self = .lineBreak
    case 0x0D: self = .carriageReturn
    case ..<0x20, 0x7F: self = .control
    case 0x80...0x9F, 0xAD: self = .hidden
    case ..<0x300: self = .plain
    case 0x200C, 0x200D: self = .joiner
    case 0xFE0E, 0xFE0F: self = .selector
    default: self = Self.isHidden(scalar) ? .hidden : ScalarWidth.isMark(scalar) ? .mark : .plain
    }
  }

  /// The bidi controls, and what Unicode wants ignored where it is not supported: with no shape of its own it could
  /// hide a difference.
  private static func isHidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B, 0x200E...0x200F,
      0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Whether the scalar can be a picture inside a joined emoji.
  static func isPictograph(_ scalar: UInt32) -> Bool {
    scalar > 0xA8 && Unicode.Scalar(scalar)?.properties.isEmoji == true
  }

  static func isVirama(_ scalar: UInt32) -> Bool {
    scalar >= 0x900 && Unicode.Scalar(scalar)?.properties.canonicalCombiningClass == .virama
  }

  /// Whether the scalar is a letter, shown as it is, of the script that the virama belongs to: those have blocks of 128.
  static func isLetter(_ scalar: UInt32, ofScriptOf virama: UInt32) -> Bool {
    guard scalar >> 7 == virama >> 7, case .plain = ScalarClass(scalar) else { return false }
    return Unicode.Scalar(scalar)?.properties.generalCategory == .otherLetter
  }
}
