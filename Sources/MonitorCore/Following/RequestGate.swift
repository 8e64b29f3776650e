/// Lets requests through: a few at a time, in the order in which they came, and one at a time while the server fails.
///
/// After five failures in a row, of more than one task where more are watched, only one request is on its way until one
/// succeeds. A task that fails alone does not slow the others.
package actor RequestGate {
  private static let failuresThatClose = 5

  private let width: Int
  private var taskCount: Int
  private var underWay = 0
  private var queue: [CheckedContinuation<Void, Never>] = []
  private var failures = 0
  private var failingTasks: Set<Int> = []

  /// - Parameter width: how many requests may be on their way at once.
  package init(width: Int = 8, taskCount: Int) {
    self.width = max(1, width)
    self.taskCount = taskCount
  }

  /// How many requests may be on their way now.
  package var currentWidth: Int {
    failures >= Self.failuresThatClose && failingTasks.count >= min(2, taskCount) ? 1 : width
  }

  /// More or fewer tasks ask from now on.
  package func serve(taskCount: Int) { self.taskCount = max(1, taskCount) }

  /// Waits for a place. Every `enter` needs a `leave`.
  package func enter() async {
    if underWay < currentWidth, queue.isEmpty {
      underWay += 1
    } else {
      await withCheckedContinuation { queue.append($0) }
    }
  }

  /// Gives the place back.
  ///
  /// - Parameter failed: whether the server or the way to it failed; refusals are answers.
  package func leave(task: Int, failed: Bool) {
    underWay -= 1
    if failed {
      failures += 1
      failingTasks.insert(task)
    } else {
      failures = 0
      failingTasks = []
    }
    while underWay < currentWidth, !queue.isEmpty {
      underWay += 1
      queue.removeFirst().resume()
    }
  }
}
