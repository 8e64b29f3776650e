import Synchronization

/// Lets requests through: a few at a time, in the order in which they came, and one at a time while the server fails.
///
/// After five failures in a row, of more than one task where more are watched, only one request is on its way until one
/// succeeds. A task that fails alone does not slow the others.
///
/// A lock and no actor: every request would change its executor four times for that.
package final class RequestGate: Sendable {
  private static let failuresThatClose = 5

  private struct State {
    let width: Int
    var taskCount: Int
    var underWay = 0
    var queue: [CheckedContinuation<Void, Never>] = []
    var failures = 0
    var failingTasks: Set<Int> = []

    var currentWidth: Int {
      failures >= RequestGate.failuresThatClose && failingTasks.count >= min(2, taskCount) ? 1 : width
    }

    /// Takes a place, where there is one and nobody waits for it.
    mutating func enter() -> Bool {
      guard underWay < currentWidth, queue.isEmpty else { return false }
      underWay += 1
      return true
    }
  }

  private let state: Mutex<State>

  /// - Parameter width: how many requests may be on their way at once.
  package init(width: Int = 8, taskCount: Int) {
    state = Mutex(State(width: max(1, width), taskCount: taskCount))
  }

  /// How many requests may be on their way now.
  package var currentWidth: Int { state.withLock { $0.currentWidth } }

  /// More or fewer tasks ask from now on.
  package func serve(taskCount: Int) { state.withLock { $0.taskCount = max(1, taskCount) } }

  /// Waits for a place, where the caller runs. Every `enter` needs a `leave`.
  package nonisolated(nonsending) func enter() async {
    if state.withLock({ $0.enter() }) { return }
    await withCheckedContinuation { continuation in
      let hasPlace = state.withLock { state in
        let hasPlace = state.enter()
        if !hasPlace { state.queue.append(continuation) }
        return hasPlace
      }
      if hasPlace { continuation.resume() }
    }
  }

  /// Gives the place back.
  ///
  /// - Parameter failed: whether the server or the way to it failed; refusals are answers.
  package func leave(task: Int, failed: Bool) {
    let next = state.withLock { state in
      state.underWay -= 1
      if failed {
        state.failures += 1
        state.failingTasks.insert(task)
      } else {
        state.failures = 0
        state.failingTasks = []
      }
      let places = max(0, min(state.queue.count, state.currentWidth - state.underWay))
      state.underWay += places
      defer { state.queue.removeFirst(places) }
      return Array(state.queue.prefix(places))
    }
    for continuation in next { continuation.resume() }
  }
}
