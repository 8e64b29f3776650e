import Glibc

/// Whether two places of a text hold the same bytes.
enum RepeatedBytes {
  /// Whether the bytes of `range`, which lie in `bytes`, stand at `position` of `others`, too.
  @inline(__always)
  static func stand(at position: Int, of others: Span<UInt8>, _ range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    guard position >= 0, position <= others.count, others.count - position >= range.count else { return false }
    return bytes.extracting(range).withUnsafeBytes { bytes in
      others.extracting(position..<position + range.count).withUnsafeBytes { others in
        guard let first = bytes.baseAddress, let second = others.baseAddress else { return true }
        return memcmp(first, second, bytes.count) == 0
      }
    }
  }
}
