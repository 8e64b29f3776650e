extension FollowState {
  /// Takes on what reading has counted.
  mutating func count(_ reader: LogReader) {
    missing = reader.missing
    behind = reader.behind
    told = reader.teller.told
    invalid = reader.teller.invalid
    late = reader.teller.late
    revised = reader.teller.revised
    hasOlder = reader.hasOlder
    older = reader.older
  }
}
