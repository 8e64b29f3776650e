/// How far the end of a task has been dealt with.
enum FollowEnding: Sendable {
  case no
  /// The task has ended: what is new is read at once.
  case draining
  /// The grace after that, and the last passes, which read to the very end.
  case lastPass
  /// Everything was delivered; only a screen that stays open still polls now and then.
  case over
}

/// The way from a task's final status to the moment when everything was delivered.
///
/// The log is read to the end once, after a grace for entries that are written late, and again only where that brought
/// something, or proved nothing. Two passes that prove nothing and read the very same entries are as good as it gets.
struct TaskEnding: Sendable {
  /// What is to be done after a pass.
  enum Step: Sendable, Equatable {
    /// No more than what was due before, or the last pass again.
    case goOn
    case waitForGrace
    case end(isProven: Bool)
  }

  /// What a pass came to.
  struct Pass: Sendable {
    var isAudit: Bool
    var isProven: Bool
    var broughtNewEntries: Bool
    /// Stands for the entries that an audit read: the same for the same ones.
    var fingerprint: UInt64?
  }

  private(set) var stage = FollowEnding.no
  private var unprovenAudits = 0
  private var lastFingerprint: UInt64?
  private var audits = 0
  /// When a pass that had begun after the final status, and that read everything, ended with proof.
  private var wholeReadAt: Duration?

  /// Whether the next audit is no more than the repetition of one.
  var isRepeating: Bool { stage == .lastPass && audits > 0 }

  /// Whether the last pass needs to read no more than what is new, for all was read just now.
  func trustsWholeRead(now: Duration, rules: FollowRules) -> Bool {
    audits == 0 && wholeReadAt.map { now - $0 < rules.wholeReadTrust } ?? false
  }

  /// Applies the status as read; true where a task that had ended goes on again.
  mutating func apply(isFinal: Bool) -> Bool {
    if isFinal {
      if stage == .no { stage = .draining }
      return false
    }
    let goesOn = stage != .no
    self = TaskEnding()
    return goesOn
  }

  /// Records the end of a pass; `isWhole` where it read everything that was asked for.
  mutating func record(_ pass: Pass, isWhole: Bool, now: Duration, rules: FollowRules) -> Step {
    switch stage {
    case .no, .over: return .goOn
    case .draining:
      if isWhole, pass.isProven { wholeReadAt = now }
      stage = .lastPass
      return .waitForGrace
    case .lastPass: return recordLastPass(pass, rules: rules)
    }
  }

  private mutating func recordLastPass(_ pass: Pass, rules: FollowRules) -> Step {
    guard pass.isAudit else {
      if pass.isProven, !pass.broughtNewEntries { return .end(isProven: true) }
      wholeReadAt = nil
      return .goOn
    }
    audits += 1
    if pass.isProven { return pass.broughtNewEntries ? .goOn : .end(isProven: true) }
    if pass.broughtNewEntries {
      lastFingerprint = nil
      return .goOn
    }
    unprovenAudits += 1
    if unprovenAudits >= rules.maxUnprovenAudits { return .end(isProven: false) }
    if let lastFingerprint, lastFingerprint == pass.fingerprint { return .end(isProven: false) }
    lastFingerprint = pass.fingerprint
    return .goOn
  }

  mutating func end() { stage = .over }
}
