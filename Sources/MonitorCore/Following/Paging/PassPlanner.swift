/// Which pass reading a log needs, how deep it goes, and what it proves when it ends.
struct PassPlanner: Sendable {
  private static let olderStep = 1000

  private let task: TaskID
  private let history: FollowOptions.History
  private let rules: FollowRules
  private var watermark: Watermark
  private var keyset = KeysetTrust()
  private var pageEnd = PageEnd()
  private var ignoresOffset = false
  /// What passes have to leave out.
  private(set) var oversized: [OversizedRun] = []
  /// How many entries had been delivered when that was last known.
  var deliveredThen = 0
  var size: PageSize
  /// When the pass under way began, on the caller's clock.
  private var began = Duration.zero

  /// Entries before this moment are not delivered: they were not asked for.
  private(set) var floor: Timestamp?
  /// Whether older entries than those delivered exist.
  private(set) var hasOlder = false
  /// An audit under way that reads a page at a time.
  private(set) var rolling: SeamPass?

  init(_ task: TaskID, history: FollowOptions.History, rules: FollowRules) {
    self.task = task
    self.history = history
    self.rules = rules
    size = PageSize(rules: rules)
    watermark = Watermark(lookBack: rules.lookBack, clockSlack: rules.clockSlack)
    if case .since(let moment) = history { floor = moment }
  }

  /// The pass for a purpose, of which so many entries were delivered. A poll goes by value where that has proved
  /// itself.
  mutating func begin(_ purpose: LogPass.Purpose, delivered: Int, at now: Duration) -> LogPass {
    began = now
    shiftOversized(delivered: delivered, now: now)
    switch purpose {
    case .history: return seam(historyBound)
    case .poll: return keysetPoll ?? offsetPoll
    case .audit: return ignoresOffset && keyset.isAllowed ? keysetAudit : seam(auditBound)
    case .rollingAudit:
      guard var rolling else { return seam(auditBound) }
      if rolling.crossing == nil { rolling.oversized = oversized }
      return .seam(rolling)
    case .older:
      guard let floor else { return seam(.end) }
      return .seam(
        SeamPass(task, below: floor, delivered: delivered, more: Self.olderStep, rules: rules, size: size))
    }
  }

  /// What came meanwhile pushed them deeper; after a while they are tried again.
  private mutating func shiftOversized(delivered: Int, now: Duration) {
    oversized.removeAll { now - $0.triedAt >= rules.oversizedInterval }
    for index in oversized.indices where oversized[index].offset > 0 {
      oversized[index].offset += max(0, delivered - deliveredThen)
    }
    deliveredThen = delivered
  }

  /// Whether an entry of this moment, where it was not delivered yet, is for the next poll to deliver.
  func leavesToPoll(_ timestamp: Timestamp) -> Bool { watermark.leavesToPoll(timestamp) }

  /// The audit goes on with another page at the next opportunity.
  mutating func roll(on pass: SeamPass) {
    rolling = pass
    oversized = pass.oversized
  }

  /// The moment from which on the pass read everything (`nil`: from the very start); nothing where that is not proven.
  mutating func end(
    _ pass: SeamPass, for purpose: LogPass.Purpose, isProven: Bool, now: Duration
  ) -> Timestamp?? {
    var from: Timestamp??
    pageEnd = pass.end
    oversized = pass.oversized
    // A pass for older entries never saw the newest ones.
    if isProven, purpose != .older {
      from = .some(pass.reachedEnd ? nil : lowest)
      if purpose != .rollingAudit, pass.serverNow != nil || !rules.clampsToServerClock {
        watermark.commit(pass.top, began: began, ended: now)
      }
      if purpose == .poll, let window = pass.window, !window.isEmpty { keyset.remember(window) }
    }
    if pass.reachedEnd || purpose == .audit || purpose == .rollingAudit { rolling = nil }
    switch purpose {
    case .history, .older: settleFloor(pass)
    case .poll, .audit, .rollingAudit: break
    }
    return from
  }

  /// The moment from which on the pass read everything.
  mutating func end(_ pass: KeysetPass, for purpose: LogPass.Purpose, now: Duration) -> Timestamp? {
    keyset.remember(pass.window)
    if purpose != .rollingAudit { watermark.commit(pass.top, began: began, ended: now) }
    return pass.start
  }

  /// The server gives the same entries whatever the offset: the pass to go on with, where there is another way.
  mutating func offsetIgnored(for purpose: LogPass.Purpose) -> LogPass? {
    ignoresOffset = true
    return keyset.isAllowed && purpose != .older ? keysetAudit : nil
  }

  /// After a row that a keyset pass must not bring: the same pass by offset.
  mutating func keysetBroken(for purpose: LogPass.Purpose) -> LogPass {
    keyset.strike()
    return purpose == .poll ? offsetPoll : seam(purpose == .history ? historyBound : auditBound)
  }

  /// After the server refused a filter: the same pass by offset.
  mutating func keysetRefused(for purpose: LogPass.Purpose) -> LogPass {
    keyset.refuse()
    return purpose == .poll ? offsetPoll : seam(auditBound)
  }

  /// Moves the moment from which entries are asked for; before the history is read.
  mutating func moveSince(bySeconds seconds: Double) {
    if case .since = history { floor = floor?.advanced(bySeconds: seconds) }
  }

  /// Nothing older than this was asked for.
  mutating func raiseFloor(to moment: Timestamp) { floor = max(floor ?? moment, moment) }

  private mutating func settleFloor(_ pass: SeamPass) {
    if case .since = history { return }
    hasOlder = !pass.reachedEnd && !ignoresOffset
    floor = hasOlder ? pass.bottom : nil
  }

  private var historyBound: SeamPass.Bound {
    switch history {
    case .all: .end
    case .newest(let count): .newest(max(1, count))
    case .since(let moment): .since(floor ?? moment)
    }
  }

  private var auditBound: SeamPass.Bound {
    floor.map(SeamPass.Bound.since) ?? .end
  }

  /// From when on a poll by offset reads; `nil` for from the start.
  private var lowest: Timestamp? { [watermark.bound, floor].compactMap(\.self).max() }

  private var keysetPoll: LogPass? {
    guard rules.triesKeyset, oversized.isEmpty, keyset.isUsable, !watermark.isIdle,
      let from = watermark.keysetBound, from >= floor ?? from
    else { return nil }
    return .keyset(KeysetPass(task, from: from, expected: keyset.window ?? [:], rules: rules, size: size))
  }

  private var keysetAudit: LogPass {
    .keyset(KeysetPass(task, from: floor ?? .distantPast, expected: [:], rules: rules, size: size))
  }

  private var offsetPoll: LogPass {
    seam(lowest.map(SeamPass.Bound.since) ?? .end, collectsWindow: rules.triesKeyset && keyset.isAllowed)
  }

  private func seam(_ bound: SeamPass.Bound, collectsWindow: Bool = false) -> LogPass {
    var pass = SeamPass(task, bound: bound, rules: rules, size: size, collectsWindow: collectsWindow)
    pass.end = pageEnd
    pass.recall(oversized)
    return .seam(pass)
  }
}
