/// Finds bytes in bytes, at eight offsets at a time.
struct LiteralFinder: Sendable {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  let needle: [UInt8]
  /// For each byte 0x20 where its case does not matter.
  private let folds: [UInt8]
  /// The two bytes that are searched for first, and their indexes in the needle.
  private let (firstIndex, lastIndex): (Int, Int)
  private let (firstWord, lastWord): (UInt64, UInt64)
  private let (firstFold, lastFold): (UInt64, UInt64)

  /// With `ignoresCase` ASCII letters match in both cases.
  init(_ text: [UInt8], ignoresCase: Bool) {
    let folds = text.map { ignoresCase && ($0 | 0x20) &- 0x61 < 26 ? 0x20 : 0 as UInt8 }
    let needle = zip(text, folds).map { $0 | $1 }
    self.needle = needle
    self.folds = folds
    firstIndex = 0
    lastIndex = max(0, needle.count - 1)
    firstWord = UInt64(needle.first ?? 0) &* Self.ones
    lastWord = UInt64(needle.last ?? 0) &* Self.ones
    firstFold = UInt64(folds.first ?? 0) &* Self.ones
    lastFold = UInt64(folds.last ?? 0) &* Self.ones
  }

  func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    find(in: text, from: 0) != nil
  }

  /// The first offset from `start` on at which the needle is. An empty needle is everywhere.
  @inline(__always)
  func find(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let end = text.count - needle.count + 1
    guard start < end else { return nil }
    guard !needle.isEmpty else { return start }
    let raw = UnsafeRawBufferPointer(text)
    var offset = start
    while offset < end {
      // The last block begins earlier, so that it ends with the text; what it finds before `offset` is skipped.
      let block = min(offset, end - 8)
      guard block >= start else { return findSlowly(in: text, from: offset, to: end) }
      let first = (raw.loadUnaligned(fromByteOffset: block + firstIndex, as: UInt64.self) | firstFold) ^ firstWord
      let last = (raw.loadUnaligned(fromByteOffset: block + lastIndex, as: UInt64.self) | lastFold) ^ lastWord
      let both = first | last
      var hits = (both &- Self.ones) & ~both & Self.tops
      while hits != 0 {
        let candidate = block + hits.trailingZeroBitCount >> 3
        if candidate >= offset, stands(in: text, at: candidate) { return candidate }
        hits &= hits &- 1
      }
      offset = block + 8
    }
    return nil
  }

  private func findSlowly(in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    for offset in start..<end where stands(in: text, at: offset) { return offset }
    return nil
  }

  /// Whether the needle is at an offset; so many bytes must follow.
  @inline(__always)
  func stands(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    for index in needle.indices where text[offset + index] | folds[index] != needle[index] { return false }
    return true
  }

  /// Whether the needle's bytes from `start` on are these, as far as there are any.
  func agrees(from start: Int, with bytes: ArraySlice<UInt8>) -> Bool {
    zip(needle.indices.dropFirst(start), bytes).allSatisfy { $1 | folds[$0] == needle[$0] }
  }
}
