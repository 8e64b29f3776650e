/// How long a source that fails is borne with. All moments are on the caller's clock; time asleep does not count.
package struct Patience: Sendable {
  /// What to do after a failure.
  package enum Verdict: Sendable, Equatable {
    case retry(at: Duration)
    case giveUp
  }

  private enum Limit {
    case never
    /// This long since the first failure in a row; not before so many tries, the last of them at the limit.
    case stale(Duration)
    /// This long without a good answer.
    case silent(Duration)
  }

  private static let minTries = 3
  /// How long a one-shot reading waits for a good answer.
  package static let oneShot = Duration.seconds(30)

  private let limit: Limit
  /// When the first failure in a row came; in a one-shot reading: when the last good answer did, or the first question was asked.
  private var since: Duration?
  private var tries = 0

  /// - Parameter giveUp: how long a stale source may last; `nil` for as long as it takes.
  package init(giveUp: Duration?) {
    limit = giveUp.map(Limit.stale) ?? .never
  }

  /// For whoever wants only what is there now: so long without a good answer, from the first question at `start` on.
  package init(oneShotFrom start: Duration, limit: Duration = Self.oneShot) {
    self.limit = .silent(limit)
    since = start
  }

  /// A good answer, or a part of one, came.
  package mutating func recordAnswer(now: Duration) {
    tries = 0
    if case .silent = limit { since = max(now, since ?? now) } else { since = nil }
  }

  /// Whether time counts now: then it matters in which of it nothing ran.
  package var isCounting: Bool {
    switch limit {
    case .never: false
    case .stale: since != nil
    case .silent: true
    }
  }

  /// The machine slept for so long, in which nobody could have answered.
  package mutating func recordSleep(_ duration: Duration) {
    since = since.map { $0 + duration }
  }

  /// Records a failure at `now`, after which `wait` would be the next try; `retryAfter` is what the server asks for.
  package mutating func recordFailure(now: Duration, wait: Duration, retryAfter: Duration?) -> Verdict {
    tries += 1
    let began = since ?? now
    since = began
    switch limit {
    case .never: return .retry(at: now + wait)
    case .stale(let limit):
      let end = began + limit
      if now >= end, tries >= Self.minTries { return .giveUp }
      // What the server asked for is kept to; then comes the last try.
      let earliest = now + min(wait, retryAfter ?? .zero)
      return .retry(at: now >= end ? now + wait : max(earliest, min(now + wait, end)))
    case .silent(let limit):
      let end = began + limit
      if let retryAfter, now + retryAfter > end { return .giveUp }
      // One try may have slept through all of it.
      if now >= end { return tries > 1 ? .giveUp : .retry(at: now + wait) }
      return .retry(at: min(now + wait, end))
    }
  }
}
