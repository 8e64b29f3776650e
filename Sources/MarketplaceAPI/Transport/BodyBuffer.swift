/// A body while it arrives. Beyond a mebibyte it grows by pieces: doubling an array would take three times its size.
struct BodyBuffer {
  private(set) var count = 0
  private var current: [UInt8] = []
  private var full: [[UInt8]] = []

  static let pieceBytes = 1 << 20

  /// Makes room for the length that the answer declares, as far as one piece.
  mutating func expect(_ bytes: Int) {
    if count == 0 { current.reserveCapacity(max(0, min(bytes, Self.pieceBytes))) }
  }

  mutating func append(_ data: UnsafeRawBufferPointer) {
    if current.count + data.count > Self.pieceBytes, !current.isEmpty {
      full.append(current)
      current = []
      current.reserveCapacity(Self.pieceBytes)
    }
    current.append(contentsOf: data)
    count += data.count
  }

  /// The whole body, without copying where it is one piece.
  func joined() -> [UInt8] {
    guard !full.isEmpty else { return current }
    var whole: [UInt8] = []
    whole.reserveCapacity(count)
    for piece in full { whole += piece }
    return whole + current
  }
}

/// How many bytes all unfinished bodies hold, so that many large answers at once cost no more than one.
final class BodyBudget {
  private let limit: Int
  private var used = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Notes more bytes of a body. `false` where they are too many; small bodies are never refused.
  func take(_ bytes: Int, bodyBytes: Int) -> Bool {
    used += bytes
    return used <= limit || bodyBytes <= BodyBuffer.pieceBytes
  }

  func give(_ bytes: Int) {
    used -= bytes
  }
}
