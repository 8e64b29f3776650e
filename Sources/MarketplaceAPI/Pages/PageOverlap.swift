import MonitorCore

/// A page that was read, with the place of each of its entries in its body: pages overlap, and what the next one holds
/// of this one need not be read again.
struct ReadPage: Sendable {
  let batch: LogBatch
  /// Where the body ends, and unescaped texts begin, in the batch's bytes.
  let bodyBytes: Int
  /// Where each entry stands; empty for what could not be read.
  let places: [Range<Int>]
  /// How many of its entries were found in the page before, and not read again.
  let repeatedCount: Int
}

/// Finds entries of the page before at the start of a page, where they follow each other as they did there.
struct PageOverlap {
  /// How many entries at the start of a page may be new before the overlap is given up.
  private static let mostNew = 2

  private let earlier: ReadPage?
  /// The entry that is to come next, once one was found.
  private var next: Int?
  private var tries: Int
  /// How many entries were found.
  private(set) var count = 0

  /// `earlier` must have been read in the same way: with or without raw JSON.
  init(with earlier: ReadPage?) {
    self.earlier = earlier
    tries = earlier == nil ? 0 : Self.mostNew + 1
  }

  /// The entry that starts here, where it is one of the page before, byte by byte; then it moves behind it.
  @inline(__always)
  mutating func take(_ bytes: Span<UInt8>, _ position: inout Int, into scanner: inout EntryScanner) -> TaskLog? {
    guard tries > 0, let earlier else { return nil }
    return find(bytes, &position, in: earlier, into: &scanner)
  }

  private mutating func find(
    _ bytes: Span<UInt8>, _ position: inout Int, in earlier: ReadPage, into scanner: inout EntryScanner
  ) -> TaskLog? {
    let candidates = next.map { $0..<min($0 + 1, earlier.places.count) } ?? 0..<earlier.places.count
    let found = candidates.first { place in
      let range = earlier.places[place]
      return !range.isEmpty && RepeatedBytes.stand(at: position, of: bytes, range, of: earlier.batch.bytes.span)
    }
    guard let found else {
      tries = next == nil ? tries - 1 : 0
      return nil
    }
    next = found + 1
    count += 1
    let range = earlier.places[found]
    defer { position += range.count }
    return scanner.adopt(earlier.batch.entries[found], of: earlier, movedBy: position - range.lowerBound)
  }
}
