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

  /// - Parameters:
  ///   - attempt: how many requests in a row failed, this one included; `inARow`: in this very way.
  ///   - isLogs: whether logs were asked for; `isKeyset`: with a filter.
  ///   - hasTask: whether the task itself was read before.
  static func reaction(
    to failure: SourceFailure, attempt: Int, inARow: Int, isLogs: Bool, isKeyset: Bool, hasTask: Bool
  ) -> Reaction {
    switch failure.kind {
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
