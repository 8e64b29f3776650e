package import MonitorCore

/// The last entries of a saved log, shown in their panes while what stands before them is read: a person mostly wants the
/// end, and reads it at once.
///
/// They are drawn and nothing else: the model holds what was read from the beginning, so that what it says of a log does not
/// depend on them. Keys are about what it holds; the first one ends it.
package struct LogTail: Sendable {
  /// When the first of them was logged: as soon as the model holds a later one, they are not the last any more.
  let oldest: Timestamp
  /// When the last of them happened.
  let latest: Timestamp
  /// Of tasks that the model does not have yet.
  private var waiting: [TaskID: [(batch: EntryBatch, receivedAt: Timestamp)]]
  /// Of those that it has, by their numbers there.
  private(set) var store = LogStore()

  /// - Parameters:
  ///   - batches: entries in the order of the log, none of them logged before `oldest`.
  ///   - latest: when the last of them happened.
  package init(
    _ batches: [(task: TaskID, batch: EntryBatch, receivedAt: Timestamp)], oldest: Timestamp, latest: Timestamp
  ) {
    self.oldest = oldest
    self.latest = latest
    waiting = Dictionary(grouping: batches, by: \.task).mapValues { $0.map { ($0.batch, $0.receivedAt) } }
  }

  /// Takes the entries of a task, which the model has by now.
  mutating func join(_ task: TaskID, number: Int) {
    for (batch, receivedAt) in waiting.removeValue(forKey: task) ?? [] {
      _ = store.merge(batch, of: number, receivedAt: receivedAt)
    }
  }
}

extension Model {
  /// A pane as it is drawn while its log is read, and the model of what it shows: the end of the log, where that is known,
  /// fills the rows, and is the end still; otherwise `nil`.
  func tail(of pane: Pane, rows: Int) -> (model: Model, pane: Pane)? {
    guard isLoading, let tail = playback?.tail, pane.viewport.isFollowing, !pane.isContext,
      pane.index.collapsed.isEmpty,
      store.order.last.map({ store.timestamp(of: $0) <= tail.oldest }) ?? true
    else { return nil }
    let last = Pane(task: pane.task, filter: pane.filter, hiding: pane.filter.hidden, over: tail.store)
    guard last.index.count >= rows else { return nil }
    var model = self
    model.store = tail.store
    model.now = max(now, tail.latest)
    // They name entries of the other store.
    model.marks = []
    return (model, last)
  }
}
