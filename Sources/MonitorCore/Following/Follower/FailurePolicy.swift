/// What a failed request means for following: the table of docs/following.md, "Faults".
///
/// A refusal is judged by what was proven before. Whoever was answered well in this run is asked again, for a gateway that
/// restarts, or a limiter that is in a hurry, says the same words as a platform that means it.
enum FailurePolicy {
  enum Reaction: Sendable, Equatable {
    /// The asking itself was cancelled: nothing happened.
    case none
    /// The same request again, at once.
    case retryNow
    /// The same request again, after a backoff; one of up to five minutes where `isRefusal`.
    case retry(isRefusal: Bool)
    /// The same page in a smaller size.
    case smallerPage
    /// The server refuses the filter: page by offset.
    case withoutKeyset
    /// The logs are refused, the task is not.
    case withoutLogs
    case stop(FollowState.Source)
  }

  /// What is known when a request fails.
  struct Circumstances: Sendable {
    /// How many requests in a row failed, this one included; `inARow`: in this very way.
    var attempt = 1
    var inARow = 1
    /// Whether logs were asked for, and whether with a filter.
    var isLogs = true
    var isKeyset = false
    /// Whether a request of this kind (the task, its logs) was answered well before, in this run: to this task, or to another
    /// one where the refusal is about who asks (401, 403), or the logs of a task that is there (404).
    var wasAnswered = false
    /// Whether a task that does not exist may yet come to be.
    var waitsForStart = false
  }

  /// So often what is refused the first time is asked for, where the refusal may pass: 404, or with `Retry-After`.
  private static let triesWhenRefusedAtFirst = 3
  private static let triesWhenWrong = 5
  /// So many timeouts in a row let a smaller page be tried.
  private static let timeoutsUntilSmaller = 3

  static func reaction(to failure: SourceFailure, _ known: Circumstances) -> Reaction {
    switch failure.kind {
    case .cancelled: .none
    case .transport(beforeFirstByte: true) where known.attempt == 1: .retryNow
    case .tooLarge, .tooSlow, .status(413): known.isLogs ? .smallerPage : .retry(isRefusal: false)
    case .timeout where known.isLogs && known.inARow % timeoutsUntilSmaller == 0: .smallerPage
    case .transport, .timeout, .unreadable, .redirect: .retry(isRefusal: false)
    case .status(401), .status(403), .status(404): refusal(failure, known)
    case .status(408), .status(425), .status(429): .retry(isRefusal: false)
    case .status(let status) where known.isKeyset && isAboutFilter(status): .withoutKeyset
    case .status(400..<500) where known.wasAnswered: .retry(isRefusal: true)
    case .status(400..<500) where known.inARow >= triesWhenWrong: .stop(.gaveUp)
    case .status: .retry(isRefusal: false)
    }
  }

  /// Whether a status may say that a filter is not taken, rather than who asks or by which way.
  private static func isAboutFilter(_ status: Int) -> Bool {
    (400..<500).contains(status) && status != 407 && status != 451
  }

  private static func refusal(_ failure: SourceFailure, _ known: Circumstances) -> Reaction {
    if known.wasAnswered { return .retry(isRefusal: true) }
    let isMissing = failure.kind == .status(404)
    if isMissing, !known.isLogs, known.waitsForStart { return .retry(isRefusal: false) }
    if isMissing || failure.retryAfter != nil, known.inARow < triesWhenRefusedAtFirst {
      return .retry(isRefusal: false)
    }
    if known.isLogs, failure.kind != .status(401) { return .withoutLogs }
    return .stop(verdict(on: failure.kind))
  }

  /// What following comes to where it gives up on a failure.
  static func verdict(on kind: SourceFailure.Kind) -> FollowState.Source {
    switch kind {
    case .status(401), .status(403): .refused(logsOnly: false)
    case .status(404): .gone
    default: .gaveUp
    }
  }
}

/// How many failures of one kind came in a row.
struct FailureStreak: Sendable {
  private var kind: SourceFailure.Kind?
  private var count = 0

  /// Records a failure, and says how many of its kind, it included, came in a row.
  ///
  /// - Parameter goesOn: whether the request before failed, too.
  mutating func record(_ kind: SourceFailure.Kind, goesOn: Bool) -> Int {
    count = goesOn && kind == self.kind ? count + 1 : 1
    self.kind = kind
    return count
  }
}
