/// The text of a bracketed paste, up to its closing `Esc [ 201 ~`.
struct PasteCollector: Sendable {
  /// At most so many bytes are kept; what is more is swallowed, up to the closing sequence.
  static let limit = 64 * 1024

  private static let closing = Array("\u{1b}[201~".utf8)

  private var bytes: [UInt8] = []
  /// How much of the closing sequence has come.
  private var matched = 0

  /// Consumes a byte; true when the paste is complete.
  mutating func consume(_ byte: UInt8) -> Bool {
    if byte == Self.closing[matched] {
      matched += 1
      return matched == Self.closing.count
    }
    // It was text after all. Only Esc starts the closing sequence, so nothing of it can match further in.
    for kept in Self.closing[..<matched] { keep(kept) }
    matched = 0
    if byte == Self.closing[0] { matched = 1 } else { keep(byte) }
    return false
  }

  /// The text: line ends as LF, without other controls and without bytes that are no UTF-8.
  var text: String {
    var scalars = String.UnicodeScalarView()
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var afterReturn = false
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: break decoding
      case .error: continue
      case .scalarValue(let scalar):
        defer { afterReturn = scalar == "\r" }
        switch scalar.value {
        case 0x0a: if !afterReturn { scalars.append("\n") }
        case 0x0d: scalars.append("\n")
        case 0x09: scalars.append(scalar)
        case 0x00...0x1f, 0x7f...0x9f: continue
        default: scalars.append(scalar)
        }
      }
    }
    return String(scalars)
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.limit { bytes.append(byte) }
  }
}
