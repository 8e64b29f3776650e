/// Everything about reading one task's log: which pass to make, what a page of it means, and what of it to tell.
struct LogPager: Sendable {
  /// What a page led to.
  struct Outcome: Sendable {
    /// What to tell now, if anything.
    var delivered: EntryBatch?
    /// The server's clock, or the best stand-in for it.
    var receivedAt: Timestamp
    /// The pass to go on with; `nil` where it ended.
    var next: LogPass?
    /// Whether the pass that ended proved complete, and from when on it had read (`nil`: from the very start).
    var provenFrom: Timestamp??
    /// Whether an audit is due at once.
    var demandsAudit = false
    /// Whether a regular look is due at once: an audit met what is new, and leaves it to one, so that it comes in order.
    var demandsPoll = false
  }

  private static let pagesUntilBehind = 10

  private let options: FollowOptions
  private let rules: FollowRules
  private(set) var deduplicator = Deduplicator()
  private var newEntries = NewEntries()
  /// A page that is answered again and again, where it brought nothing last time.
  private var knownPage: LogPage?
  private var planner: PassPlanner
  private var totals = TotalCheck()
  private var newInPass = 0
  /// The newest timestamp that had been told when the pass began.
  private var newestBefore: Timestamp?
  /// The total that the last pass was told, where it read without a filter.
  private var total: Int?

  private(set) var historyIsRead = false
  /// How many entries paging runs behind the arrivals.
  private(set) var behind = 0
  private(set) var pollsSinceAudit = 0

  init(_ task: TaskID, options: FollowOptions, rules: FollowRules) {
    self.options = options
    self.rules = rules
    planner = PassPlanner(task, history: options.history, rules: rules)
  }

  /// How many entries the server counts beyond those told; 0 where not everything was asked for.
  var missing: Int { totals.missing }

  /// Whether an audit is under way that reads a page at a time.
  var isRolling: Bool { planner.rolling != nil }

  /// Whether older entries than those told exist, and how many the server counts; `nil` where it does not say.
  var hasOlder: Bool { planner.hasOlder }
  private(set) var older: Int?

  /// Whether the pass under way, or the last one, brought something new.
  var broughtNewEntries: Bool { newInPass > 0 }

  /// The pass for a purpose; `now` is on the caller's clock.
  mutating func begin(_ purpose: LogPass.Purpose, now: Duration) -> LogPass {
    newEntries = NewEntries()
    newInPass = 0
    newestBefore = deduplicator.newest
    return planner.begin(purpose, delivered: deduplicator.delivered, at: now)
  }

  /// Takes the page that `pass` had asked for, which came at `now`.
  mutating func take(_ page: LogPage, of pass: LogPass, for purpose: LogPass.Purpose, now: Duration) -> Outcome {
    takeNewEntries(of: page, for: purpose)
    if purpose == .history, options.history == .all, !options.deliversPagesAtOnce, pass.query.offset == 0 {
      newEntries.expect(page.total ?? 0)
    }
    var outcome = Outcome(receivedAt: page.serverNow ?? deduplicator.newest ?? Timestamp(ticks: 0))
    outcome.demandsPoll = newEntries.leftNewer
    switch pass {
    case .seam(var pass):
      switch pass.take(page, seen: deduplicator.seen) {
      case .more: outcome.next = goOn(pass, on: page, for: purpose)
      case .complete(let proven): outcome.provenFrom = end(pass, for: purpose, isProven: proven, now: now)
      case .offsetIgnored:
        outcome.next = planner.offsetIgnored(for: purpose)
        if outcome.next == nil { outcome.provenFrom = end(pass, for: purpose, isProven: false, now: now) }
      }
    case .keyset(var pass):
      switch pass.take(page) {
      case .more: outcome.next = .keyset(pass)
      case .complete:
        outcome.provenFrom = .some(planner.end(pass, for: purpose, now: now))
        total = nil
      case .broken: outcome.next = planner.keysetBroken(for: purpose)
      }
    }
    if outcome.next == nil || options.deliversPagesAtOnce || purpose == .rollingAudit {
      outcome.delivered = deliver(at: outcome.receivedAt, for: purpose)
    }
    if outcome.next == nil { settle(purpose, outcome: &outcome) }
    if outcome.demandsPoll { outcome.provenFrom = nil }
    return outcome
  }

  private mutating func takeNewEntries(of page: LogPage, for purpose: LogPass.Purpose) {
    if page.isRepeated, knownPage?.isIdentical(to: page) == true { return }
    let isKnown = newEntries.take(
      page, newTo: deduplicator.seen, floor: purpose == .older ? nil : planner.floor
    ) { timestamp in
      purpose == .rollingAudit && planner.leavesToPoll(timestamp)
    }
    if page.isRepeated { knownPage = isKnown ? page : nil }
  }

  /// After the server refused a filter: the same look by offset.
  mutating func withoutKeyset(for purpose: LogPass.Purpose) -> LogPass {
    planner.keysetRefused(for: purpose)
  }

  private mutating func goOn(_ pass: SeamPass, on page: LogPage, for purpose: LogPass.Purpose) -> LogPass? {
    if purpose == .rollingAudit {
      planner.roll(on: pass)
      return nil
    }
    if purpose == .poll, pass.pages > Self.pagesUntilBehind, let total = page.total {
      behind = max(0, total - deduplicator.seen.count - newEntries.batch.entries.count)
    }
    return .seam(pass)
  }

  private mutating func end(
    _ pass: SeamPass, for purpose: LogPass.Purpose, isProven: Bool, now: Duration
  ) -> Timestamp?? {
    if pass.reachedEnd || purpose == .audit || purpose == .rollingAudit { pollsSinceAudit = 0 }
    total = pass.total
    return planner.end(pass, for: purpose, isProven: isProven, now: now)
  }

  private mutating func settle(_ purpose: LogPass.Purpose, outcome: inout Outcome) {
    if purpose == .rollingAudit, isRolling {
      pollsSinceAudit = 0
      return
    }
    if outcome.demandsPoll { return }
    behind = 0
    if !hasOlder { older = 0 } else if let total, total >= 0 { older = max(0, total - deduplicator.seen.count) }
    if purpose == .history { historyIsRead = true }
    if purpose == .poll { pollsSinceAudit += 1 }
    // Where not everything was asked for, a total says nothing of what was told.
    guard historyIsRead, planner.floor == nil else { return }
    if purpose == .audit {
      totals.audited(total: total, delivered: deduplicator.seen.count)
    } else {
      outcome.demandsAudit = totals.demandsAudit(total: total, delivered: deduplicator.seen.count)
    }
  }

  private mutating func deliver(at receivedAt: Timestamp, for purpose: LogPass.Purpose) -> EntryBatch {
    var limit = Int.max
    let isHistory = purpose == .history || purpose == .older
    if case .newest(let count) = options.history, purpose == .history, !options.deliversPagesAtOnce {
      limit = max(0, count)
    }
    var found = NewEntries()
    swap(&found, &newEntries)
    let foundNewEntries = !found.isEmpty
    let batch = deduplicator.deliver(
      consume found, receivedAt: receivedAt, limit: limit, newestBefore: isHistory ? nil : newestBefore)
    if limit < Int.max, let oldest = batch.entries.lazy.compactMap(\.timestamp).first, hasOlder || foundNewEntries {
      planner.raiseFloor(to: oldest)
    }
    newInPass += batch.entries.count
    return batch
  }
}

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
