package import MonitorCore

/// What earlier runs say of the tasks that are watched.
extension Model {
  /// How long what the platform said of earlier runs is good for, in seconds.
  private static let maxAge = 6.0 * 3_600

  /// Learns of earlier runs, and asks for those that are not known.
  mutating func learn(_ known: [String: CodeHistory]) -> [Command] {
    histories.merge(known) { _, new in new }
    return tasks.indices.flatMap { task in
      if let code = tasks[task].snapshot?.code, known[code] != nil { tasks[task].learnedRuns = nil }
      return consultHistory(of: task)
    }
  }

  /// Tells the task what earlier runs of its kind say, as far as that is news to it; and asks for more once.
  mutating func consultHistory(of task: Int) -> [Command] {
    guard keepsHistory, let snapshot = tasks[task].snapshot, !snapshot.code.isEmpty, !tasks[task].isClosed else {
      return []
    }
    var commands: [Command] = []
    if tasks[task].learnedRuns != snapshot.code {
      tasks[task].learnedRuns = snapshot.code
      if let history = histories[snapshot.code] { tasks[task].progress.learn(history.history(of: snapshot), at: now) }
    }
    if snapshot.status == .completed, !tasks[task].isRunKept, let run = tasks[task].finishedRun {
      tasks[task].isRunKept = true
      commands.append(.keepRun(run))
    }
    guard !snapshot.status.isFinal, playback == nil, askedCodes.insert(snapshot.code).inserted else { return commands }
    if let asked = histories[snapshot.code]?.asked, now.seconds(since: asked) < Self.maxAge, now >= asked {
      return commands
    }
    return commands + [.listRuns(code: snapshot.code)]
  }

  /// The runs that completed while they were watched.
  package var finishedRuns: [EarlierRun] { keepsHistory ? openTasks.compactMap { tasks[$0].finishedRun } : [] }

  /// Seconds that tasks of a code usually take; `nil` where that is not known.
  func usualDuration(of code: String) -> Double? { histories[code]?.usualDuration }
}

extension WatchedTask {
  /// The run for those to come; `nil` where it has not completed.
  var finishedRun: EarlierRun? { snapshot.flatMap { progress.finishedRun(of: $0) } }
}
