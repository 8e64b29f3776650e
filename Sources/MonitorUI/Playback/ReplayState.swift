import MonitorCore

/// What was known at a moment of a recording: all of it that a screen shows, but what a person chose.
struct ReplayState: Sendable, ReplayTarget {
  private(set) var now: Timestamp
  private(set) var store = LogStore()
  private(set) var tasks: [WatchedTask] = []
  /// The tasks that are watched, in the order of their panes.
  private(set) var open: [Int] = []
  private(set) var heights = PaneHeights()
  /// What was written on entries, and the order in which it was.
  private(set) var notes: [Slot: String] = [:]
  private(set) var noted: [Slot] = []
  private(set) var cursor = ReplayScript.Cursor()

  init(at moment: Timestamp) {
    now = moment
  }

  /// What is known of it at a later moment.
  ///
  /// - Returns: whether it got there within the limit of work, and how much it did.
  @discardableResult
  mutating func advance(
    to moment: Timestamp, in script: ReplayScript, limit: Int = .max / 2
  ) -> (isDone: Bool, work: Int) {
    var cursor = cursor
    defer { self.cursor = cursor }
    return script.play(on: &self, from: &cursor, to: moment, limit: limit)
  }

  var hasRunningTask: Bool { tasks.contains { !$0.isClosed && !$0.isFinal } }

  mutating func tick(to moment: Timestamp) {
    now = max(now, moment)
    for task in tasks.indices { tasks[task].progress.tick(now) }
    settle()
  }

  mutating func join(_ task: TaskID) {
    open.append(tasks.count)
    tasks.append(WatchedTask(id: task))
  }

  mutating func watch(_ task: Int, isJoining: Bool) {
    guard tasks.indices.contains(task) else { return }
    tasks[task].isClosed = !isJoining
    open.removeAll { $0 == task }
    if isJoining { open.append(task) }
  }

  mutating func apply(_ event: FollowEvent, of task: Int) {
    guard tasks.indices.contains(task), !tasks[task].isClosed else { return }
    switch event {
    case .task(let snapshot): tasks[task].record(snapshot, now: now, clock: Duration(now))
    case .state(let state): tasks[task].state = state
    case .logs(let batch, let receivedAt): apply([batch], receivedAt: receivedAt, of: task)
    }
  }

  mutating func note(_ text: String, on slot: Slot) {
    notes[slot] = text.isEmpty ? nil : text
    if !text.isEmpty, !noted.contains(slot) { noted.append(slot) }
  }

  mutating func apply(_ batches: [EntryBatch], receivedAt: Timestamp, of task: Int) {
    guard tasks.indices.contains(task), !tasks[task].isClosed else { return }
    var all = Changes()
    for batch in batches {
      let changes = store.merge(batch, of: task, receivedAt: receivedAt)
      all.added += changes.added
      all.revised += changes.revised
    }
    guard !all.isEmpty else { return }
    if tasks[task].record(all, of: store, number: task, now: now, clock: Duration(now)) { settle() }
  }

  /// The heights of panes that nobody touched, the first of which has the focus.
  private mutating func settle() {
    guard open.count > 1 else { return }
    heights.settle(open, of: tasks, focus: open.first, now: Duration(now))
  }
}

/// States of a recording, some way apart, so that any other is near one.
package struct ReplayStates: Sendable {
  /// How much work lies between two of them at first, and how many there are before half of them are dropped.
  private static let spacing = 4_096
  private static let maxCount = 40

  private var states: [ReplayState] = []
  private var spacing = Self.spacing
  private var last: ReplayState?
  /// How much lies between the last of them and `last`.
  private var work = 0

  package init() {}

  /// Works out the states of a script as far as it goes by now.
  package mutating func extend(over script: ReplayScript) {
    guard let start = script.start, let end = script.end else { return }
    var state = last ?? ReplayState(at: start)
    last = nil
    if states.isEmpty { states.append(state) }
    // What comes at the last moment may be followed by more of it.
    let moment = end.advanced(bySeconds: -0.000_000_1)
    while true {
      let (isDone, done) = state.advance(to: moment, in: script, limit: max(1, spacing - work))
      work += done
      if isDone { break }
      work = 0
      states.append(state)
      if states.count > Self.maxCount {
        spacing *= 2
        states = states.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      }
    }
    last = state
  }

  /// The newest state that is not after a moment; `nil` where there is none.
  func state(before moment: Timestamp) -> ReplayState? {
    if let last, last.now <= moment { return last }
    let index = states.partitioningIndex { $0.now > moment }
    return index > 0 ? states[index - 1] : nil
  }
}

extension Array {
  /// The first index from which on a condition holds that holds for no element before.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
