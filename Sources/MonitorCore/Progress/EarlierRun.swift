/// A run that completed, as it is remembered for those to come.
package struct EarlierRun: Sendable, Hashable {
  package var task: TaskID
  /// What kind of task it was.
  package var code: String
  package var ended: Timestamp
  /// What it says of other runs.
  package var run: RunHistory.Run
  /// The share of its time during which the interval held its end, 0…1; `nil` where it was not watched, or is remembered.
  package var covered: Double?

  package init(task: TaskID, code: String, ended: Timestamp, run: RunHistory.Run, covered: Double? = nil) {
    (self.task, self.code, self.ended, self.run, self.covered) = (task, code, ended, run, covered)
  }

  /// What the platform says of a task that completed; `nil` for any other, and where no duration is known.
  package init?(_ task: TaskSnapshot) {
    guard task.status == .completed, !task.code.isEmpty, let id = TaskID(task.id), let started = task.started,
      let ended = task.completed, ended > started
    else { return nil }
    let run = RunHistory.Run(duration: ended.seconds(since: started), sizes: TaskParameters(task.raw).sizes)
    self.init(task: id, code: task.code, ended: ended, run: run)
  }
}

/// The earlier runs of one kind of task.
package struct CodeHistory: Sendable, Equatable {
  /// Newest first.
  package var runs: [EarlierRun]
  /// Factor for the width of intervals; see `IntervalScale`.
  package var intervalScale: Double
  /// When the platform was asked for them; `nil` where it was not.
  package var asked: Timestamp?

  package init(runs: [EarlierRun] = [], intervalScale: Double = 1, asked: Timestamp? = nil) {
    (self.runs, self.intervalScale, self.asked) = (runs, intervalScale, asked)
  }

  /// Seconds that such runs usually take; `nil` where none is known.
  package var usualDuration: Double? { Median.of(runs.map(\.run.duration)) }

  /// What they say of a run: a task is not its own history.
  package func history(of task: TaskSnapshot) -> RunHistory {
    RunHistory(
      runs.filter { $0.task.text != task.id }.map(\.run), sizes: TaskParameters(task.raw).sizes,
      intervalScale: intervalScale)
  }
}
