import Glibc

/// Finds the bytes of a string that need more than copying, eight bytes at a time.
enum ByteRuns {
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

  /// The top bit of each byte that ends a run. A borrow may mark bytes above the first one, never below.
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

/// Compares ranges of texts.
package enum RepeatedBytes {
  /// Whether `range` of `bytes` is repeated at `position` of `others`.
  @inline(__always)
  package static func match(at position: Int, of others: Span<UInt8>, _ range: Range<Int>, of bytes: Span<UInt8>)
    -> Bool
  {
    guard position >= 0, position <= others.count, others.count - position >= range.count else { return false }
    return bytes.extracting(range).withUnsafeBytes { bytes in
      others.extracting(position..<position + range.count).withUnsafeBytes { others in
        guard let first = bytes.baseAddress, let second = others.baseAddress else { return true }
        return memcmp(first, second, bytes.count) == 0
      }
    }
  }
}

/// FNV-1a over 128 bits: the same for the same bytes in every run, and without a secret, as it guards nothing.
enum Fingerprint {
  /// 32 hexadecimal digits.
  static func hex(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    for index in range {
      hash = (hash ^ UInt128(bytes[index])) &* 0x0000_0000_0100_0000_0000_0000_0000_013B
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: max(0, 32 - digits.utf8.count)) + digits
  }
}
