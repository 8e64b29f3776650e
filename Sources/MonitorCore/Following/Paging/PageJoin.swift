/// What a pass's next page must join, so that nothing lies between them unread.
enum PageJoin: Sendable {
  case page(LogPage)
  /// The last entries of a page that are tied, in the order in which they stood: evidence that ties keep theirs.
  case run([[UInt8]])
  /// The entries already delivered from this moment on.
  case delivered(from: Timestamp)

  /// Whether a page joins. `seam` says what of the earlier page it must share.
  func isJoined(by page: LogPage, seen: SeenTable, seam: FollowRules.Seam) -> Bool {
    if seam == .none { return true }
    switch self {
    case .run(let run): return page.holds(run)
    case .delivered(let floor):
      return page.batch.entries.contains { entry in
        guard let timestamp = entry.timestamp, timestamp > floor else { return false }
        return seen.novelty(of: page.batch.bytes[entry.id], revision: .min) == .known
      }
    case .page(let earlier):
      let last = earlier.batch.entries.last { $0.timestamp != nil }?.timestamp
      func isSeam(_ entry: LogEntry) -> Bool {
        guard let last else { return true }
        guard let timestamp = entry.timestamp else { return false }
        return seam == .inclusive ? timestamp >= last : timestamp > last
      }
      // The first entry is in both, unless something moved: then all have to be looked at.
      if let first = page.batch.entries.first, isSeam(first), earlier.holds(page.batch.bytes[first.id]) { return true }
      let ids = earlier.ids
      return page.batch.entries.contains { isSeam($0) && ids.find(page.batch.bytes[$0.id]) != nil }
    }
  }
}

extension LogPage {
  /// The ids of the last entries, at most so many.
  func lastIDs(_ count: Int) -> [[UInt8]] { batch.entries.suffix(count).map { Array(batch.bytes[$0.id]) } }

  /// Whether these ids stand here, one right after the other.
  fileprivate func holds(_ run: [[UInt8]]) -> Bool {
    guard let first = run.first else { return true }
    let entries = batch.entries
    return entries.indices.contains { start in
      start + run.count <= entries.count && batch.bytes[entries[start].id].elementsEqual(first)
        && zip(entries[start...], run).allSatisfy { batch.bytes[$0.id].elementsEqual($1) }
    }
  }

  /// Whether it holds anything that an earlier page did not.
  func bringsMore(than earlier: LogPage) -> Bool {
    // What is new stands at the end, unless something moved.
    if let last = batch.entries.last, !earlier.holds(batch.bytes[last.id]) { return true }
    let ids = earlier.ids
    return batch.entries.contains { ids.find(batch.bytes[$0.id]) == nil }
  }

  /// Whether an entry with this id is here: by looking at all, which for one id is quicker than to sort them.
  fileprivate func holds(_ id: ArraySlice<UInt8>) -> Bool {
    id.withUnsafeBufferPointer { id in
      batch.bytes.withUnsafeBufferPointer { bytes in
        batch.entries.contains { ByteHash.areEqual(UnsafeBufferPointer(rebasing: bytes[$0.id]), id) }
      }
    }
  }

  /// The ids of the page's entries, to find many of them.
  fileprivate var ids: IDTable {
    var ids = IDTable()
    for entry in batch.entries { _ = ids.insert(batch.bytes[entry.id]) }
    return ids
  }

  /// The newest readable timestamp, clamped to `limit` where that is known.
  func newestTimestamp(notAfter limit: Timestamp?) -> Timestamp? {
    guard let newest = batch.entries.lazy.compactMap(\.timestamp).max() else { return nil }
    return limit.map { min($0, newest) } ?? newest
  }
}
