package import MonitorCore

/// What became of a watched task: what the summary and the `end` event say.
package struct TaskOutcome: Sendable {
  package var task: TaskID
  /// The task as last read; `nil` where it never could be.
  package var snapshot: TaskSnapshot?
  package var state: FollowState

  package init(task: TaskID, snapshot: TaskSnapshot? = nil, state: FollowState = FollowState()) {
    self.task = task
    self.snapshot = snapshot
    self.state = state
  }

  /// Takes in what following told.
  package mutating func note(_ event: FollowEvent) {
    switch event {
    case .task(let snapshot): self.snapshot = snapshot
    case .state(let state): self.state = state
    case .logs: break
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
  func secondsUntilNextPoll(_ now: Duration) -> Double? {
    guard let nextPoll else { return nil }
    let (seconds, attoseconds) = (nextPoll - now).components
    return max(0, Double(seconds) + Double(attoseconds) / 1e18)
  }
}
