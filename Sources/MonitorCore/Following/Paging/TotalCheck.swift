/// Compares the server's total with what was delivered: where it counts more, an entry exists that was never seen.
struct TotalCheck: Sendable {
  /// How many more the server counted after an audit had found nothing: totals may be wrong for ever.
  private var excused = 0
  /// How many entries the server counts beyond those delivered.
  private(set) var missing = 0

  /// Whether an audit is due now.
  mutating func demandsAudit(total: Int?, delivered: Int) -> Bool {
    guard let total, total >= 0 else { return false }
    missing = max(0, total - delivered)
    if missing < excused { excused = missing }
    return missing > excused
  }

  /// After an audit: what is missing still is not to be found.
  mutating func audited(total: Int?, delivered: Int) {
    guard let total, total >= 0 else { return }
    missing = max(0, total - delivered)
    excused = missing
  }
}
