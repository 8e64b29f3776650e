/// Which entries a pass read, in number and as a fingerprint: where the server counts as many as were read, none is missing
/// that nobody has seen.
struct PassCount: Sendable {
  private var ids = IDTable()
  private var firstTotal: Int?
  private var lastTotal: Int?
  /// The same for the same entries, in whatever order.
  private(set) var fingerprint: UInt64 = 0

  mutating func record(_ page: LogPage, isFirst: Bool) {
    insert(page.batch)
    if isFirst { firstTotal = page.total }
    lastTotal = page.total
  }

  mutating func insert(_ batch: EntryBatch) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      for entry in batch.entries {
        let id = UnsafeBufferPointer(rebasing: bytes[entry.id])
        if ids.insert(id).isNew { fingerprint &+= ByteHash.hash(id, seed: 0) }
      }
    }
  }

  /// Whether the server counted as many at the first page as at the last one, and as many as were read.
  var isWhole: Bool {
    guard let firstTotal, let lastTotal, firstTotal == lastTotal else { return false }
    return firstTotal == ids.count
  }
}
