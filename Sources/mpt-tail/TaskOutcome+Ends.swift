import MonitorCore
import MonitorStream

extension TaskOutcome {
  /// Whether nothing more is to be expected of it.
  var isOver: Bool {
    switch state.source {
    case .ended, .gone, .gaveUp, .refused(logsOnly: false): true
    case .refused(logsOnly: true): snapshot?.status.isFinal ?? false
    case .connecting, .live, .stale: false
    }
  }

  /// Whether it ended otherwise than completed, as far as is known by now; its log may not be told yet.
  var hasFailed: Bool {
    snapshot.map { $0.status.isFinal && $0.status != .completed } ?? false
  }

  /// Whether it failed, and why is told: `--fail-fast` ends by it.
  var hasFailedForGood: Bool { isOver && hasFailed }
}
