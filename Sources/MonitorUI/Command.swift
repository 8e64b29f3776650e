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
  case bell
}
