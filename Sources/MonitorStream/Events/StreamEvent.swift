package import MonitorCore

/// What a stream says beside entries: the events of version 1 (`docs/events.schema.json`), without `log`.
package enum StreamEvent: Sendable {
  case start(RunStart)
  case watch(TaskID, WatchChange)
  /// A task as last read, and when it will end as far as is known.
  case task(TaskID, TaskSnapshot, ReportedEnd)
  /// How its source does. `retry` is in seconds from the event on; `nil` where no retry is due.
  case source(TaskID, FollowState, retry: Double?)
  /// What a person wrote on an entry, by its id.
  case note(TaskID, entry: String, text: String)
  case end(RunEnd)
}

/// What was asked for when a run began.
package struct RunStart: Sendable {
  /// The version of the events that this program writes.
  package static let schema = "mpt-tail/1"

  /// The version of the program.
  package var version: String
  /// Whom the program asks; never the token.
  package var host: String
  package var tasks: [TaskID]
  package var history: FollowOptions.History
  package var until: Timestamp?
  /// Which entries are emitted; its task does not count.
  package var filter: LogFilter

  package init(
    version: String, host: String, tasks: [TaskID], history: FollowOptions.History = .all, until: Timestamp? = nil,
    filter: LogFilter = LogFilter()
  ) {
    self.version = version
    self.host = host
    self.tasks = tasks
    self.history = history
    self.until = until
    self.filter = filter
  }
}

/// A task joined those that are watched, or left them, and why.
package struct WatchChange: Sendable, Hashable {
  package enum Cause: String, Sendable, CaseIterable {
    case command, query, key, child
  }

  package var isJoining: Bool
  package var cause: Cause

  package init(isJoining: Bool, by cause: Cause) {
    self.isJoining = isJoining
    self.cause = cause
  }
}

/// How a run ended.
package struct RunEnd: Sendable {
  package enum Reason: String, Sendable, CaseIterable {
    case completed, failed, canceled, incomplete, timeout, interrupted
    case gaveUp = "gave-up"
    case refused
    /// The person left the screen.
    case left
  }

  /// The code that the program ends with.
  package var exit: Int32
  package var reason: Reason
  package var outcomes: [TaskOutcome]

  package init(exit: Int32, reason: Reason, outcomes: [TaskOutcome]) {
    self.exit = exit
    self.reason = reason
    self.outcomes = outcomes
  }
}

extension RunEnd.Reason {
  /// What became of tasks that were watched to their end; the gravest first.
  package init(_ outcomes: [TaskOutcome]) {
    func ended(_ isSo: (TaskOutcome) -> Bool) -> Bool { outcomes.contains(where: isSo) }
    if ended({ [.refused(logsOnly: false), .gone].contains($0.state.source) }) {
      self = .refused
    } else if ended({ $0.state.source == .gaveUp }) {
      self = .gaveUp
    } else if ended({ $0.isIncomplete && !$0.hasFailed && !$0.isRefused }) {
      self = .incomplete
    } else if ended({ $0.snapshot?.status == .failed }) {
      self = .failed
    } else {
      self = ended({ $0.snapshot?.status == .canceled }) ? .canceled : .completed
    }
  }
}
