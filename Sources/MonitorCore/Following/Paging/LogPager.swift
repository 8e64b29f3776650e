/// Everything about reading one task's log: which pass to make, what a page of it means, and what of it to deliver.
struct LogPager: Sendable {
  private static let pagesUntilBehind = 10

  private let options: FollowOptions
  private let rules: FollowRules
  private(set) var deduplicator = Deduplicator()
  private var newEntries = NewEntries()
  /// A page that is answered again and again, where it brought nothing last time.
  private var knownPage: LogPage?
  private var planner: PassPlanner
  private var tail: MatchingTail?
  private var totals = TotalCheck()
  /// Whether the server ever counted fewer entries than were known to be there.
  private var countsFall = false
  private var newInPass = 0
  /// What the audit under way has read.
  private var count: PassCount?
  /// Why the last pass proved nothing.
  private var doubt: SeamPass.Doubt?
  /// The newest timestamp that had been delivered when the pass began.
  private var newestBefore: Timestamp?
  /// The total that the last pass was given, where it read without a filter.
  private var total: Int?

  private(set) var historyIsRead = false
  /// How many entries paging runs behind the arrivals.
  private(set) var behind = 0
  private(set) var pollsSinceAudit = 0

  init(_ task: TaskID, options: FollowOptions, rules: FollowRules) {
    self.options = options
    self.rules = rules
    tail = MatchingTail(options)
    planner = PassPlanner(task, history: tail == nil ? options.history : .all, rules: rules)
  }

  /// How many entries the server counts beyond those delivered; 0 where not everything was asked for.
  var missing: Int { totals.missing }

  /// Whether an audit is under way that reads a page at a time.
  var isRolling: Bool { planner.rolling != nil }

  /// Whether older entries than those delivered exist, and how many the server counts; `nil` where it does not say.
  var hasOlder: Bool { planner.hasOlder }
  private(set) var older: Int?

  /// Whether the pass under way, or the last one, brought something new.
  var broughtNewEntries: Bool { newInPass > 0 }

  /// What may be missing after a pass, as a sentence without its period; `nil` where nothing is.
  func problem(isProven: Bool) -> String? {
    let leftOut = planner.oversized.reduce(0) { $0 + $1.count }
    if leftOut > 0 {
      return leftOut == 1 ? "An entry is too large to be read" : "\(leftOut) entries are too large to be read"
    }
    if isProven { return nil }
    return switch doubt {
    case .order: "The server sorts entries otherwise than asked"
    case .ties: "More entries share a timestamp than a page holds"
    case .offset: "The server gives the same entries whatever the offset"
    case .joins, nil: "The server's pages did not join"
    }
  }

  /// The pass for a purpose; `now` is on the caller's clock.
  mutating func begin(_ purpose: LogPass.Purpose, now: Duration) -> LogPass {
    newEntries = NewEntries()
    newInPass = 0
    newestBefore = deduplicator.newest
    count = purpose == .audit && planner.floor == nil ? PassCount() : nil
    return planner.begin(purpose, delivered: deduplicator.delivered, at: now)
  }

  /// Consumes the page that `pass` had asked for, which came at `now`.
  mutating func consume(_ page: LogPage, of pass: LogPass, for purpose: LogPass.Purpose, now: Duration) -> Outcome {
    insertNewEntries(of: page, for: purpose)
    planner.size.recordGoodPage()
    if purpose == .history, options.history == .all, !options.deliversPagesAtOnce, pass.query.offset == 0 {
      newEntries.expect(page.total ?? 0)
    }
    var outcome = Outcome(receivedAt: page.serverNow ?? deduplicator.newest ?? Timestamp(ticks: 0))
    switch pass {
    case .seam(let pass): read(page, pass, for: purpose, now: now, into: &outcome)
    case .keyset(var pass):
      count = nil
      switch pass.consume(page) {
      case .more: outcome.next = .keyset(pass)
      case .complete:
        outcome.provenFrom = .some(planner.end(pass, for: purpose, now: now))
        total = nil
      case .broken: outcome.next = planner.keysetBroken(for: purpose)
      }
    }
    outcome.demandsPoll = newEntries.leftNewer
    if outcome.next == nil || options.deliversPagesAtOnce || purpose == .rollingAudit {
      outcome.delivered = deliver(at: outcome.receivedAt, for: purpose)
    }
    if outcome.next == nil {
      planner.deliveredThen = deduplicator.delivered
      settle(purpose, outcome: &outcome)
    }
    if outcome.demandsPoll { outcome.provenFrom = nil }
    return outcome
  }

  private mutating func read(
    _ page: LogPage, _ pass: SeamPass, for purpose: LogPass.Purpose, now: Duration, into outcome: inout Outcome
  ) {
    var pass = pass
    count?.record(page, isFirst: pass.pages == 0)
    if let stand = pass.placeholders(above: page, keepsMembers: options.keepsMembers) {
      insert(stand, floor: nil, for: purpose)
      count?.insert(stand)
    }
    switch pass.consume(page, seen: deduplicator.seen) {
    case .more where purpose == .history && tail?.isReached(by: newEntries.batch) == true:
      outcome.provenFrom = end(pass, for: purpose, isProven: pass.doubt == nil, now: now)
    case .more: outcome.next = goOn(pass, on: page, for: purpose)
    case .complete(let proven): outcome.provenFrom = end(pass, for: purpose, isProven: proven, now: now)
    case .offsetIgnored:
      outcome.next = planner.offsetIgnored(for: purpose)
      if outcome.next == nil { outcome.provenFrom = end(pass, for: purpose, isProven: false, now: now) }
    }
    if outcome.next == nil { outcome.fingerprint = count?.fingerprint }
  }

  /// After a page could not be had: the pass with a smaller one; `nil` where there is none.
  ///
  /// - Parameter mayLeaveOut: whether an entry that cannot be had alone is left out from here on.
  mutating func shrink(_ pass: LogPass, for purpose: LogPass.Purpose, mayLeaveOut: Bool, now: Duration) -> LogPass? {
    switch pass {
    case .seam(var pass):
      let left = pass.oversized
      guard pass.shrink(mayLeaveOut: mayLeaveOut, now: now) else { return nil }
      if pass.oversized == left { planner.size.reduce(to: pass.limit) } else { planner.size.restore(to: pass.limit) }
      return .seam(pass)
    case .keyset(var pass):
      guard pass.shrink() else { return planner.keysetBroken(for: purpose) }
      planner.size.reduce(to: pass.query.limit)
      return .keyset(pass)
    }
  }

  private mutating func insertNewEntries(of page: LogPage, for purpose: LogPass.Purpose) {
    if page.isRepeated, knownPage?.isIdentical(to: page) == true { return }
    let isKnown = insert(page.batch, floor: purpose == .older ? nil : planner.floor, for: purpose)
    if page.isRepeated { knownPage = isKnown ? page : nil }
  }

  /// Answers whether every entry was known. What an audit that delivers page by page must not deliver before older entries
  /// that a poll has yet to read is left to the poll, placeholders too.
  @discardableResult
  private mutating func insert(_ batch: EntryBatch, floor: Timestamp?, for purpose: LogPass.Purpose) -> Bool {
    newEntries.insert(batch, newTo: deduplicator.seen, floor: floor) { timestamp in
      purpose == .rollingAudit && planner.leavesToPoll(timestamp)
    }
  }

  /// Moves the moment from which entries are asked for; before the history is read.
  mutating func moveSince(bySeconds seconds: Double) { planner.moveSince(bySeconds: seconds) }

  /// After the server refused a filter: the same pass by offset.
  mutating func withoutKeyset(for purpose: LogPass.Purpose) -> LogPass {
    planner.keysetRefused(for: purpose)
  }

  private mutating func goOn(_ pass: SeamPass, on page: LogPage, for purpose: LogPass.Purpose) -> LogPass? {
    var pass = pass
    if pass.hunt == nil { pass.grow(to: planner.size) }
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
    doubt = pass.doubt
    return planner.end(pass, for: purpose, isProven: isProven || isCounted(pass), now: now)
  }

  /// Whether as many were read, or as many were delivered by now, as the server counts: then none is missing, whatever order
  /// it gave them in. What was delivered counts only where nothing shows that entries were deleted.
  private mutating func isCounted(_ pass: SeamPass) -> Bool {
    guard planner.floor == nil, historyIsRead, let total = pass.total, let last = pass.lastTotal else { return false }
    let known = deduplicator.seen.count
    if last < known { countsFall = true }
    guard pass.reachedEnd else { return false }
    if count?.isWhole == true { return true }
    return !countsFall && total == last && total == known && newEntries.isEmpty && newInPass == 0
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
    // Where not everything was asked for, a total says nothing of what was delivered.
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
      consume found, receivedAt: receivedAt, limit: limit, tail: purpose == .history ? tail : nil,
      newestBefore: isHistory ? nil : newestBefore)
    if limit < Int.max, let oldest = batch.entries.lazy.compactMap(\.timestamp).first, hasOlder || foundNewEntries {
      planner.raiseFloor(to: oldest)
    }
    newInPass += batch.entries.count
    return batch
  }
}
