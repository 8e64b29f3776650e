package import MonitorCore

/// When tasks are likely to end, estimated from the events of a stream: for the `task` events of tasks whose end the
/// server does not give.
package struct TaskEstimates: Sendable {
  private var estimators: [Int: ProgressEstimator] = [:]

  package init() {}

  /// Records an event of the task with this number, received at `now`.
  ///
  /// - Returns: the estimated end, where the event is of a task that reports progress and no end.
  package mutating func record(_ event: FollowEvent, of task: Int, at now: Timestamp) -> Timestamp? {
    switch event {
    case .logs(let batch, _):
      for entry in batch.entries where entry.progress != nil || entry.eta != nil {
        estimators[task, default: ProgressEstimator()].record(
          entryAt: entry.timestamp, progress: entry.progress, eta: entry.eta, at: now)
      }
    case .task(let snapshot):
      estimators[task, default: ProgressEstimator()].record(snapshot, at: now)
      if case .estimated(let end)? = estimators[task]?.reading(at: now).eta { return end }
    case .state: break
    }
    return nil
  }
}
