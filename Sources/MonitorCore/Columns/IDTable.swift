/// Ids (any bytes, compared byte by byte) as dense numbers in the order of their first appearance.
///
/// An id belongs to a space (a task's number, 0…65 535, clamped): equal ids in two spaces are two ids.
/// Takes about 15 bytes for an id of the platform's usual form. Nothing is ever removed.
package struct IDTable: Sendable {
  private static let isText: UInt64 = 1 << 63

  /// For each ordinal the packed id, or the row in `texts` with the top bit set.
  private var keys = Column<UInt64>(fallback: .max)
  private(set) var spaces = Column<UInt16>(fallback: 0)
  private var texts = TextColumn()
  /// The open-addressing table: eight bits of the hash (0 where free), and the ordinal.
  private var tags: [UInt8] = []
  private var ordinals: [UInt32] = []
  /// Random, so that nobody can send ids that all fall on one place.
  private let seed = UInt64.random(in: .min ... .max)

  package init() {}

  /// Makes room for so many ids; more may come.
  mutating func reserve(_ count: Int) {
    if count * 16 >= tags.count * 13 { makeRoom(max(16, count * 16 / 13 + 1)) }
  }

  package var count: Int { keys.count }

  /// The ordinal of an id, which is `count` before the call where the id is new.
  @inline(__always)
  package mutating func insert(_ id: some Collection<UInt8>, space: Int = 0) -> (ordinal: Int, isNew: Bool) {
    let space = UInt16(clamping: space)
    if let result = id.withContiguousStorageIfAvailable({ insert(bytes: $0, space: space) }) { return result }
    return Array(id).withUnsafeBufferPointer { insert(bytes: $0, space: space) }
  }

  /// The ordinal of an id; `nil` where it was never inserted.
  @inline(__always)
  package func find(_ id: some Collection<UInt8>, space: Int = 0) -> Int? {
    let space = UInt16(clamping: space)
    if let result = id.withContiguousStorageIfAvailable({ find(bytes: $0, space: space) }) { return result }
    return Array(id).withUnsafeBufferPointer { find(bytes: $0, space: space) }
  }

  /// The bytes of the id with this ordinal (0 ..< `count`).
  package func id(_ ordinal: Int) -> [UInt8] {
    let key = keys[ordinal]
    return key & Self.isText == 0 ? PackedID.unpack(key) : texts.withText(Int(key & ~Self.isText), Array.init)
  }

  /// The space of the id with this ordinal (0 ..< `count`).
  package func space(_ ordinal: Int) -> Int {
    Int(spaces[ordinal])
  }

  /// Whether the bytes of one id sort before, with (-1), or after (1) those of another; spaces do not count.
  package func compare(_ left: Int, _ right: Int) -> Int {
    let (a, b) = (keys[left], keys[right])
    if (a | b) & Self.isText == 0 { return a < b ? -1 : a == b ? 0 : 1 }
    let (x, y) = (id(left), id(right))
    return x.lexicographicallyPrecedes(y) ? -1 : x == y ? 0 : 1
  }

  private mutating func insert(bytes: UnsafeBufferPointer<UInt8>, space: UInt16) -> (ordinal: Int, isNew: Bool) {
    // At most 13 of 16 places are taken, so that a free one is soon met.
    if count * 16 >= tags.count * 13 { grow() }
    let packed = PackedID.pack(bytes)
    let hash = hash(packed: packed, bytes: bytes, space: space)
    let place = place(of: hash, packed: packed, bytes: bytes, space: space)
    guard tags[place] == 0 else { return (Int(ordinals[place]), false) }
    let ordinal = count
    if let packed {
      keys.append(packed)
    } else {
      keys.append(UInt64(texts.count) | Self.isText)
      texts.append(bytes)
    }
    spaces.append(space)
    tags[place] = Self.tag(of: hash)
    ordinals[place] = UInt32(truncatingIfNeeded: ordinal)
    return (ordinal, true)
  }

  private func find(bytes: UnsafeBufferPointer<UInt8>, space: UInt16) -> Int? {
    guard !tags.isEmpty else { return nil }
    let packed = PackedID.pack(bytes)
    let hash = hash(packed: packed, bytes: bytes, space: space)
    let place = place(of: hash, packed: packed, bytes: bytes, space: space)
    return tags[place] == 0 ? nil : Int(ordinals[place])
  }

  /// The place that holds the id, or the free one where it belongs.
  @inline(__always)
  private func place(
    of hash: UInt64, packed: UInt64?, bytes: UnsafeBufferPointer<UInt8>, space: UInt16
  ) -> Int {
    let tag = Self.tag(of: hash)
    var place = Int(hash.multipliedFullWidth(by: UInt64(tags.count)).high)
    while tags[place] != 0 {
      if tags[place] == tag, holds(Int(ordinals[place]), packed: packed, bytes: bytes, space: space) { break }
      place += 1
      if place == tags.count { place = 0 }
    }
    return place
  }

  @inline(__always)
  private func holds(_ ordinal: Int, packed: UInt64?, bytes: UnsafeBufferPointer<UInt8>, space: UInt16) -> Bool {
    guard spaces[ordinal] == space else { return false }
    let key = keys[ordinal]
    if let packed { return key == packed }
    guard key & Self.isText != 0 else { return false }
    return texts.withText(Int(key & ~Self.isText)) { ByteHash.areEqual($0, bytes) }
  }

  @inline(__always)
  private func hash(packed: UInt64?, bytes: UnsafeBufferPointer<UInt8>, space: UInt16) -> UInt64 {
    if let packed { return ByteHash.mix(packed ^ UInt64(space) << 54 ^ UInt64(space) >> 10, seed) }
    return ByteHash.hash(bytes, seed: ByteHash.mix(UInt64(space), seed))
  }

  /// One and a half times as many places: memory runs at most that much ahead.
  private mutating func grow() {
    makeRoom(max(16, tags.count + tags.count / 2))
  }

  private mutating func makeRoom(_ size: Int) {
    tags = Array(repeating: 0, count: size)
    ordinals = Array(repeating: 0, count: size)
    for ordinal in 0..<count {
      let key = keys[ordinal]
      let space = spaces[ordinal]
      let hash: UInt64
      if key & Self.isText == 0 {
        hash = ByteHash.mix(key ^ UInt64(space) << 54 ^ UInt64(space) >> 10, seed)
      } else {
        hash = texts.withText(Int(key & ~Self.isText)) { [seed] in
          ByteHash.hash($0, seed: ByteHash.mix(UInt64(space), seed))
        }
      }
      var place = Int(hash.multipliedFullWidth(by: UInt64(size)).high)
      while tags[place] != 0 {
        place += 1
        if place == size { place = 0 }
      }
      tags[place] = Self.tag(of: hash)
      ordinals[place] = UInt32(truncatingIfNeeded: ordinal)
    }
  }

  /// Low bits, because the high ones choose the place; never 0, which marks a free place.
  @inline(__always)
  private static func tag(of hash: UInt64) -> UInt8 {
    max(1, UInt8(truncatingIfNeeded: hash))
  }
}
