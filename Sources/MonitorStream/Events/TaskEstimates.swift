package import MonitorCore

/// When tasks are likely to end, worked out from the events of a stream.
package struct TaskEstimates: Sendable {
  private var estimators: [TaskID: ProgressEstimator] = [:]

  package init() {}

  /// Records an event of a task, received at `now`.
  ///
  /// - Returns: when the task will end, where the event is the task itself.
  package mutating func record(_ event: FollowEvent, of task: TaskID, at now: Timestamp) -> ReportedEnd? {
    switch event {
    case .logs(let batch, _):
      for entry in batch.entries where entry.progress != nil || entry.eta != nil {
        estimators[task, default: ProgressEstimator()].record(
          entryAt: entry.timestamp, progress: entry.progress, eta: entry.eta, at: now)
      }
      return nil
    case .task(let snapshot):
      var estimator = estimators[task] ?? ProgressEstimator()
      estimator.record(snapshot, at: now)
      let end = ReportedEnd(of: snapshot, estimator.reading(at: now))
      estimators[task] = estimator
      return end
    case .state: return nil
    }
  }
}
