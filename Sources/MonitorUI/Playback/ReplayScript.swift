package import MonitorCore

/// What a recording says, in the order in which it became known, and when each of it did.
///
/// An entry is held once, as it came first, in a store whose slots are in the order of arrival; revisions and everything
/// else are events between them.
package struct ReplayScript: Sendable {
  /// A place in the script: how many entries, and how many events, are before it.
  package struct Cursor: Sendable, Hashable {
    package var entry = 0
    package var event = 0

    package init() {}
  }

  enum Change: Sendable {
    case joins(TaskID)
    /// A task that was watched before is again, or is no longer.
    case returns(Int)
    case leaves(Int)
    case followed(FollowEvent, task: Int)
    /// What was written on an entry that has come.
    case note(String, on: Slot)
  }

  struct Event: Sendable {
    fileprivate(set) var at: Timestamp
    /// How many entries came before it.
    let entry: Int
    let change: Change
  }

  /// What was said of a task so far.
  private struct Known: Sendable {
    var state = FollowState()
    var isWatched = true
    var isHeard = false
    /// When its source last answered.
    var answeredAt = Duration.zero
  }

  /// The entries as they came first; their slots are in the order of arrival.
  package private(set) var entries = LogStore()
  private(set) var arrivals: [Timestamp] = []
  private(set) var events: [Event] = []
  private var known: [Known] = []
  /// The newest revision of entries that were revised.
  private var revisions: [Slot: Int32] = [:]
  /// Notes on entries that have not come yet, by task and id.
  private var awaitedNotes: [Int: [(entry: [UInt8], note: String)]] = [:]
  /// When it begins and ends; `nil` while nothing is known.
  package private(set) var start: Timestamp?
  package private(set) var end: Timestamp?

  package init() {}

  /// How many tasks have joined.
  package var taskCount: Int { known.count }
  /// How many entries, and how much else, it holds.
  package var stepCount: Int { arrivals.count + events.count }

  /// When an entry came.
  func arrival(of slot: Slot) -> Timestamp { arrivals[Int(slot)] }

  // MARK: Writing

  /// A task that nothing named before; its number is the next one.
  package mutating func join(_ task: TaskID, at moment: Timestamp?) {
    add(.joins(task), at: moment)
    known.append(Known())
  }

  /// A task that joined is watched again, or no longer; what it is already changes nothing.
  package mutating func watch(_ task: Int, isJoining: Bool, at moment: Timestamp?) {
    guard known.indices.contains(task), known[task].isWatched != isJoining else { return }
    known[task].isWatched = isJoining
    add(isJoining ? .returns(task) : .leaves(task), at: moment)
  }

  package mutating func record(_ snapshot: TaskSnapshot, of task: Int, at moment: Timestamp?) {
    let at = add(.followed(.task(snapshot), task: task), at: moment)
    hear(task, at)
  }

  /// How a source did from then on.
  package mutating func record(_ state: FollowState, of task: Int, at moment: Timestamp?) {
    let at = clamped(moment)
    var state = state
    state.logIsRead = state.logIsRead || known[task].state.logIsRead
    state.lastGood = state.source == .stale ? known[task].answeredAt : Duration(at)
    if state.source == .stale { state.failures = known[task].state.failures + 1 }
    // What was never heard of was never there, as far as anybody knows.
    if state.source == .gone, !known[task].isHeard { state.lastGood = nil }
    known[task].state = state
    add(.followed(.state(state), task: task), at: at)
    if state.source != .stale { known[task].answeredAt = Duration(at) }
  }

  /// What was written on an entry; empty where a note was taken away. On one that comes later it stands from then on.
  package mutating func record(note: String, on entry: String, of task: Int, at moment: Timestamp?) {
    if let slot = entries.slot(of: entry.utf8, task: task) {
      add(.note(note, on: slot), at: moment)
    } else {
      awaitedNotes[task, default: []].append((Array(entry.utf8), note))
    }
  }

  private mutating func addAwaitedNotes(of task: Int) {
    guard let awaited = awaitedNotes.removeValue(forKey: task) else { return }
    for (entry, note) in awaited {
      if let slot = entries.slot(of: entry, task: task) {
        add(.note(note, on: slot), at: nil)
      } else {
        awaitedNotes[task, default: []].append((entry, note))
      }
    }
  }

  /// Entries of a task, each with when it was received, where that is known.
  package mutating func append(_ batch: EntryBatch, at moments: [Timestamp?], of task: Int, receivedAt: Timestamp) {
    var fresh: [LogEntry] = []
    var times: [Timestamp] = []
    var isTimeless = false
    for (entry, moment) in zip(batch.entries, moments) {
      let at = clamped(moment ?? entry.timestamp ?? receivedAt)
      if entry.revision > 1 || entry.isRevised {
        append(fresh, times, of: batch, task)
        (fresh, times, isTimeless) = ([], [], false)
        revise(entry, of: batch, task, at)
        continue
      }
      // One without a time of its own belongs where it was received.
      if isTimeless || entry.timestamp == nil, times.last.map({ $0 != at }) ?? false {
        append(fresh, times, of: batch, task)
        (fresh, times, isTimeless) = ([], [], false)
      }
      isTimeless = isTimeless || entry.timestamp == nil
      fresh.append(entry)
      times.append(at)
    }
    append(fresh, times, of: batch, task)
  }

  private mutating func append(_ fresh: [LogEntry], _ times: [Timestamp], of batch: EntryBatch, _ task: Int) {
    guard let last = times.last else { return }
    let added = entries.merge(EntryBatch(bytes: batch.bytes, entries: fresh), of: task, receivedAt: last).added
    if added.count == times.count {
      arrivals += times
    } else {
      // Some came before, and change nothing.
      var remaining = added[...]
      for (entry, at) in zip(fresh, times) {
        guard let next = remaining.first else { break }
        guard entries.id(of: next)[...] == batch.bytes[entry.id] else { continue }
        arrivals.append(at)
        remaining = remaining.dropFirst()
      }
    }
    end = max(end ?? last, last)
    hear(task, last, isEntry: true)
    addAwaitedNotes(of: task)
  }

  private mutating func revise(_ entry: LogEntry, of batch: EntryBatch, _ task: Int, _ at: Timestamp) {
    guard let slot = entries.slot(of: batch.bytes[entry.id], task: task) else {
      return append([entry], [at], of: batch, task)
    }
    guard entry.revision > revisions[slot] ?? entries.revision(of: slot) else { return }
    revisions[slot] = entry.revision
    // A store of its own holds no more than this entry's bytes.
    var own = LogStore()
    let changes = own.merge(EntryBatch(bytes: batch.bytes, entries: [entry]), of: task, receivedAt: at)
    var alone = own.batch(of: changes.added)
    for index in alone.entries.indices { alone.entries[index].isRevised = entry.isRevised }
    add(.followed(.logs(alone, receivedAt: at), task: task), at: at)
    hear(task, at, isEntry: true)
  }

  /// Something was heard of a task: its source answers, and its log was read with the first entries, or is empty.
  private mutating func hear(_ task: Int, _ at: Timestamp, isEntry: Bool = false) {
    guard known.indices.contains(task) else { return }
    known[task].answeredAt = Duration(at)
    defer { known[task].isHeard = true }
    guard !known[task].state.logIsRead, isEntry || known[task].isHeard && known[task].state.source == .live else {
      return
    }
    known[task].state.logIsRead = true
    add(.followed(.state(known[task].state), task: task), at: at)
  }

  @discardableResult
  private mutating func add(_ change: Change, at moment: Timestamp?) -> Timestamp {
    let at = clamped(moment)
    events.append(Event(at: at, entry: arrivals.count, change: change))
    if start != nil { end = at }
    return at
  }

  /// Time does not go back. What happened before any moment is known happened at the first one.
  private mutating func clamped(_ moment: Timestamp?) -> Timestamp {
    guard let moment else { return end ?? Timestamp(ticks: 0) }
    if start == nil {
      start = moment
      for index in events.indices { events[index].at = moment }
      for index in known.indices { known[index].answeredAt = Duration(moment) }
      if !events.isEmpty { end = moment }
    }
    return max(end ?? moment, moment)
  }
}
