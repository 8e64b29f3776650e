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
