/// Everything about reading one task's log: which pass to make, what a page of it means, and what of it to tell.
struct LogReader: Sendable {
  /// What a page led to.
  struct Outcome: Sendable {
    /// What to tell now, if anything.
    var told: LogBatch?
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
  private(set) var teller = LogTeller()
  private var news = PassNews()
  /// A page that is answered again and again, where it brought nothing last time.
  private var knownPage: LogPage?
  private var planner: PassPlanner
  private var totals = TotalCheck()
  private var newsInPass = 0
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
  var broughtNews: Bool { newsInPass > 0 }

  /// The pass for a purpose; `now` is on the caller's clock.
  mutating func begin(_ purpose: LogPass.Purpose, now: Duration) -> LogPass {
    news = PassNews()
    newsInPass = 0
    newestBefore = teller.newest
    return planner.begin(purpose, told: teller.told, at: now)
  }

  /// Takes the page that `pass` had asked for, which came at `now`.
  mutating func take(_ page: LogPage, of pass: LogPass, for purpose: LogPass.Purpose, now: Duration) -> Outcome {
    takeNews(of: page, for: purpose)
    if purpose == .history, options.history == .all, !options.tellsPagesAtOnce, pass.query.offset == 0 {
      news.expect(page.total ?? 0)
    }
    var outcome = Outcome(receivedAt: page.serverNow ?? teller.newest ?? Timestamp(ticks: 0))
    outcome.demandsPoll = news.leftNewer
    switch pass {
    case .seam(var pass):
      switch pass.take(page, seen: teller.seen) {
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
    if outcome.next == nil || options.tellsPagesAtOnce || purpose == .rollingAudit {
      outcome.told = tell(at: outcome.receivedAt, for: purpose)
    }
    if outcome.next == nil { settle(purpose, outcome: &outcome) }
    if outcome.demandsPoll { outcome.provenFrom = nil }
    return outcome
  }

  private mutating func takeNews(of page: LogPage, for purpose: LogPass.Purpose) {
    if page.isRepeated, knownPage?.isIdentical(to: page) == true { return }
    let isKnown = news.take(
      page, newTo: teller.seen, floor: purpose == .older ? nil : planner.floor, rules: rules
    ) { timestamp in
      purpose == .rollingAudit && planner.leavesToPoll(timestamp)
    }
    if page.isRepeated { knownPage = isKnown ? page : nil }
  }

  /// After the server refused a filter: the same look by offset.
  mutating func withoutKeyset(for purpose: LogPass.Purpose) -> LogPass {
    planner.keysetRefused(for: purpose)
  }

  /// Only for the mutant that commits what a failed pass had read.
  mutating func commitPartial(_ pass: SeamPass, now: Duration) -> (told: LogBatch, receivedAt: Timestamp) {
    let receivedAt = pass.serverNow ?? teller.newest ?? Timestamp(ticks: 0)
    planner.commitPartial(pass, now: now)
    historyIsRead = true
    return (tell(at: receivedAt, for: .poll), receivedAt)
  }

  private mutating func goOn(_ pass: SeamPass, on page: LogPage, for purpose: LogPass.Purpose) -> LogPass? {
    if purpose == .rollingAudit {
      planner.roll(on: pass)
      return nil
    }
    if purpose == .poll, pass.pages > Self.pagesUntilBehind, let total = page.total {
      behind = max(0, total - teller.seen.count - news.batch.entries.count)
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
    if !hasOlder { older = 0 } else if let total, total >= 0 { older = max(0, total - teller.seen.count) }
    if purpose == .history { historyIsRead = true }
    if purpose == .poll { pollsSinceAudit += 1 }
    // Where not everything was asked for, a total says nothing of what was told.
    guard historyIsRead, planner.floor == nil else { return }
    if purpose == .audit {
      totals.audited(total: total, told: teller.seen.count)
    } else {
      outcome.demandsAudit = totals.demandsAudit(total: total, told: teller.seen.count)
    }
  }

  private mutating func tell(at receivedAt: Timestamp, for purpose: LogPass.Purpose) -> LogBatch {
    var most = Int.max
    let isHistory = purpose == .history || purpose == .older
    if case .newest(let count) = options.history, purpose == .history, !options.tellsPagesAtOnce {
      most = max(0, count)
    }
    var found = PassNews()
    swap(&found, &news)
    let foundNews = !found.isEmpty
    let batch = teller.tell(
      consume found, receivedAt: receivedAt, most: most, newestBefore: isHistory ? nil : newestBefore,
      keepsRaw: options.keepsRaw)
    if most < Int.max, let oldest = batch.entries.lazy.compactMap(\.timestamp).first, hasOlder || foundNews {
      planner.raiseFloor(to: oldest)
    }
    newsInPass += batch.entries.count
    return batch
  }
}
