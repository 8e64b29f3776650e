/// What a pass's next page must join, so that nothing lies between them unread.
enum SeamEdge: Sendable {
  /// The ids of a page, and the last of its timestamps that can be read.
  case read(ids: IDTable, last: Timestamp?)
  /// The entries already told from this moment on.
  case told(from: Timestamp)

  /// The edge that a page leaves.
  static func page(_ page: LogPage) -> SeamEdge {
    var ids = IDTable(expecting: page.batch.entries.count)
    page.batch.bytes.withUnsafeBufferPointer { bytes in
      for entry in page.batch.entries { _ = ids.insert(UnsafeBufferPointer(rebasing: bytes[entry.id])) }
    }
    return .read(ids: ids, last: page.batch.entries.last { $0.timestamp != nil }?.timestamp)
  }

  func isJoined(by page: LogPage, seen: SeenTable, rules: FollowRules) -> Bool {
    switch self {
    case .told(let floor):
      return page.batch.entries.contains { entry in
        guard let timestamp = entry.timestamp, timestamp > floor else { return false }
        return seen.novelty(of: page.batch.bytes[entry.id], revision: .min) == .known
      }
    case .read(let ids, let last):
      return page.batch.entries.contains { entry in
        guard ids.find(page.batch.bytes[entry.id]) != nil else { return false }
        guard let last else { return true }
        guard let timestamp = entry.timestamp else { return false }
        return rules.mutation == .seamNotStrict ? timestamp >= last : timestamp > last
      }
    }
  }

  /// Whether a page holds anything that the one before it did not.
  func bringsMore(_ page: LogPage) -> Bool {
    guard case .read(let ids, _) = self else { return true }
    // From its end, where what is new stands as a rule.
    return page.batch.entries.reversed().contains { ids.find(page.batch.bytes[$0.id]) == nil }
  }
}
