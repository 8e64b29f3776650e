package import MonitorCore

/// How watching a task went: what the summary and the `end` event say.
package struct TaskOutcome: Sendable {
  package var task: TaskID
  /// The task as last read; `nil` where it never could be.
  package var snapshot: TaskSnapshot?
  package var state: FollowState
  package private(set) var digest = EntryDigest()

  package init(task: TaskID, snapshot: TaskSnapshot? = nil, state: FollowState = FollowState()) {
    self.task = task
    self.snapshot = snapshot
    self.state = state
  }

  /// Applies an event of the task.
  package mutating func apply(_ event: FollowEvent) {
    switch event {
    case .task(let snapshot): self.snapshot = snapshot
    case .state(let state): self.state = state
    case .logs(let batch, _): digest.record(batch)
    }
  }

  /// Seconds from the task's start to its end; `nil` where either is unknown.
  package var elapsed: Double? {
    guard let snapshot, let end = snapshot.completed, let start = snapshot.started ?? snapshot.created, end >= start
    else { return nil }
    return end.seconds(since: start)
  }
}

extension FollowState {
  /// Seconds until the next request, never negative; `nil` where none is due. `now` is the engine's clock.
  package func secondsUntilNextPoll(_ now: Duration) -> Double? {
    guard let nextPoll else { return nil }
    let (seconds, attoseconds) = (nextPoll - now).components
    return max(0, Double(seconds) + Double(attoseconds) / 1e18)
  }
}

extension TaskOutcome {
  /// Whether no more entries can come.
  package var isOver: Bool {
    switch state.source {
    case .ended, .gone, .gaveUp, .refused(logsOnly: false): true
    case .refused(logsOnly: true): snapshot?.status.isFinal ?? false
    case .connecting, .live, .stale: false
    }
  }

  /// Whether it ended otherwise than completed, as far as is known; its log may not be delivered yet.
  package var hasFailed: Bool {
    snapshot.map { $0.status.isFinal && $0.status != .completed } ?? false
  }

  /// Whether following ended, and something may be missing.
  package var isIncomplete: Bool { incompleteness != nil }

  /// What may be missing, as a sentence without its period; `nil` where following goes on, or all is there.
  package var incompleteness: String? {
    if case .unproven(let reason) = state.completeness { reason } else { nil }
  }

  /// Whether everything, or the log alone, was refused.
  package var isRefused: Bool {
    if case .refused = state.source { true } else { false }
  }

  /// Whether it failed and its log was delivered: `--fail-fast` ends by it.
  package var hasFailedForGood: Bool { isOver && hasFailed }
}
