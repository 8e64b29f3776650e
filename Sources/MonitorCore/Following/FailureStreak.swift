/// How many failures of one kind came in a row.
struct FailureStreak: Sendable {
  private var kind: SourceFailure.Kind?
  private var count = 0

  /// Takes a failure, and says how many of its kind, it included, came in a row.
  ///
  /// - Parameter goesOn: whether the request before failed, too.
  mutating func take(_ kind: SourceFailure.Kind, goesOn: Bool) -> Int {
    count = goesOn && kind == self.kind ? count + 1 : 1
    self.kind = kind
    return count
  }
}
