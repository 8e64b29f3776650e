/// One way through a task's log, by offset or by value.
enum LogPass: Sendable {
  /// What the pass is for.
  enum Purpose: Sendable {
    /// The first reading of what was there before.
    case history
    /// The poll for what is new.
    case poll
    /// A reading of everything, for late entries and revisions of any age: at once, or a page at a time.
    case audit, rollingAudit
    /// Entries older than those delivered.
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

extension LogPager {
  /// What a page led to.
  struct Outcome: Sendable {
    /// What to deliver now, if anything.
    var delivered: EntryBatch?
    /// The server's clock, or the best stand-in for it.
    var receivedAt: Timestamp
    /// The pass to go on with; `nil` where it ended.
    var next: LogPass?
    /// Whether the pass that ended proved complete, and from when on it had read (`nil`: from the very start).
    var provenFrom: Timestamp??
    /// Stands for the entries that an audit read.
    var fingerprint: UInt64?
    /// Whether an audit is due at once.
    var demandsAudit = false
    /// Whether a regular poll is due at once: an audit met what is new, and leaves it to one, so that it comes in order.
    var demandsPoll = false
  }
}
