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
    guard let object, position < bytes.count, bytes[position] == 0x7B,
      RepeatedBytes.stand(at: position, of: bytes, object.range, of: bytes)
    else { return nil }
    return JSONToken(kind: .object, range: position..<position + object.range.count, contents: object.contents)
  }
}
