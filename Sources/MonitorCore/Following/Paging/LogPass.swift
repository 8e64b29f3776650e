/// One way through a task's log, by offset or by value.
enum LogPass: Sendable {
  /// What the pass is for.
  enum Purpose: Sendable {
    /// The first reading of what was there before.
    case history
    /// The regular look for what is new.
    case poll
    /// A reading of everything, for late entries and revisions of any age: at once, or a page at a time.
    case audit, rollingAudit
    /// Entries older than those told.
    case older
  }

  case seam(SeamPass)
  case keyset(KeysetPass)

  /// The page to ask for now.
  var query: LogQuery {
    switch self {
    case .seam(let pass): pass.query
    case .keyset(let pass): pass.query
    }
  }

  var isKeyset: Bool {
    if case .keyset = self { return true }
    return false
  }
}
