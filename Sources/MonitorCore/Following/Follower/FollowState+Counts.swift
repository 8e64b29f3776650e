extension FollowState {
  /// Takes on what reading has counted.
  mutating func count(_ pager: LogPager) {
    missing = pager.missing
    behind = pager.behind
    delivered = pager.deduplicator.delivered
    invalid = pager.deduplicator.invalid
    late = pager.deduplicator.late
    revised = pager.deduplicator.revised
    logIsRead = pager.historyIsRead
    hasOlder = pager.hasOlder
    older = pager.older
  }
}
