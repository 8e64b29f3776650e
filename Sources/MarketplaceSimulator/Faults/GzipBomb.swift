/// A gzip body that is small on the wire and huge inflated: one literal space, repeated by the longest matches of the
/// fixed code (RFC 1951, 3.2.6), 13 bits for 258 bytes.
enum GzipBomb {
  /// The compressed bytes of about `size` spaces, at most 1 GiB; the trailing checksum is wrong, on purpose.
  static func make(size: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
    let matches = max(0, min(size, 1 << 30)) / 258
    bytes.reserveCapacity(matches * 13 / 8 + 64)
    var pending: UInt64 = 0
    var count = 0
    func put(_ bits: UInt64, _ length: Int) {
      pending |= bits << UInt64(count)
      count += length
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        count -= 8
      }
    }
    put(0b011, 3)
    // Huffman codes are packed from their highest bit on: literal 32 is 0x30 + 32 = 01010000.
    put(0b0000_1010, 8)
    for _ in 0..<matches {
      // Length 258 is code 285 = 11000101, distance 1 is code 0 = 00000.
      put(0b1010_0011, 8)
      put(0, 5)
    }
    put(0, 7)
    if count > 0 { put(0, 8 - count) }
    return bytes + [UInt8](repeating: 0, count: 8)
  }
}
