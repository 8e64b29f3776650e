import Synchronization

/// Bounds the requests under way: a few at once, in the order in which they came, and one at a time while the server fails.
///
/// After five failures in a row, of more than one task where more are watched, one request is under way until one succeeds.
/// A task that fails alone does not slow the others.
package final class RequestGate: Sendable {
  private static let failuresThatClose = 5

  private struct State {
    let width: Int
    var taskCount: Int
    var failures = 0
    var failingTasks: Set<Int> = []

    var currentWidth: Int {
      failures >= RequestGate.failuresThatClose && failingTasks.count >= min(2, taskCount) ? 1 : width
    }
  }

  private let state: Mutex<State>
  private let gate: Gate

  /// - Parameter width: how many requests may be under way at once.
  package init(width: Int = 8, taskCount: Int) {
    state = Mutex(State(width: max(1, width), taskCount: taskCount))
    gate = Gate(width: width)
  }

  /// How many requests may be under way now.
  package var currentWidth: Int { state.withLock { $0.currentWidth } }

  /// More or fewer tasks ask from now on.
  package func serve(taskCount: Int) {
    state.withLock { state in
      state.taskCount = max(1, taskCount)
      gate.resize(to: state.currentWidth)
    }
  }

  /// Begins a request; waits, where the caller runs, while too many are under way. Every `enter` needs a `leave`.
  package nonisolated(nonsending) func enter() async { await gate.enter() }

  /// Ends a request.
  ///
  /// - Parameter failed: whether the server or the way to it failed; refusals are answers.
  package func leave(task: Int, failed: Bool) {
    state.withLock { state in
      if failed {
        state.failures += 1
        state.failingTasks.insert(task)
      } else {
        state.failures = 0
        state.failingTasks = []
      }
      // Inside the lock, so that widths reach the gate in the order in which they were decided.
      gate.leave(width: state.currentWidth)
    }
  }
}
