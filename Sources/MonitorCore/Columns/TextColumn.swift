/// One byte string for every row, packed end to end in segments, so that growth never copies what is already held, and
/// segments can be released.
///
/// A short text costs its bytes and four more. Texts over 64 KiB and replaced ones are held apart. Released rows read as
/// empty.
struct TextColumn: Sendable {
  /// As many as in a chunk of a `Column`, so that both are released together.
  static let rowsPerSegment = Column<UInt8>.rowsPerChunk
  private static let maxPackedBytes = 65_536
  /// In an end: the text is in `apart` instead; the row is marked; where it ends.
  private static let isApart: UInt32 = 1 << 31
  private static let isMarked: UInt32 = 1 << 30
  private static let offset: UInt32 = isMarked - 1

  private struct Segment: Sendable {
    /// Where each row's text ends in `bytes`, and two flags.
    var ends: [UInt32] = []
    var bytes: [UInt8] = []
  }

  /// From the segment with the number `firstSegment` on. A released one has no ends.
  private var segments: [Segment] = []
  private var firstSegment = 0
  private var apart: [Int: [UInt8]] = [:]
  private(set) var count = 0

  /// Adds a row. What a mark means is the caller's business.
  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, isMarked: Bool = false) {
    if count % Self.rowsPerSegment == 0 { startSegment() }
    let last = segments.count - 1
    var end: UInt32 = isMarked ? Self.isMarked : 0
    if text.count > Self.maxPackedBytes {
      apart[count] = Array(text)
      end |= Self.isApart
    } else {
      segments[last].bytes.append(contentsOf: text)
    }
    segments[last].ends.append(UInt32(segments[last].bytes.count) | end)
    count += 1
  }

  /// Replaces the text of a row that is not released.
  mutating func replace(_ row: Int, with text: UnsafeBufferPointer<UInt8>, isMarked: Bool = false) {
    let (segment, index) = (row / Self.rowsPerSegment - firstSegment, row % Self.rowsPerSegment)
    let end = segments[segment].ends[index] & Self.offset
    segments[segment].ends[index] = end | Self.isApart | (isMarked ? Self.isMarked : 0)
    apart[row] = Array(text)
  }

  /// Lends the text of a row.
  @inline(__always)
  func withText<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let (segment, index) = (row / Self.rowsPerSegment - firstSegment, row % Self.rowsPerSegment)
    guard segment >= 0, index < segments[segment].ends.count else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let end = segments[segment].ends[index]
    guard end & Self.isApart == 0 else { return withTextApart(row, body) }
    let start = index == 0 ? 0 : segments[segment].ends[index - 1] & Self.offset
    return segments[segment].bytes.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end & Self.offset)]))
    }
  }

  /// Lends the texts of the segment that a row begins, one after the other; `nil` for those that are marked or held apart.
  /// A released segment has none.
  @inline(__always)
  func forEachPlainText(
    ofSegmentAt row: Int, _ body: (_ index: Int, _ text: UnsafeBufferPointer<UInt8>?) -> Void
  ) {
    let segment = row / Self.rowsPerSegment - firstSegment
    guard segments.indices.contains(segment) else { return }
    segments[segment].ends.withUnsafeBufferPointer { ends in
      segments[segment].bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        for index in ends.indices {
          let next = Int(ends[index] & Self.offset)
          body(index, ends[index] > Self.offset ? nil : UnsafeBufferPointer(rebasing: bytes[start..<next]))
          start = next
        }
      }
    }
  }

  /// Gives back what is held apart for a row.
  mutating func release(_ row: Int) {
    if !apart.isEmpty { apart[row] = nil }
  }

  /// Gives back the memory of the full segment that a row is in.
  mutating func releaseSegment(of row: Int) {
    let segment = row / Self.rowsPerSegment - firstSegment
    if segment >= 0 { segments[segment] = Segment() }
  }

  /// Forgets the segments before the one that a row is in; they must have been released.
  mutating func forgetSegments(before row: Int) {
    let released = row / Self.rowsPerSegment - firstSegment
    guard released > 0 else { return }
    segments.removeFirst(released)
    firstSegment += released
  }

  /// Bytes allocated for texts.
  var byteCount: Int {
    segments.reduce(0) { $0 + $1.bytes.capacity + $1.ends.capacity * 4 } + apart.values.reduce(0) { $0 + $1.capacity }
  }

  @inline(never)
  private func withTextApart<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    (apart[row] ?? []).withUnsafeBufferPointer(body)
  }

  @inline(never)
  private mutating func startSegment() {
    var segment = Segment()
    if let last = segments.indices.last {
      // A full segment gives back the spare capacity of its growth, and the next one will need about as much.
      segments[last].bytes = segments[last].bytes.withUnsafeBufferPointer(Array.init)
      segment.bytes.reserveCapacity(min(segments[last].bytes.count, 1 << 20))
      segment.ends.reserveCapacity(Self.rowsPerSegment)
    }
    segments.append(segment)
  }
}
