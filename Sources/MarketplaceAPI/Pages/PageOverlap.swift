import MonitorCore

/// A page that was read, with the range of each of its entries in its body: pages overlap, and what the next one repeats
/// need not be read again.
struct ReadPage: Sendable {
  let batch: EntryBatch
  /// Where the body ends and unescaped texts begin in the batch's bytes.
  let bodyBytes: Int
  /// The range of each entry in the body; empty for what could not be read.
  let ranges: [Range<Int>]
  /// How many of its entries were found in the page before, and not read again.
  let repeatedCount: Int

  /// Which task the page's first entry says it belongs to; `nil` where it says nothing.
  func firstTask(in body: [UInt8]) -> String? {
    guard let range = ranges.first(where: { !$0.isEmpty }) else { return nil }
    return JSONNode(document: Array(body[range]))?.members["task"]?.members["id"]?.string
  }
}

/// Finds entries of the page before at the start of a page, where they follow each other as they did there.
struct PageOverlap {
  /// How many entries at the start of a page may be new before the overlap is given up.
  private static let maxNew = 2

  private let earlier: ReadPage?
  /// The entry that is to come next, once one was found.
  private var next: Int?
  private var tries: Int
  /// How many entries were found.
  private(set) var count = 0

  /// `earlier` must have been read in the same way: with or without all members.
  init(with earlier: ReadPage?) {
    self.earlier = earlier
    tries = earlier == nil ? 0 : Self.maxNew + 1
  }

  /// The entry that starts at `position`, where it is byte by byte one of the page before; `position` then moves behind it.
  @inline(__always)
  mutating func match(_ bytes: Span<UInt8>, _ position: inout Int, into scanner: inout EntryScanner) -> LogEntry? {
    guard tries > 0, let earlier else { return nil }
    return find(bytes, &position, in: earlier, into: &scanner)
  }

  private mutating func find(
    _ bytes: Span<UInt8>, _ position: inout Int, in earlier: ReadPage, into scanner: inout EntryScanner
  ) -> LogEntry? {
    let candidates = next.map { $0..<min($0 + 1, earlier.ranges.count) } ?? 0..<earlier.ranges.count
    let found = candidates.first { index in
      let range = earlier.ranges[index]
      return !range.isEmpty && RepeatedBytes.match(at: position, of: bytes, range, of: earlier.batch.bytes.span)
    }
    guard let found else {
      tries = next == nil ? tries - 1 : 0
      return nil
    }
    next = found + 1
    count += 1
    let range = earlier.ranges[found]
    defer { position += range.count }
    return scanner.adopt(earlier.batch.entries[found], of: earlier, movedBy: position - range.lowerBound)
  }
}

/// Texts of a page that differ from its bytes, unescaped or repaired: they are going to stand right behind the body.
package struct PageTail {
  package internal(set) var bytes: [UInt8] = []
  /// Where the body ends.
  private let start: Int
  private var lastShape: Range<Int> = 0..<0

  init(start: Int) {
    self.start = start
  }

  /// How much there is; what is written behind it can be given back.
  package var mark: Int { bytes.count }

  mutating func rewind(to mark: Int) {
    bytes.removeLast(max(0, bytes.count - mark))
  }

  /// The range, in body and tail together, of what was written since a mark.
  func range(from mark: Int) -> ByteRange {
    start + mark..<start + bytes.count
  }

  mutating func append(_ text: [UInt8]) -> ByteRange {
    let mark = mark
    bytes += text
    return range(from: mark)
  }

  /// Where the bytes of a shape are: they are written only where they differ from those of the entry before.
  mutating func share(_ shape: [UInt8]) -> ByteRange {
    let isLast =
      lastShape.upperBound <= bytes.count
      && RepeatedBytes.match(at: lastShape.lowerBound, of: bytes.span, 0..<shape.count, of: shape.span)
    if lastShape.count != shape.count || !isLast {
      lastShape = mark..<mark + shape.count
      bytes += shape
    }
    return start + lastShape.lowerBound..<start + lastShape.upperBound
  }

  /// Replaces what was written since a mark.
  mutating func replace(from mark: Int, with text: [UInt8]) {
    rewind(to: mark)
    bytes += text
  }

  /// An entry of another page whose very bytes stand in this body, `distance` bytes further: its texts are moved there.
  mutating func adopt(_ entry: LogEntry, of page: ReadPage, movedBy distance: Int) -> LogEntry {
    var log = entry
    log.id = moved(entry.id, of: page, by: distance)
    log.severityText = moved(entry.severityText, of: page, by: distance)
    log.timestampText = moved(entry.timestampText, of: page, by: distance)
    log.message = moved(entry.message, of: page, by: distance)
    log.parameters = moved(entry.parameters, of: page, by: distance)
    log.extras = moved(entry.extras, of: page, by: distance)
    if !entry.shape.isEmpty { log.shape = share(Array(page.batch.bytes[entry.shape])) }
    return log
  }

  private mutating func moved(_ range: ByteRange, of page: ReadPage, by distance: Int) -> ByteRange {
    if range.isEmpty { return 0..<0 }
    if range.lowerBound >= page.bodyBytes { return append(Array(page.batch.bytes[range])) }
    return range.lowerBound + distance..<range.upperBound + distance
  }
}
