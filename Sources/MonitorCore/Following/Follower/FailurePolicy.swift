/// What a failed request means for following; the table of following.md, "Pace and faults".
enum FailurePolicy {
  enum Reaction: Sendable, Equatable {
    /// The asking itself was cancelled: nothing happened.
    case none
    /// The same request again: at once, or after a backoff.
    case retryNow, retry
    /// The server refuses the filter: page by offset.
    case withoutKeyset
    /// The logs are refused, the task is not.
    case withoutLogs
    case stop(FollowState.Source)
  }

  private static let triesWhenNotFound = 3
  private static let triesWhenRefused = 5
  /// With the waits between them about half a minute.
  private static let oneShotTries = 6

  /// - Parameters:
  ///   - attempt: how many requests in a row failed, this one included; `inARow`: in this very way.
  ///   - isLogs: whether logs were asked for; `isKeyset`: with a filter.
  ///   - hasTask: whether the task itself was read before.
  ///   - isOneShot: whether only what is there now is wanted (`--no-follow`): that is not worth waiting for long.
  static func reaction(
    to failure: SourceFailure, attempt: Int, inARow: Int, isLogs: Bool, isKeyset: Bool, hasTask: Bool, isOneShot: Bool
  ) -> Reaction {
    let reaction = reaction(
      to: failure.kind, attempt: attempt, inARow: inARow, isLogs: isLogs, isKeyset: isKeyset, hasTask: hasTask)
    return reaction == .retry && isOneShot && attempt >= oneShotTries ? .stop(.gaveUp) : reaction
  }

  private static func reaction(
    to kind: SourceFailure.Kind, attempt: Int, inARow: Int, isLogs: Bool, isKeyset: Bool, hasTask: Bool
  ) -> Reaction {
    switch kind {
    case .cancelled: .none
    case .transport(beforeFirstByte: true) where attempt == 1: .retryNow
    case .transport, .timeout, .unreadable, .redirect: .retry
    case .status(401): .stop(.refused(logsOnly: false))
    case .status(403): isLogs && hasTask ? .withoutLogs : .stop(.refused(logsOnly: false))
    case .status(404) where inARow < triesWhenNotFound: .retry
    case .status(404): isLogs && hasTask ? .withoutLogs : .stop(.gone)
    case .status(408), .status(425), .status(429): .retry
    case .status(400..<500) where isKeyset: .withoutKeyset
    case .status(400..<500) where inARow >= triesWhenRefused: .stop(.gaveUp)
    case .status: .retry
    }
  }
}

/// How many failures of one kind came in a row.
struct FailureStreak: Sendable {
  private var kind: SourceFailure.Kind?
  private var count = 0

  /// Takes a failure, and says how many of its kind, it included, came in a row.
  ///
  /// - Parameter goesOn: whether the request before failed, too.
  mutating func take(_ kind: SourceFailure.Kind, goesOn: Bool) -> Int {
    count = goesOn && kind == self.kind ? count + 1 : 1
    self.kind = kind
    return count
  }
}
