package import MonitorCore

/// A task on the screen: what is known of it and of following it.
package struct WatchedTask: Sendable {
  package let id: TaskID
  package var snapshot: TaskSnapshot?
  package var state = FollowState()
  package var progress = TaskProgress()
  /// How many entries came lately.
  var rate = EntryRate()
  /// The engine's clock when the task was first seen to have ended.
  var endedAt: Duration?
  /// Whether it had ended when it was first seen.
  private(set) var hadEnded = false
  /// The engine's clock when an error last came that was written since the task is watched.
  var lastErrorAt: Duration?
  /// When something was first heard of it, on the server's clock.
  private var heardAt: Timestamp?
  /// Whether its pane was closed: it is followed and shown no more, and keeps its number.
  package internal(set) var isClosed = false
  /// What came since the person last looked at it; `nil` on the first visit.
  package internal(set) var sinceLeft: SinceLastVisit?
  /// The code whose earlier runs it was told; and whether it was handed on itself, once completed.
  var learnedRuns: String?
  var isRunKept = false
  /// The end of its id that no other has.
  package var tag = ""
  /// What stands for the task in the merged pane: see `TaskLabels`.
  var label = ""

  package init(id: TaskID) {
    self.id = id
  }

  /// Records the task as last read, on the run's clock.
  mutating func record(_ snapshot: TaskSnapshot, now: Timestamp, clock: Duration) {
    if endedAt == nil, snapshot.status.isFinal { hadEnded = self.snapshot?.status.isFinal ?? true }
    self.snapshot = snapshot
    heardAt = heardAt ?? now
    progress.record(snapshot, at: now)
    endedAt = snapshot.status.isFinal ? endedAt ?? clock : nil
  }

  /// Records entries that were merged into a store, as those of the task with this number. Answers whether errors came
  /// that were written since it is watched: a recording does not say when the first reading was over.
  mutating func record(_ changes: Changes, of store: LogStore, number: Int, now: Timestamp, clock: Duration) -> Bool {
    progress.record(changes, of: store, task: number, at: now)
    rate.record(changes, of: store, task: number, now: now)
    let heard = heardAt ?? now
    heardAt = heard
    guard
      changes.added.contains(where: {
        store.severity(of: $0) >= .error && store.hasTimestamp($0) && store.timestamp(of: $0) >= heard
      })
    else { return false }
    lastErrorAt = clock
    return true
  }

  /// How many entries older than those held the server counts; 0 where there are none, or it does not say.
  var older: Int { state.hasOlder ? max(0, state.older ?? 0) : 0 }

  // Asked of every task with every frame: not worth a copy of the task.
  @inline(__always)
  package var status: TaskStatus? { snapshot?.status }

  /// The id of the task that it belongs to, as the platform names it; empty where it belongs to none.
  @inline(__always)
  var parentID: Substring {
    guard let parent = snapshot?.parent, !parent.isEmpty else { return "" }
    guard parent.last == ")", let open = parent.lastIndex(of: "(") else { return parent[...] }
    return parent[parent.index(after: open)...].dropLast()
  }

  @inline(__always)
  package var isFinal: Bool { snapshot?.status.isFinal ?? false }

  /// How long the task has run, or ran, in seconds; `nil` before it started.
  func elapsed(now: Timestamp) -> Double? {
    guard let snapshot, let start = snapshot.started ?? (snapshot.status.isWaiting ? nil : snapshot.created)
    else { return nil }
    let end = snapshot.status.isFinal ? snapshot.completed ?? snapshot.updated : now
    guard let end else { return nil }
    return max(0, end.seconds(since: start))
  }

  /// The ends of the ids, as short as they differ, at least four characters.
  static func tags(of ids: [TaskID]) -> [String] {
    let maxLength = ids.map(\.text.count).max() ?? 0
    var length = 4
    while length < maxLength, Set(ids.map { $0.text.suffix(length) }).count < Set(ids).count { length += 1 }
    return ids.map { String($0.text.suffix(length)) }
  }
}
