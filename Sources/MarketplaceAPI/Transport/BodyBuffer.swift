import Glibc

/// A body while it arrives. Beyond a mebibyte it grows by pieces: doubling an array would take three times its size. One
/// that is as expected is only compared, and takes no room.
struct BodyBuffer {
  private(set) var count = 0
  /// What all that arrived is the beginning of; `nil` from where it is not.
  private var expected: [UInt8]?
  private var current: [UInt8] = []
  private var full: [[UInt8]] = []

  static let pieceBytes = 1 << 20

  /// `expected` is what the body may well be.
  init(expecting expected: [UInt8]? = nil) {
    self.expected = expected
  }

  /// Makes room for the length that the answer declares, as far as one piece.
  mutating func expect(_ bytes: Int) {
    if count == 0, expected == nil { current.reserveCapacity(max(0, min(bytes, Self.pieceBytes))) }
  }

  mutating func append(_ data: UnsafeRawBufferPointer) {
    guard let expected else { return store(data) }
    if expected.continues(at: count, with: data) {
      count += data.count
      return
    }
    // It is another one: what was only compared has to be stored after all.
    self.expected = nil
    let arrived = count
    count = 0
    expected.withUnsafeBytes { store(UnsafeRawBufferPointer(rebasing: $0[..<arrived])) }
    store(data)
  }

  private mutating func store(_ data: UnsafeRawBufferPointer) {
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
    if let expected { return count == expected.count ? expected : Array(expected.prefix(count)) }
    guard !full.isEmpty else { return current }
    var whole: [UInt8] = []
    whole.reserveCapacity(count)
    for piece in full { whole += piece }
    return whole + current
  }
}

extension [UInt8] {
  /// Whether these bytes stand at an index.
  fileprivate func continues(at index: Int, with data: UnsafeRawBufferPointer) -> Bool {
    guard data.count <= count - index else { return false }
    return withUnsafeBytes { bytes in
      guard let mine = UnsafeRawBufferPointer(rebasing: bytes[index...]).baseAddress, let theirs = data.baseAddress
      else {
        return data.isEmpty
      }
      return memcmp(mine, theirs, data.count) == 0
    }
  }
}

/// How many bytes all unfinished bodies hold, so that many large answers at once cost no more than one.
final class BodyBudget {
  private let limit: Int
  private var used = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Records more bytes of a body. `false` where they are too many; small bodies are never refused.
  func reserve(_ bytes: Int, bodyBytes: Int) -> Bool {
    used += bytes
    return used <= limit || bodyBytes <= BodyBuffer.pieceBytes
  }

  func release(_ bytes: Int) {
    used -= bytes
  }
}
