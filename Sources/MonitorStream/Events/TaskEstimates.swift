package import MonitorCore

/// When tasks are likely to end, worked out from the events of a stream.
package struct TaskEstimates: Sendable {
  private var estimators: [TaskID: ProgressEstimator] = [:]
  /// Each task as last seen, and the code of the history that its estimator has.
  private var tasks: [TaskID: TaskSnapshot] = [:]
  private var learned: [TaskID: String] = [:]
  private var histories: [String: CodeHistory] = [:]

  package init() {}

  /// Learns of earlier runs, by their code.
  package mutating func learn(_ known: [String: CodeHistory]) {
    histories.merge(known) { _, new in new }
    learned = learned.filter { known[$0.value] == nil }
  }

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
      tasks[task] = snapshot
      if learned[task] != snapshot.code, let history = histories[snapshot.code] {
        learned[task] = snapshot.code
        estimator.learn(history.history(of: snapshot))
      }
      estimator.record(snapshot, at: now)
      let end = ReportedEnd(of: snapshot, estimator.reading(at: now))
      estimators[task] = estimator
      return end
    case .state: return nil
    }
  }

  /// The run of a task for those to come; `nil` where it has not completed.
  package func finishedRun(of task: TaskID) -> EarlierRun? {
    tasks[task].flatMap { estimators[task]?.finishedRun(of: $0) }
  }
}
