/// What a pass's next page must join, so that nothing lies between them unread.
enum SeamEdge: Sendable {
  case page(LogPage)
  /// The entries already told from this moment on.
  case told(from: Timestamp)

  func isJoined(by page: LogPage, seen: SeenTable, rules: FollowRules) -> Bool {
    switch self {
    case .told(let floor):
      return page.batch.entries.contains { entry in
        guard let timestamp = entry.timestamp, timestamp > floor else { return false }
        return seen.novelty(of: page.batch.bytes[entry.id], revision: .min) == .known
      }
    case .page(let earlier):
      let last = earlier.batch.entries.last { $0.timestamp != nil }?.timestamp
      let ids = earlier.ids
      return page.batch.entries.contains { entry in
        guard ids.contains(page.batch.bytes[entry.id]) else { return false }
        guard let last else { return true }
        guard let timestamp = entry.timestamp else { return false }
        return rules.mutation == .seamNotStrict ? timestamp >= last : timestamp > last
      }
    }
  }

  /// Whether a page holds anything that the one before it did not.
  func bringsMore(_ page: LogPage) -> Bool {
    guard case .page(let earlier) = self else { return true }
    let ids = earlier.ids
    return page.batch.entries.contains { !ids.contains(page.batch.bytes[$0.id]) }
  }
}
