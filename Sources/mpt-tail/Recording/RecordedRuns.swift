import MonitorCore
import MonitorStream

/// The runs that a recording tells whole: those that completed between its start and its end, with all of their entries.
///
/// A recording of a loopback address is one of a simulated platform, and tells nothing.
struct RecordedRuns {
  private var host: String?
  private var estimates = TaskEstimates()

  /// Records an event of the recording.
  ///
  /// - Returns: the runs and whose they are, where it is the end.
  mutating func record(_ event: StreamEvent, at moment: Timestamp) -> (host: String, runs: [EarlierRun])? {
    switch event {
    // What was appended to a recording begins anew.
    case .start(let start): self = RecordedRuns(host: Self.isLoopback(start.host) ? nil : start.host)
    case .task(let task, let snapshot, _): _ = estimates.record(.task(snapshot), of: task, at: moment)
    case .watch, .source, .note: break
    case .end(let end):
      guard let host else { return nil }
      self = RecordedRuns(host: nil, estimates: estimates)
      let whole = end.outcomes.filter { $0.state.completeness == .proven }
      return (host, whole.compactMap { estimates.finishedRun(of: $0.task) })
    }
    return nil
  }

  /// Records entries of a task.
  mutating func record(_ batch: EntryBatch, of task: TaskID, at moment: Timestamp) {
    guard host != nil else { return }
    _ = estimates.record(.logs(batch, receivedAt: moment), of: task, at: moment)
  }

  private init(host: String?, estimates: TaskEstimates = TaskEstimates()) {
    (self.host, self.estimates) = (host, estimates)
  }

  init() { self.init(host: nil) }

  private static func isLoopback(_ host: String) -> Bool {
    host.hasPrefix("127.") || host.hasPrefix("localhost") || host.hasPrefix("[::1]") || host.isEmpty
  }
}
