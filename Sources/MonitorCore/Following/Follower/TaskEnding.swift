/// How far the end of a task has been dealt with.
enum FollowEnding: Sendable {
  case no
  /// The task has ended: audits until one brings nothing new.
  case draining
  /// The grace after that, and the last look.
  case lastPass
  /// Everything was told; only a screen that stays open still looks now and then.
  case over
}

/// The way from a task's end to the moment when everything was told.
struct TaskEnding: Sendable {
  /// What is to be done after an audit.
  enum Step: Sendable, Equatable {
    /// No more than what was due before, or the audit again.
    case goOn
    case waitForGrace
    case end
  }

  private(set) var stage = FollowEnding.no
  private var unprovenAudits = 0

  /// Takes the status as read; true where a task that had ended goes on again.
  mutating func take(isFinal: Bool) -> Bool {
    if isFinal {
      if stage == .no { stage = .draining }
      return false
    }
    defer { stage = .no }
    return stage != .no
  }

  /// Takes an audit's end. One without proof is repeated, so often as `rules` say.
  mutating func auditEnded(isProven: Bool, rules: FollowRules) -> Step {
    if !isProven, stage != .no, unprovenAudits < rules.maxUnprovenAudits {
      unprovenAudits += 1
      return .goOn
    }
    unprovenAudits = 0
    switch stage {
    case .draining:
      stage = .lastPass
      return .waitForGrace
    case .lastPass: return .end
    case .no, .over: return .goOn
    }
  }

  mutating func end() { stage = .over }
}
