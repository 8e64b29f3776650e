/// Says how far back a history of the newest entries goes in which only those count that a filter admits.
struct MatchingTail: Sendable {
  private let limit: Int
  private let counts: FollowOptions.Selector
  /// How many entries were examined, and how many of them count.
  private var examined = 0
  private var counted = 0

  /// `nil` where every entry counts, or the history is not one of the newest entries, read to its end before it is
  /// delivered.
  init?(_ options: FollowOptions) {
    guard case .newest(let limit) = options.history, let counts = options.counts, !options.deliversPagesAtOnce else {
      return nil
    }
    self.limit = max(0, limit)
    self.counts = counts
  }

  /// Whether enough entries of a history that is still being read count. `found` grows from call to call.
  mutating func isReached(by found: EntryBatch) -> Bool {
    examined = min(examined, found.entries.count)
    counted += count(in: EntryBatch(bytes: found.bytes, entries: Array(found.entries[examined...])))
    examined = found.entries.count
    guard counted >= limit else { return false }
    // A newer revision may have replaced one that was counted.
    counted = count(in: found)
    return counted >= limit
  }

  /// How many of the entries, given in their order, are to be delivered: the newest, back to the last one that counts.
  func length(of sorted: EntryBatch) -> Int {
    guard limit > 0 else { return 0 }
    var missing = limit
    let selection = counts(sorted)
    for index in selection.indices.reversed() where selection[index] {
      missing -= 1
      if missing == 0 { return selection.count - index }
    }
    return .max
  }

  private func count(in batch: EntryBatch) -> Int { counts(batch).count { $0 } }
}
