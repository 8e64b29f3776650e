package import MonitorCore

/// Why a body is not what it should be: one sentence, safe to show.
package struct UnreadableBody: Error, Hashable {
  package let sentence: String
}

/// Reads `{"$meta": {"pagination": …}, "data": [LogEntry]}`, entry by entry.
package enum PageScanner {
  /// Bytes of a short entry, and entries of a usual page: how much is reserved.
  private static let shortEntry = 256
  private static let usualEntries = 100

  /// Reads a page of logs. The batch's bytes are the body itself, with unescaped texts behind it.
  ///
  /// An entry that cannot be read becomes a placeholder that says why (`LogEntry.isInvalid`) and leaves its neighbours
  /// alone. Throws where the page as such is broken: no `data` array, cut anywhere, brackets that do not match.
  package static func scan(_ body: [UInt8], keepsMembers: Bool = false) throws(UnreadableBody) -> LogPage {
    try scan(body, keepsMembers: keepsMembers, after: nil).page
  }

  /// Reads a page of logs as the one that follows `earlier`, which was read in the same way: what both hold is not read
  /// again. Gives the page also as what the next one may follow.
  static func scan(
    _ body: [UInt8], keepsMembers: Bool, after earlier: ReadPage?
  ) throws(UnreadableBody) -> (page: LogPage, read: ReadPage) {
    var scanner = EntryScanner(bodyBytes: body.count, keepsMembers: keepsMembers)
    var overlap = PageOverlap(with: earlier)
    var entries: [LogEntry] = []
    var ranges: [Range<Int>] = []
    entries.reserveCapacity(min(body.count / shortEntry, usualEntries))
    ranges.reserveCapacity(entries.capacity)
    var pagination = Pagination()
    do {
      pagination = try ListScan.scan(
        body.span,
        begin: {
          entries.removeAll(keepingCapacity: true)
          ranges.removeAll(keepingCapacity: true)
          scanner.rewind(to: 0)
        },
        element: { bytes, position throws(JSONDefect) in
          let start = position
          if let known = overlap.match(bytes, &position, into: &scanner) {
            entries.append(known)
          } else {
            entries.append(LogEntry(id: 0..<0))
            try Self.read(&entries[entries.count - 1], &scanner, bytes, &position)
          }
          ranges.append(start..<(entries[entries.count - 1].isInvalid ? start : position))
        })
    } catch {
      throw UnreadableBody(sentence: "The answer is no page of logs: \(error.why).")
    }
    var page = LogPage(batch: EntryBatch(bytes: body, entries: entries))
    if scanner.tail.mark > 0 { page.batch.bytes += scanner.tail.bytes }
    page.limit = pagination.limit
    page.offset = pagination.offset
    page.total = pagination.total
    return (
      page, ReadPage(batch: page.batch, bodyBytes: body.count, ranges: ranges, repeatedCount: overlap.count)
    )
  }

  @inline(__always)
  private static func read(
    _ log: inout LogEntry, _ scanner: inout EntryScanner, _ bytes: Span<UInt8>, _ position: inout Int
  ) throws(JSONDefect) {
    let start = position
    let mark = scanner.tail.mark
    do {
      try scanner.read(&log, bytes, &position)
    } catch {
      scanner.rewind(to: mark)
      position = start
      let range = try JSONFraming.skip(bytes, &position)
      log = scanner.placeholder(bytes, range, error)
    }
  }
}
