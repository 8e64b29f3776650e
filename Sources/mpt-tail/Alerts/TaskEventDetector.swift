import MonitorCore

/// Detects in the events of following that a task ended or reported its first failure. What happened before watching
/// began does not count.
struct TaskEventDetector {
  private struct Known {
    /// The start of watching, on this machine's clock.
    let began: Timestamp
    var snapshot: TaskSnapshot?
    var hasFailed = false
  }

  /// Allowed difference between the clocks of the platform's machines, in seconds.
  private static let tolerance = 2.0

  private var tasks: [TaskID: Known] = [:]
  private var message = FilledMessage()

  /// The notification that an event calls for, if any. `now` is this machine's clock.
  mutating func consume(_ event: FollowEvent, of task: TaskID, now: Timestamp) -> TaskAlert? {
    var known = tasks[task] ?? Known(began: now)
    defer { tasks[task] = known }
    switch event {
    case .state: return nil
    case .task(let snapshot):
      let before = known.snapshot?.status
      known.snapshot = snapshot
      // A final status that turns into another one is an end as well: Completed that was Failed after all.
      guard let before, snapshot.status.isFinal, before != snapshot.status else { return nil }
      return TaskAlert(kind: .ended, task: task, snapshot: snapshot)
    case .logs(let batch, let receivedAt):
      guard !known.hasFailed else { return nil }
      let failures = batch.entries.filter { $0.severity == .failure && !$0.isInvalid }
      guard !failures.isEmpty else { return nil }
      known.hasFailed = true
      // By the platform's clock: entries carry that one.
      let began = receivedAt.advanced(bySeconds: known.began.seconds(since: now) - Self.tolerance)
      let latest = receivedAt.advanced(bySeconds: 60)
      guard failures.allSatisfy({ $0.timestamp.map { $0 >= began && $0 <= latest } ?? false }),
        let first = failures.first, let snapshot = known.snapshot, !snapshot.status.isFinal
      else { return nil }
      return TaskAlert(kind: .failure, task: task, snapshot: snapshot, entry: text(of: first, in: batch))
    }
  }

  private mutating func text(of entry: LogEntry, in batch: EntryBatch) -> String {
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
    }
    return TaskAlert.short(String(decoding: message.text, as: UTF8.self))
  }
}
