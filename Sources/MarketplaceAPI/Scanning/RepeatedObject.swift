import Glibc

/// An object that many entries of a page hold, byte by byte the same, such as their task: read once.
struct RepeatedObject {
  private var object: JSONToken?

  /// Remembers an object as the one that may come again; does nothing for other values.
  mutating func note(_ value: JSONToken) {
    if value.kind == .object { object = value }
  }

  /// The same object where its very bytes stand at a position. Where an object ends is up to its own bytes alone, so
  /// that nothing behind them matters; but for how deep it stands, which has to be as deep as before.
  @inline(__always)
  func found(at position: Int, in bytes: Span<UInt8>) -> JSONToken? {
    guard let object, position < bytes.count, bytes[position] == 0x7B, bytes.count - position >= object.range.count
    else { return nil }
    let range = position..<position + object.range.count
    let isSame = bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp($0 + range.lowerBound, $0 + object.range.lowerBound, range.count) == 0 } ?? false
    }
    return isSame ? JSONToken(kind: .object, range: range, contents: object.contents) : nil
  }
}
