extension FollowState {
  /// Takes on what reading has counted.
  mutating func count(_ reader: LogPager) {
    missing = reader.missing
    behind = reader.behind
    delivered = reader.deduplicator.delivered
    invalid = reader.deduplicator.invalid
    late = reader.deduplicator.late
    revised = reader.deduplicator.revised
    logIsRead = reader.historyIsRead
    hasOlder = reader.hasOlder
    older = reader.older
  }
}
