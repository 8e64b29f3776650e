package import MonitorCore

/// What the program does for the screen.
package enum Command: Hashable, Sendable {
  /// Leave, because the person said so; or as by SIGINT (130).
  case quit, interrupt
  /// Stop as by SIGTSTP.
  case suspend
  /// Draw every cell again.
  case redraw
  /// Poll now; the task's number, `nil` for all.
  case pollNow(task: Int?)
  /// Fetch entries older than the oldest held, of this task.
  case fetchOlder(task: Int)
  /// Ask for a page of tasks, newest first; answered by `Message.listed` or `Message.listFailed`.
  case listTasks(offset: Int, limit: Int)
  /// Follow a task as the one with this number; follow the one with this number no longer.
  case follow(TaskID, task: Int)
  case unfollow(task: Int)
  case bell
}
