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

extension Duration {
  /// The time since 1970, as the clock of a recorded run.
  init(_ moment: Timestamp) {
    self = .microseconds(moment.ticks / (Timestamp.ticksPerSecond / 1_000_000))
  }
}
