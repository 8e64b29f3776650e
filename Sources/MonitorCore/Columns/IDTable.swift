/// Ids (any bytes, compared byte by byte) as dense numbers in the order of their first appearance.
///
/// An id belongs to a space (a task's number, 0…65 535, clamped): equal ids in two spaces are two ids.
/// Takes about 15 bytes for an id of the platform's usual form. A removed id leaves its ordinal unused; memory comes back
/// by the chunk.
package struct IDTable: Sendable {
  private static let isText: UInt64 = 1 << 63
  /// The key of an ordinal whose id was removed.
  private static let removed = UInt64.max

  /// For each ordinal the packed id, or the row in `texts` with the top bit set.
  private var keys = Column<UInt64>(fallback: removed)
  private(set) var spaces = Column<UInt16>(fallback: 0)
  private var texts = TextColumn()
  private var releasedOrdinals = ReleasedRows()
  private var releasedTexts = ReleasedRows()
  private var heldCount = 0
  /// Buckets of ids that were removed since the table was made.
  private var removedBuckets = 0
  /// The open-addressing table: eight bits of the hash (0 where free, 1 where an id was removed), and the ordinal.
  private var tags: [UInt8] = []
  private var ordinals: [UInt32] = []
  /// Random, so that nobody can send ids that all fall into one bucket.
  private let seed = UInt64.random(in: .min ... .max)

  package init() {}

  /// Reserves buckets for so many ids; more may come.
  mutating func reserve(_ count: Int) {
    if count * 16 >= tags.count * 13 { resize(max(16, count * 16 / 13 + 1)) }
  }

  /// How many ordinals were given.
  package var count: Int { keys.count }

  /// The ordinal of an id, which is `count` before the call where the id is new.
  @inline(__always)
  package mutating func insert(_ id: some Collection<UInt8>, space: Int = 0) -> (ordinal: Int, isNew: Bool) {
    let space = UInt16(clamping: space)
    if let result = id.withContiguousStorageIfAvailable({ insert(bytes: $0, space: space) }) { return result }
    return Array(id).withUnsafeBufferPointer { insert(bytes: $0, space: space) }
  }

  /// The ordinal of an id; `nil` where it was never inserted, or was removed.
  @inline(__always)
  package func find(_ id: some Collection<UInt8>, space: Int = 0) -> Int? {
    let space = UInt16(clamping: space)
    if let result = id.withContiguousStorageIfAvailable({ find(bytes: $0, space: space) }) { return result }
    return Array(id).withUnsafeBufferPointer { find(bytes: $0, space: space) }
  }

  /// The bytes of the id with this ordinal (0 ..< `count`); none where it was removed.
  package func id(_ ordinal: Int) -> [UInt8] { withID(ordinal, Array.init) }

  /// The space of the id with this ordinal (0 ..< `count`).
  package func space(_ ordinal: Int) -> Int {
    Int(spaces[ordinal])
  }

  /// Whether the bytes of one id sort before (-1), with (0) or after (1) those of another; spaces do not count. Copies
  /// nothing.
  @inline(__always)
  package func compare(_ left: Int, _ right: Int) -> Int {
    let (a, b) = (keys[left], keys[right])
    if (a | b) & Self.isText == 0 { return a < b ? -1 : a == b ? 0 : 1 }
    return withID(left) { left in withID(right) { ByteHash.order(left, $0) } }
  }

  /// Removes the id with an ordinal that was not removed before.
  mutating func remove(_ ordinal: Int) {
    let key = keys[ordinal]
    guard key != Self.removed else { return }
    removeFromTable(ordinal)
    keys[ordinal] = Self.removed
    heldCount -= 1
    if key & Self.isText != 0 {
      let row = Int(key & ~Self.isText)
      texts.release(row)
      if releasedTexts.insert(row) {
        texts.releaseSegment(of: row)
        texts.forgetSegments(before: releasedTexts.forgetReleasedChunks())
      }
    }
    if releasedOrdinals.insert(ordinal) {
      keys.releaseChunk(of: ordinal)
      spaces.releaseChunk(of: ordinal)
      let first = releasedOrdinals.forgetReleasedChunks()
      keys.forgetChunks(before: first)
      spaces.forgetChunks(before: first)
    }
  }

  /// Bytes allocated.
  var byteCount: Int { keys.byteCount + spaces.byteCount + texts.byteCount + tags.capacity + ordinals.capacity * 4 }

  /// Lends the bytes of an id.
  @inline(__always)
  private func withID<Result>(_ ordinal: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let key = keys[ordinal]
    if key == Self.removed { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    return key & Self.isText == 0 ? PackedID.withBytes(key, body) : texts.withText(Int(key & ~Self.isText), body)
  }

  private mutating func insert(bytes: UnsafeBufferPointer<UInt8>, space: UInt16) -> (ordinal: Int, isNew: Bool) {
    // At most 13 of 16 buckets are used, so that a search soon ends.
    if (heldCount + removedBuckets) * 16 >= tags.count * 13 { grow() }
    let packed = PackedID.pack(bytes)
    let hash = hash(packed: packed, bytes: bytes, space: space)
    let bucket = bucket(of: hash, packed: packed, bytes: bytes, space: space)
    guard tags[bucket] == 0 else { return (Int(ordinals[bucket]), false) }
    let ordinal = count
    if let packed {
      keys.append(packed)
    } else {
      keys.append(UInt64(texts.count) | Self.isText)
      texts.append(bytes)
    }
    spaces.append(space)
    heldCount += 1
    tags[bucket] = Self.tag(of: hash)
    ordinals[bucket] = UInt32(truncatingIfNeeded: ordinal)
    return (ordinal, true)
  }

  private func find(bytes: UnsafeBufferPointer<UInt8>, space: UInt16) -> Int? {
    guard !tags.isEmpty else { return nil }
    let packed = PackedID.pack(bytes)
    let hash = hash(packed: packed, bytes: bytes, space: space)
    let bucket = bucket(of: hash, packed: packed, bytes: bytes, space: space)
    return tags[bucket] == 0 ? nil : Int(ordinals[bucket])
  }

  /// The bucket that holds the id, or the free one where it belongs.
  @inline(__always)
  private func bucket(
    of hash: UInt64, packed: UInt64?, bytes: UnsafeBufferPointer<UInt8>, space: UInt16
  ) -> Int {
    let tag = Self.tag(of: hash)
    var bucket = home(of: hash)
    while tags[bucket] != 0 {
      if tags[bucket] == tag, holds(Int(ordinals[bucket]), packed: packed, bytes: bytes, space: space) { break }
      bucket += 1
      if bucket == tags.count { bucket = 0 }
    }
    return bucket
  }

  /// Where a search begins.
  @inline(__always)
  private func home(of hash: UInt64) -> Int { Int(hash.multipliedFullWidth(by: UInt64(tags.count)).high) }

  /// Marks the bucket of an ordinal as removed: searches for other ids go on behind it.
  private mutating func removeFromTable(_ ordinal: Int) {
    var bucket = home(of: hash(ofOrdinal: ordinal))
    while ordinals[bucket] != UInt32(truncatingIfNeeded: ordinal) || tags[bucket] < Self.minTag {
      bucket += 1
      if bucket == tags.count { bucket = 0 }
    }
    tags[bucket] = Self.removedTag
    removedBuckets += 1
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

  private func hash(ofOrdinal ordinal: Int) -> UInt64 {
    let (key, space) = (keys[ordinal], spaces[ordinal])
    if key & Self.isText == 0 {
      return hash(packed: key, bytes: UnsafeBufferPointer(start: nil, count: 0), space: space)
    }
    return texts.withText(Int(key & ~Self.isText)) { hash(packed: nil, bytes: $0, space: space) }
  }

  /// One and a half times as many buckets, so that memory runs at most that much ahead; or as many as before, where
  /// enough of them are of removed ids.
  private mutating func grow() {
    resize(heldCount * 16 >= tags.count * 10 ? max(16, tags.count + tags.count / 2) : tags.count)
  }

  private mutating func resize(_ size: Int) {
    tags = Array(repeating: 0, count: size)
    ordinals = Array(repeating: 0, count: size)
    removedBuckets = 0
    for ordinal in keys.firstRow..<count where keys[ordinal] != Self.removed {
      let hash = hash(ofOrdinal: ordinal)
      var bucket = home(of: hash)
      while tags[bucket] != 0 {
        bucket += 1
        if bucket == size { bucket = 0 }
      }
      tags[bucket] = Self.tag(of: hash)
      ordinals[bucket] = UInt32(truncatingIfNeeded: ordinal)
    }
  }

  private static let removedTag: UInt8 = 1
  private static let minTag: UInt8 = 2

  /// Low bits, because the high ones choose the bucket; never one of those that mark a bucket without an id.
  @inline(__always)
  private static func tag(of hash: UInt64) -> UInt8 {
    max(minTag, UInt8(truncatingIfNeeded: hash))
  }
}
