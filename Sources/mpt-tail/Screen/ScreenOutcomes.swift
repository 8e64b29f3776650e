import MonitorCore
import MonitorStream
import MonitorUI

extension Model {
  /// What became of the tasks that are watched.
  var outcomes: [TaskOutcome] {
    openTasks.map { TaskOutcome(task: tasks[$0].id, snapshot: tasks[$0].snapshot, state: tasks[$0].state) }
  }

  /// The task with a number, while it is watched.
  func openTask(_ number: Int) -> TaskID? {
    tasks.indices.contains(number) && !tasks[number].isClosed ? tasks[number].id : nil
  }
}

extension TaskOutcome {
  /// Whether nothing more is to be expected of it.
  var isOver: Bool {
    switch state.source {
    case .ended, .gone, .gaveUp, .refused(logsOnly: false): true
    case .refused(logsOnly: true): snapshot?.status.isFinal ?? false
    case .connecting, .live, .stale: false
    }
  }

  var hasFailed: Bool {
    snapshot.map { $0.status.isFinal && $0.status != .completed } ?? false
  }
}
