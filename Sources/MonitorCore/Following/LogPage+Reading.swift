extension LogPage {
  /// The newest readable timestamp, clamped to `limit` where that is known.
  func newestTimestamp(notAfter limit: Timestamp?) -> Timestamp? {
    guard let newest = batch.entries.lazy.compactMap(\.timestamp).max() else { return nil }
    return limit.map { min($0, newest) } ?? newest
  }

  /// Whether any entry was told before, at this revision or a newer one.
  func holdsKnown(to seen: SeenTable) -> Bool {
    batch.entries.contains { seen.novelty(of: batch.bytes[$0.id], revision: $0.revision) == .known }
  }
}
