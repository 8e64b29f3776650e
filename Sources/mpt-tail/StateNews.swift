import MonitorCore
import Synchronization

/// Tells states that say something new from those in which only the time went on: most pages of a long history bring
/// one of these, and a stream has nothing to do with it.
final class StateNews: Sendable {
  private let told = Mutex<[Int: FollowState]>([:])

  /// Whether an event of the task with this number is to be passed on; everything but states is.
  func isNews(_ event: FollowEvent, of task: Int) -> Bool {
    guard case .state(var state) = event else { return true }
    state.lastGood = nil
    state.nextPoll = nil
    return told.withLock { told in told.updateValue(state, forKey: task) != state }
  }
}
