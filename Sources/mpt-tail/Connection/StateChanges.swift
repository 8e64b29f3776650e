import MonitorCore
import Synchronization

/// Drops states in which nothing but times changed: every idle poll and most pages of a long history bring one.
final class StateChanges: Sendable {
  private let delivered = Mutex<[Int: FollowState]>([:])

  /// Whether an event of the task with this number is to be delivered; every event but a state is.
  func isChange(_ event: FollowEvent, of task: Int) -> Bool {
    guard case .state(let state) = event else { return true }
    let old = delivered.withLock { $0.updateValue(state, forKey: task) }
    return old.map { !state.differsInTimesOnly(from: $0) } ?? true
  }
}
