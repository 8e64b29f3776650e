/// What following a task emits, in the order in which it became known.
package enum FollowEvent: Sendable {
  /// The task as last read; emitted when it changed.
  case task(TaskSnapshot)
  /// Entries never delivered before, or newer revisions of delivered ones, in (timestamp, id) order.
  /// `receivedAt` is the server's clock: where an entry without a readable timestamp belongs.
  case logs(EntryBatch, receivedAt: Timestamp)
  /// How following goes; emitted when any of it changed.
  case state(FollowState)
}

/// How following one task goes: what the integrity line and the `source` and `end` events say.
package struct FollowState: Sendable, Equatable {
  package enum Source: Sendable, Equatable {
    /// Nothing was answered yet.
    case connecting
    /// The last poll was good.
    case live
    /// The last request failed and is tried again.
    case stale
    /// Access is refused: to everything, or to the logs alone (`logsOnly`).
    case refused(logsOnly: Bool)
    /// No such task, or not visible to this token.
    case gone
    /// The server answers in a way that asking again does not mend.
    case gaveUp
    /// The task has ended and everything was delivered.
    case ended
  }

  package enum Completeness: Sendable, Equatable {
    /// Following goes on, or was ended by somebody.
    case open
    case proven
    /// Something may be missing, or is: a sentence without its period says what.
    case unproven(String)
  }

  package var source: Source = .connecting
  /// Why `source` is not live: a safe sentence; empty when it is.
  package var problem = ""
  /// When the last poll was good and when the next request is due, on the engine's clock (since its start).
  package var lastGood: Duration?
  package var nextPoll: Duration?
  /// How many requests in a row failed.
  package var failures = 0
  /// What the server asked to wait with `Retry-After`, uncapped, where it did.
  package var retryAfter: Duration?
  /// How many entries the server counts beyond those delivered, where that can be said; 0 otherwise.
  package var missing = 0
  /// By how many entries paging runs behind the arrivals; 0 in the usual case.
  package var behind = 0
  /// How many distinct entries, and how many of them invalid, late and revised, were delivered.
  package var delivered = 0
  package var invalid = 0
  package var late = 0
  package var revised = 0
  /// Whether the log was read once, as far back as was asked for: before that nothing can be said to be empty.
  package var logIsRead = false
  /// Whether the last pass over what is new proved that nothing was passed over.
  package var lastPassIsProven = false
  /// Whether entries older than the oldest delivered exist and can be asked for, and how many the server counts; `nil` where
  /// it does not say.
  package var hasOlder = false
  package var older: Int?
  package var isLoadingOlder = false
  /// Whether what failed last was a request for logs, and not for the task.
  package var failsOnLogs = true
  /// Whether everything that was asked for was delivered, and that was proven.
  package var completeness = Completeness.open

  /// What is said of a task that was never there, as far as this token may see.
  package static let notFound = "not found, or not visible to this token"

  /// Whether it differs from another in no more than when it was polled and will be: what the next second shows.
  package func differsInTimesOnly(from other: FollowState) -> Bool {
    var same = other
    (same.lastGood, same.nextPoll) = (lastGood, nextPoll)
    return self == same
  }

  package init() {}
}
