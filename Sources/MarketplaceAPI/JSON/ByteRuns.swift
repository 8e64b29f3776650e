/// Finds where the text of a string needs a closer look, eight bytes at a time.
enum PlainRun {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = ones << 7

  /// The first index from `start` on that holds a quote, a backslash, a control character (below 0x20) or a byte that is
  /// not ASCII; `bytes.count` where none does.
  @inline(__always)
  static func end(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = bytes.bytes
    var index = start
    while index + 8 <= bytes.count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let marks = marks(in: UInt64(littleEndian: word))
      if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, isPlain(bytes[index]) { index += 1 }
    return index
  }

  /// The top bit of each byte that needs a closer look. A borrow may mark bytes above the first one, never below.
  @inline(__always)
  private static func marks(in word: UInt64) -> UInt64 {
    let quotes = word ^ ones &* 0x22
    let backslashes = word ^ ones &* 0x5C
    let isQuote = (quotes &- ones) & ~quotes
    let isBackslash = (backslashes &- ones) & ~backslashes
    let isControl = (word &- ones &* 0x20) & ~word
    return (isQuote | isBackslash | isControl | word) & highBits
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    0x20..<0x80 ~= byte && byte != 0x22 && byte != 0x5C
  }
}
