/// Percent-encoding of paths and queries (RFC 3986, section 2.1).
enum PercentCoding {
  /// The text, `nil` for a broken escape or bytes that are not UTF-8. A raw plus is a space in a query, not in a path.
  static func decoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = hex(rest.popFirst()), let low = hex(rest.popFirst()) else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let digit) where (48...57).contains(digit): digit - 48
    case .some(let digit) where (65...70).contains(digit): digit - 55
    case .some(let digit) where (97...102).contains(digit): digit - 87
    default: nil
    }
  }
}
