import MonitorCore

/// What a recording is played on.
protocol ReplayTarget {
  var now: Timestamp { get }
  /// Whether something is counted by the second.
  var hasRunningTask: Bool { get }
  mutating func tick(to moment: Timestamp)
  mutating func join(_ task: TaskID)
  mutating func watch(_ task: Int, isJoining: Bool)
  mutating func apply(_ event: FollowEvent, of task: Int)
  /// Writes on an entry; an empty text takes away what was written.
  mutating func note(_ text: String, on slot: Slot)
  /// Applies entries that came together.
  mutating func apply(_ batches: [EntryBatch], receivedAt: Timestamp, of task: Int)
}

extension ReplayTarget {
  /// Longer pauses are passed over: what is counted is the same after them.
  private static var maxSeconds: Int64 { 3_600 }

  /// Lets time go on to a moment, as a screen that is drawn every second sees it. Answers how much work that was.
  mutating func pass(to moment: Timestamp) -> Int {
    let second = Timestamp.ticksPerSecond
    var work = 1
    if hasRunningTask, moment > now {
      let last = (moment.ticks - 1) / second
      let first = max(now.ticks / second + 1, last - Self.maxSeconds)
      if first <= last {
        for number in first...last { tick(to: Timestamp(ticks: number * second)) }
        work += Int(last - first + 1)
      }
    }
    tick(to: moment)
    return work
  }
}

extension Model: ReplayTarget {
  var hasRunningTask: Bool { tasks.contains { !$0.isClosed && !$0.isFinal } }

  mutating func tick(to moment: Timestamp) {
    now = max(now, moment)
    for task in tasks.indices { tasks[task].progress.tick(now) }
    joinSubtasks()
    settleHeights()
  }

  mutating func join(_ task: TaskID) { addRecordedTask(task) }

  mutating func watch(_ task: Int, isJoining: Bool) {
    guard tasks.indices.contains(task), tasks[task].isClosed == isJoining else { return }
    tasks[task].isClosed = !isJoining
    if isJoining {
      panes.append(Pane(task: task, filter: filter, over: store))
    } else if let index = panes.firstIndex(where: { $0.task == task }) {
      panes.remove(at: index)
      if focus >= index { focus = max(0, min(focus - (focus > index ? 1 : 0), panes.count - 1)) }
      if panes.count <= 1 { isZoomed = false }
    }
    if let merged = mergedPane { mergedPane = panes.count > 1 ? remade(merged) : nil }
    renewTags()
  }

  mutating func apply(_ event: FollowEvent, of task: Int) {
    // Nothing is asked of a recording.
    let _: [Command] = apply(event, of: task)
  }

  mutating func note(_ text: String, on slot: Slot) {
    guard let replay = playback?.replay, store.holds(slot) else { return }
    // What the one who looks on wrote stays.
    guard notes[slot] == nil || replay.recorded.notes.contains(slot) else { return }
    notes[slot] = text.isEmpty ? nil : text
    playback?.replay?.recorded.notes.insert(slot)
    guard !text.isEmpty, !marks.contains(slot), !replay.marksAhead.contains(slot) else { return }
    marks.insert(slot, at: min(replay.recorded.marks.count, marks.count))
    playback?.replay?.recorded.marks.insert(slot)
  }

  mutating func apply(_ batches: [EntryBatch], receivedAt: Timestamp, of task: Int) {
    for batch in batches { let _: [Command] = apply(.logs(batch, receivedAt: receivedAt), of: task) }
  }
}

extension Duration {
  /// The time since 1970, as the clock of a recorded run.
  init(_ moment: Timestamp) {
    self = .microseconds(moment.ticks / (Timestamp.ticksPerSecond / 1_000_000))
  }
}
