package import MonitorCore

/// What earlier runs say of the tasks that are watched.
extension Model {
  /// How long what the platform said of earlier runs is good for, in seconds.
  private static let maxAge = 6.0 * 3_600

  /// Learns of earlier runs, and asks for those that are not known.
  mutating func learn(_ known: [String: CodeHistory]) -> [Command] {
    histories.merge(known) { _, new in new }
    for (code, history) in known { usualDurations[code] = history.usualDuration }
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
      if let history = histories[snapshot.code] { tasks[task].progress.learn(history, of: snapshot, at: now) }
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

  /// Joins what is known of sub-tasks to the tasks that they belong to. Of several levels the lowest come first.
  mutating func joinSubtasks() {
    let open = openTasks
    guard open.count > 1 else { return }
    var children: [Int: [Int]] = [:]
    for child in open where !tasks[child].isFinal && !tasks[child].parentID.isEmpty {
      if let parent = open.first(where: { $0 != child && tasks[$0].id.text == tasks[child].parentID }) {
        children[parent, default: []].append(child)
      }
    }
    var waiting = children
    for _ in 0..<Self.maxLevels where !waiting.isEmpty {
      for (parent, own) in waiting where !own.contains(where: { waiting[$0] != nil }) {
        waiting[parent] = nil
        if !tasks[parent].isFinal {
          tasks[parent].progress.join(own.compactMap { tasks[$0].progress.reading.estimate })
        }
      }
    }
  }

  private static let maxLevels = 4
}

extension WatchedTask {
  /// The run for those to come; `nil` where it has not completed.
  var finishedRun: EarlierRun? { snapshot.flatMap { progress.finishedRun(of: $0) } }
}
