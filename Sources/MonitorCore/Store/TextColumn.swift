/// One byte string for every row, packed end to end in segments, so that growth never copies what is already held.
///
/// A short text costs its bytes and four more. Texts over 64 KiB and replaced ones are held apart.
struct TextColumn: Sendable {
  static let rowsPerSegment = 4096
  private static let longest = 65_536
  private static let isApart: UInt32 = 1 << 31

  private struct Segment: Sendable {
    /// Where each row's text ends in `bytes`; the top bit says that the text is in `apart` instead.
    var ends: [UInt32] = []
    var bytes: [UInt8] = []
  }

  private var segments: [Segment] = []
  private var apart: [Int: [UInt8]] = [:]
  private(set) var count = 0

  /// Adds a row.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    if count % Self.rowsPerSegment == 0 {
      // A full segment gives back the spare room of its growth.
      if let last = segments.indices.last {
        segments[last].bytes = segments[last].bytes.withUnsafeBufferPointer(Array.init)
      }
      segments.append(Segment())
    }
    let last = segments.count - 1
    if text.count > Self.longest {
      apart[count] = Array(text)
      segments[last].ends.append(UInt32(segments[last].bytes.count) | Self.isApart)
    } else {
      segments[last].bytes.append(contentsOf: text)
      segments[last].ends.append(UInt32(segments[last].bytes.count))
    }
    count += 1
  }

  /// Puts another text in the place of a row's.
  mutating func replace(_ row: Int, with text: UnsafeBufferPointer<UInt8>) {
    segments[row / Self.rowsPerSegment].ends[row % Self.rowsPerSegment] |= Self.isApart
    apart[row] = Array(text)
  }

  /// Lends the text of a row.
  @inline(__always)
  func withText<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let (segment, index) = (row / Self.rowsPerSegment, row % Self.rowsPerSegment)
    let end = segments[segment].ends[index]
    guard end & Self.isApart == 0 else { return withTextApart(row, body) }
    let start = index == 0 ? 0 : segments[segment].ends[index - 1] & ~Self.isApart
    return segments[segment].bytes.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)]))
    }
  }

  @inline(never)
  private func withTextApart<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    (apart[row] ?? []).withUnsafeBufferPointer(body)
  }
}
