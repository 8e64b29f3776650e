import MonitorCore
import Synchronization

/// Tells states that say something new from those in which only the time went on: every quiet poll and most pages of a
/// long history bring one of these.
final class StateChanges: Sendable {
  private let told = Mutex<[Int: FollowState]>([:])

  /// Whether an event of the task with this number is to be passed on; everything but states is.
  func isChange(_ event: FollowEvent, of task: Int) -> Bool {
    guard case .state(let state) = event else { return true }
    let old = told.withLock { $0.updateValue(state, forKey: task) }
    return old.map { !state.differsInTimesOnly(from: $0) } ?? true
  }
}
