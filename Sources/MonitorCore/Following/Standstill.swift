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
