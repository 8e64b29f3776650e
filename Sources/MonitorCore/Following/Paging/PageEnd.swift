/// Whether a page is the last one of a list: what the answer says of itself is obeyed, but not believed alone.
struct PageEnd: Sendable {
  /// How far a `total` reached beyond the end when it was looked at and nothing was there.
  private var futileExcess = 0
  /// The most entries that a page held: a server that does not say its limit may have this one.
  private var largestPage = 0

  enum Verdict {
    case more
    /// Shorter than the server's own limit: the end.
    case end
    /// Short, but the answer gives reason to ask once more.
    case doubtful
  }

  mutating func verdict(on page: LogPage, query: LogQuery) -> Verdict {
    let count = page.batch.entries.count
    defer { largestPage = max(largestPage, count) }
    if count == 0 { return .end }
    let excess = excess(of: page, query: query)
    let limit = page.limit.flatMap { $0 > 0 ? min($0, query.limit) : nil }
    if count >= limit ?? query.limit { return .more }
    if excess > futileExcess { return .doubtful }
    return limit == nil && count >= largestPage ? .doubtful : .end
  }

  /// Remembers that looking further than this page, for the sake of its total, found nothing.
  mutating func foundNothing(after page: LogPage, query: LogQuery) {
    futileExcess = max(futileExcess, excess(of: page, query: query))
  }

  private func excess(of page: LogPage, query: LogQuery) -> Int {
    let end = query.offset.addingReportingOverflow(page.batch.entries.count)
    guard let total = page.total, total >= 0, !end.overflow else { return 0 }
    return total - end.partialValue
  }
}

/// Whether pages that bring nothing come of a server that gives the same entries whatever the offset.
///
/// They may come of as many inserts meanwhile, too; then the total grew with every one of them, and the newest entry of
/// the beginning stands as deep.
struct Standstill: Sendable {
  /// The newest entry, and how many the server counted, on the pass's first page.
  private var firstID: [UInt8]?
  private var firstTotal: Int?
  private var pages = 0

  mutating func begin(with page: LogPage) {
    firstID = page.batch.entries.first.map { Array(page.batch.bytes[$0.id]) }
    firstTotal = page.total
  }

  /// Takes the page at `offset`, which brings more than the one before it, or does not.
  mutating func showsIgnoredOffset(_ page: LogPage, at offset: Int, bringsMore: Bool) -> Bool {
    pages = bringsMore ? 0 : pages + 1
    guard pages > 0, offset > 0, let firstID,
      page.batch.entries.contains(where: { page.batch.bytes[$0.id].elementsEqual(firstID) })
    else { return false }
    if let said = page.offset, said != offset { return true }
    if let firstTotal, firstTotal >= 0, let now = page.total, now - firstTotal < offset / 2 { return pages >= 2 }
    return pages >= 8
  }
}
