/// Where a pass has read the very end of the log.
extension SeamPass {
  /// Whether the pass ends here because the list does; a doubtful end is looked at once more.
  mutating func ending(_ verdict: PageEnd.Verdict, _ page: LogPage) -> Outcome? {
    if let tiny {
      if !tiny.endIsEmpty, page.batch.isEmpty {
        self.tiny = (tiny.page, true)
        offset = 0
        return .more
      }
      // Nothing stood behind them, and they are there before and after: they are all.
      self.tiny = nil
      guard tiny.endIsEmpty else { doubt = doubt ?? .joins; return nil }
      guard page.lastIDs(3) == tiny.page.lastIDs(3) else { return nil }
      reachedEnd = true
      return complete
    }
    let bringsMore = previous.map(page.bringsMore(than:)) ?? true
    // A page as full as before that brings nothing was pushed down by inserts; a shorter one is the end.
    if let doubtful, !bringsMore, page.batch.entries.count < doubtful.page.batch.entries.count {
      end.foundNothing(after: doubtful.page, query: doubtful.query)
      reachedEnd = true
      return complete
    }
    doubtful = nil
    if verdict == .end {
      reachedEnd = true
      return complete
    }
    if standstill.showsIgnoredOffset(page, at: offset, bringsMore: bringsMore) {
      doubt = doubt ?? .offset
      return .offsetIgnored
    }
    if verdict == .doubtful { doubtful = (page, query) }
    return nil
  }
}
