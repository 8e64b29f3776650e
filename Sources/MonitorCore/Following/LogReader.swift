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

  private static let olderStep = 1000
  private static let pagesUntilBehind = 10

  private let task: TaskID
  private let options: FollowOptions
  private let rules: FollowRules
  private(set) var teller = LogTeller()
  private var news = PassNews()
  private var watermark: Watermark
  private var keyset = KeysetTrust()
  private var totals = TotalCheck()
  private var pageEnd = PageEnd()
  private var rolling: SeamPass?
  private var ignoresOffset = false
  private var newsInPass = 0
  private var times = (began: Duration.zero, now: Duration.zero)
  /// The newest timestamp that had been told when the pass began.
  private var newestBefore: Timestamp?
  /// The total that the last pass was told, where it read without a filter.
  private var total: Int?
  /// Entries before this moment are not told: they were not asked for.
  private var floor: Timestamp?

  private(set) var historyIsRead = false
  /// Whether older entries than those told exist.
  private(set) var hasOlder = false
  /// How many entries paging runs behind the arrivals.
  private(set) var behind = 0
  private(set) var pollsSinceAudit = 0

  init(_ task: TaskID, options: FollowOptions, rules: FollowRules) {
    self.task = task
    self.options = options
    self.rules = rules
    watermark = Watermark(lookBack: rules.lookBack, clockSlack: rules.clockSlack)
    if case .since(let moment) = options.history { floor = moment }
  }

  /// How many entries the server counts beyond those told; 0 where not everything was asked for.
  var missing: Int { totals.missing }

  /// Whether an audit is under way that reads a page at a time.
  var isRolling: Bool { rolling != nil }

  /// Whether the pass under way, or the last one, brought something new.
  var broughtNews: Bool { newsInPass > 0 }

  // Which pass.

  /// The pass for a purpose. A regular look goes by value where that has proved itself.
  mutating func begin(_ purpose: LogPass.Purpose) -> LogPass {
    news = PassNews()
    newsInPass = 0
    newestBefore = teller.newest
    switch purpose {
    case .history: return seam(historyBound)
    case .poll: return keysetPoll ?? offsetPoll
    case .audit: return ignoresOffset && keyset.isAllowed ? keysetAudit : seam(auditBound)
    case .rollingAudit: return rolling.map(LogPass.seam) ?? seam(auditBound)
    case .older:
      guard let floor else { return seam(.end) }
      return .seam(SeamPass(task, below: floor, told: teller.told, more: Self.olderStep, rules: rules))
    }
  }

  private var historyBound: SeamPass.Bound {
    switch options.history {
    case .all: .end
    case .newest(let count): .newest(max(1, count))
    case .since(let moment): .since(moment)
    }
  }

  private var auditBound: SeamPass.Bound {
    floor.map(SeamPass.Bound.since) ?? .end
  }

  private var keysetPoll: LogPass? {
    guard rules.triesKeyset, keyset.isUsable, !watermark.isQuiet,
      let from = watermark.keysetBound, from >= floor ?? from
    else { return nil }
    return .keyset(KeysetPass(task, from: from, expected: keyset.window ?? [:], rules: rules))
  }

  private var keysetAudit: LogPass {
    .keyset(KeysetPass(task, from: floor ?? .distantPast, expected: [:], rules: rules))
  }

  private var offsetPoll: LogPass {
    let bound = [watermark.bound, floor].compactMap(\.self).max()
    return seam(bound.map(SeamPass.Bound.since) ?? .end, collectsWindow: rules.triesKeyset && keyset.isAllowed)
  }

  private func seam(_ bound: SeamPass.Bound, collectsWindow: Bool = false) -> LogPass {
    var pass = SeamPass(task, bound: bound, rules: rules, collectsWindow: collectsWindow)
    pass.end = pageEnd
    return .seam(pass)
  }

  // What a page means.

  /// Takes the page that `pass` had asked for. `began` says when the pass was, `now` when the page came.
  mutating func take(
    _ page: LogPage, of pass: LogPass, for purpose: LogPass.Purpose, began: Duration, now: Duration
  ) -> Outcome {
    times = (began, now)
    news.take(page, newTo: teller.seen, floor: purpose == .older ? nil : floor, rules: rules) { timestamp in
      purpose == .rollingAudit && watermark.leavesToPoll(timestamp)
    }
    var outcome = Outcome(receivedAt: page.serverNow ?? teller.newest ?? Timestamp(ticks: 0))
    outcome.demandsPoll = news.leftNewer
    switch pass {
    case .seam(var pass):
      switch pass.take(page, seen: teller.seen) {
      case .more: outcome.next = goOn(pass, on: page, for: purpose)
      case .complete(let proven): end(pass, for: purpose, isProven: proven, outcome: &outcome)
      case .offsetIgnored:
        ignoresOffset = true
        if keyset.isAllowed, purpose != .older {
          outcome.next = keysetAudit
        } else {
          end(pass, for: purpose, isProven: false, outcome: &outcome)
        }
      }
    case .keyset(var pass):
      switch pass.take(page) {
      case .more: outcome.next = .keyset(pass)
      case .complete: end(pass, for: purpose, outcome: &outcome)
      case .broken: outcome.next = breakKeyset(for: purpose)
      }
    }
    if outcome.next == nil || options.tellsPagesAtOnce || purpose == .rollingAudit {
      outcome.told = tell(at: outcome.receivedAt, for: purpose)
    }
    if outcome.next == nil { settle(purpose, outcome: &outcome) }
    if outcome.demandsPoll { outcome.provenFrom = nil }
    return outcome
  }

  /// After the server refused a filter: the same look by offset.
  mutating func withoutKeyset(for purpose: LogPass.Purpose) -> LogPass {
    keyset.refuse()
    return purpose == .poll ? offsetPoll : seam(auditBound)
  }

  /// Only for the mutant that commits what a failed pass had read.
  mutating func commitPartial(_ pass: SeamPass) -> (told: LogBatch, receivedAt: Timestamp) {
    let receivedAt = pass.serverNow ?? teller.newest ?? Timestamp(ticks: 0)
    watermark.commit(pass.top, began: times.began, ended: times.now)
    historyIsRead = true
    return (tell(at: receivedAt, for: .poll), receivedAt)
  }

  private mutating func breakKeyset(for purpose: LogPass.Purpose) -> LogPass {
    keyset.strike()
    return purpose == .poll ? offsetPoll : seam(purpose == .history ? historyBound : auditBound)
  }

  private mutating func goOn(_ pass: SeamPass, on page: LogPage, for purpose: LogPass.Purpose) -> LogPass? {
    if purpose == .rollingAudit {
      rolling = pass
      return nil
    }
    if purpose == .poll, pass.pages > Self.pagesUntilBehind, let total = page.total {
      behind = max(0, total - teller.seen.count - news.batch.entries.count)
    }
    return .seam(pass)
  }

  private mutating func end(
    _ pass: SeamPass, for purpose: LogPass.Purpose, isProven: Bool, outcome: inout Outcome
  ) {
    pageEnd = pass.end
    if isProven {
      outcome.provenFrom = .some(pass.reachedEnd ? nil : [watermark.bound, floor].compactMap(\.self).max())
      if purpose != .rollingAudit, pass.serverNow != nil || rules.mutation == .noFutureGuard {
        watermark.commit(pass.top, began: times.began, ended: times.now)
      }
      if purpose == .poll, let window = pass.window, !window.isEmpty { keyset.remember(window) }
    }
    if pass.reachedEnd || purpose == .audit || purpose == .rollingAudit {
      rolling = nil
      pollsSinceAudit = 0
    }
    switch purpose {
    case .history, .older: settleFloor(pass)
    case .poll, .audit, .rollingAudit: break
    }
    total = pass.total
  }

  private mutating func end(_ pass: KeysetPass, for purpose: LogPass.Purpose, outcome: inout Outcome) {
    outcome.provenFrom = .some(pass.start)
    keyset.remember(pass.window)
    if purpose != .rollingAudit { watermark.commit(pass.top, began: times.began, ended: times.now) }
    total = nil
  }

  private mutating func settleFloor(_ pass: SeamPass) {
    if case .since = options.history { return }
    hasOlder = !pass.reachedEnd
    floor = pass.reachedEnd ? nil : pass.bottom
  }

  private mutating func settle(_ purpose: LogPass.Purpose, outcome: inout Outcome) {
    if purpose == .rollingAudit, rolling != nil {
      pollsSinceAudit = 0
      return
    }
    if outcome.demandsPoll { return }
    behind = 0
    if purpose == .history { historyIsRead = true }
    if purpose == .poll { pollsSinceAudit += 1 }
    guard options.history == .all else { return }
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
    let batch = teller.tell(
      news, receivedAt: receivedAt, most: most, newestBefore: isHistory ? nil : newestBefore,
      keepsRaw: options.keepsRaw)
    if most < Int.max, let oldest = batch.entries.lazy.compactMap(\.timestamp).first, hasOlder || !news.isEmpty {
      floor = max(floor ?? oldest, oldest)
    }
    news = PassNews()
    newsInPass += batch.entries.count
    return batch
  }
}
