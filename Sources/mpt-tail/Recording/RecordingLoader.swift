import MonitorCore
import MonitorRecording
import MonitorStream
import MonitorUI

/// Works out what the screen is to be told of saved logs.
actor RecordingLoader {
  enum Change: Sendable {
    case followed(FollowEvent, task: Int)
    case playback(PlaybackChange)
    case latest(Timestamp)
    case exitStatus(Int32)
    /// Runs that were recorded whole, and whose log it is.
    case runs([EarlierRun], host: String)
    case host(String)
    case notice(String)
    case failed(ProgramFailure)
  }

  private let logs: [SavedLog]
  private let range: EntryRange
  private var sequences: [RecordSequence]
  /// What each log tells of whole runs.
  private var runs: [RecordedRuns]
  private var numbers = TaskNumbers()
  /// How many tasks the screen knows.
  private var taskCount = 0
  private var named: Set<Int> = []
  /// How each task's source did last.
  private var states: [Int: FollowState] = [:]
  private var latest = Timestamp(ticks: .min)
  private var ended: Set<Int> = []
  private var loaded: [Double?]

  init(_ logs: [SavedLog], range: EntryRange) {
    self.logs = logs
    self.range = range
    sequences = logs.enumerated().map { RecordSequence(number: $0.offset, name: $0.element.shortName) }
    loaded = logs.map { _ in 0 }
    runs = logs.map { _ in RecordedRuns() }
  }

  /// What a block of the log with this number brings.
  func load(_ block: RecordBlock, of log: Int, size: Int?) -> [Change] {
    let steps = sequences[log].steps(of: block, &numbers, keepsOrder: false)
    if sequences[log].summary.foreignSchema != nil, logs.count == 1,
      let failure = logs[log].complaint(sequences[log].summary, damage: nil)
    {
      return [.failed(failure)]
    }
    var changes = newTasks()
    for step in steps {
      switch step {
      case .event(let event, let at):
        if let at { latest = max(latest, at) }
        changes += self.changes(of: event)
        if let told = runs[log].record(event, at: at ?? latest) { changes.append(.runs(told.runs, host: told.host)) }
        if case .start(let start) = event, !start.host.isEmpty { changes.append(.host(start.host)) }
      case .entries(let batch, let moments, let task, let receivedAt):
        changes += reference(of: task)
        runs[log].record(batch, of: numbers.tasks[task], at: moments.compactMap(\.self).last ?? latest)
        let batch = range.limited(batch, receivedAt: receivedAt)
        for case let at? in moments.suffix(1) { latest = max(latest, at) }
        if moments.contains(nil) {
          for case let time? in batch.entries.lazy.map(\.timestamp) { latest = max(latest, time) }
        }
        if !batch.isEmpty { changes.append(.followed(.logs(batch, receivedAt: receivedAt), task: task)) }
      }
    }
    loaded[log] = size.map { min(1, Double(block.fileOffset) / Double(max(1, $0))) }
    let shares = loaded.compactMap(\.self)
    let share = shares.count == loaded.count ? shares.reduce(0, +) / Double(shares.count) : nil
    changes.insert(.latest(latest), at: 0)
    changes.append(.playback(.phase(.loading(share))))
    return changes
  }

  /// What the end of the log with this number brings, for a growing one that of what there is.
  func finish(_ log: Int, damage: String?, isGrowing: Bool) -> [Change] {
    let summary = sequences[log].summary
    let isFirst = ended.insert(log).inserted
    if !isGrowing, let failure = logs[log].complaint(summary, damage: damage) {
      // With others there is something to show.
      return logs.count == 1 ? [.failed(failure)] : [.notice(failure.sentence)] + settled(isGrowing)
    }
    let remarks = isFirst ? logs[log].remarks(summary, damage: damage).joined(separator: "; ") : ""
    return settled(isGrowing) + (remarks.isEmpty ? [] : [.notice(remarks)])
  }

  /// What is said once everything was read.
  private func settled(_ isGrowing: Bool) -> [Change] {
    guard ended.count == logs.count else { return [] }
    var changes = newTasks()
    for task in numbers.tasks.indices {
      var state = states[task] ?? FollowState()
      state.logIsRead = true
      if !isGrowing {
        // What was tried then is not tried any more.
        switch state.source {
        // Who was named had been there.
        case .gone: state.lastGood = named.contains(task) ? .zero : nil
        case .refused, .gaveUp: break
        case .connecting, .live, .stale, .ended: (state.source, state.problem, state.failures) = (.ended, "", 0)
        }
      } else if state.source == .connecting {
        state.source = .live
      }
      changes.append(.followed(.state(state), task: task))
    }
    return changes + [.playback(.phase(.loaded(isGrowing: isGrowing)))]
  }

  /// Tasks that the screen does not know.
  private func newTasks() -> [Change] {
    let new = numbers.tasks[taskCount...]
    taskCount = numbers.tasks.count
    return new.map { .playback(.joins($0)) }
  }

  /// What entries say of a task that no event has named.
  private func reference(of task: Int) -> [Change] {
    guard named.insert(task).inserted, let reference = numbers.references[task] else { return [] }
    return [.followed(.task(reference), task: task)]
  }

  private func changes(of event: StreamEvent) -> [Change] {
    switch event {
    case .start, .watch: return []
    case .task(let id, let snapshot, _):
      let task = numbers.number(of: id)
      named.insert(task)
      return [.followed(.task(snapshot), task: task)]
    case .source(let id, let state, _):
      states[numbers.number(of: id)] = state
      return []
    case .note(let id, let entry, let text):
      return [.playback(.note(text, entry: entry, task: numbers.number(of: id)))]
    case .end(let end):
      for outcome in end.outcomes { states[numbers.number(of: outcome.task)] = outcome.state }
      return [.exitStatus(end.exit)]
    }
  }
}
