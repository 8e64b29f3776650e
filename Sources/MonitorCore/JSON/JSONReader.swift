/// Finds its way in raw JSON that may be defective, without recursion: depth costs nothing.
package enum JSONReader {
  package typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The first index from `start` on that holds no white space; `count` at the end.
  package static func afterSpace(_ bytes: Bytes, from start: Int) -> Int {
    var index = start
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    return index
  }

  /// The index after the string whose opening quote is at `start`; `nil` where it does not end.
  package static func endOfString(_ bytes: Bytes, from start: Int) -> Int? {
    var index = start + 1
    while true {
      index = ByteScan.firstIndex(of: 0x22, or: 0x5C, in: bytes, from: index)
      guard index < bytes.count else { return nil }
      if bytes[index] == 0x22 { return index + 1 }
      index += 2
      guard index <= bytes.count else { return nil }
    }
  }

  /// The index after the value that begins at `start`, whatever its brackets hold; `nil` where none begins or it does
  /// not end.
  package static func endOfValue(_ bytes: Bytes, from start: Int) -> Int? {
    var index = start
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x22:
        guard let end = endOfString(bytes, from: index) else { return nil }
        index = end
        if depth == 0 { return index }
      case 0x5B, 0x7B:
        depth += 1
        index += 1
      case 0x5D, 0x7D:
        depth -= 1
        index += 1
        if depth <= 0 { return depth == 0 ? index : nil }
      default:
        if depth == 0 { return endOfWord(bytes, from: index) }
        index += 1
      }
    }
    return nil
  }

  /// The index after a number, `true`, `false`, `null` or anything else without structure; `nil` where it is empty.
  private static func endOfWord(_ bytes: Bytes, from start: Int) -> Int? {
    var index = start
    while index < bytes.count, !isSpace(bytes[index]), !isStructure(bytes[index]) { index += 1 }
    return index > start ? index : nil
  }

  /// Whether a string that was cut ends with the backslash of an escape, which would hide the quotation mark put behind it.
  package static func endsInEscape(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    bytes.reversed().prefix { $0 == 0x5C }.count % 2 == 1
  }

  /// Appends what the inside of a JSON string stands for. Lone surrogates become U+FFFD; what is no escape stays.
  package static func appendUnescaped(_ bytes: Bytes, to output: inout [UInt8]) {
    var start = 0
    while true {
      let end = ByteScan.firstIndex(of: 0x5C, or: 0x5C, in: bytes, from: start)
      output.append(contentsOf: Bytes(rebasing: bytes[start..<end]))
      guard end < bytes.count else { return }
      start = appendEscape(bytes, at: end, to: &output)
    }
  }

  /// Appends raw JSON without the white space between its parts.
  package static func appendCompact(_ bytes: Bytes, to output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x22 {
        let end = endOfString(bytes, from: index) ?? bytes.count
        output.append(contentsOf: Bytes(rebasing: bytes[index..<end]))
        index = end
      } else {
        if !isSpace(bytes[index]) { output.append(bytes[index]) }
        index += 1
      }
    }
  }

  /// The UTF-16 unit of four hexadecimal digits from `start` on; `nil` where they are not there.
  package static func unit(_ bytes: Bytes, at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return unit
  }

  package static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func isStructure(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D: true
    default: false
    }
  }

  /// Appends what the escape at `start` stands for and gives the index after it.
  private static func appendEscape(_ bytes: Bytes, at start: Int, to output: inout [UInt8]) -> Int {
    guard start + 1 < bytes.count else {
      output.append(0x5C)
      return start + 1
    }
    switch bytes[start + 1] {
    case 0x22, 0x5C, 0x2F: output.append(bytes[start + 1])
    case 0x62: output.append(0x08)
    case 0x66: output.append(0x0C)
    case 0x6E: output.append(0x0A)
    case 0x72: output.append(0x0D)
    case 0x74: output.append(0x09)
    case 0x75:
      guard let first = unit(bytes, at: start + 2) else {
        output.append(contentsOf: [0x5C, 0x75])
        break
      }
      guard 0xD800...0xDFFF ~= first else {
        output.append(scalar: first)
        return start + 6
      }
      let isPair = start + 7 < bytes.count && bytes[start + 6] == 0x5C && bytes[start + 7] == 0x75
      guard first < 0xDC00, isPair, let second = unit(bytes, at: start + 8), 0xDC00...0xDFFF ~= second else {
        output.append(scalar: ScalarReader.replacement)
        return start + 6
      }
      output.append(scalar: 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      return start + 12
    default: output.append(contentsOf: [0x5C, bytes[start + 1]])
    }
    return start + 2
  }
}
