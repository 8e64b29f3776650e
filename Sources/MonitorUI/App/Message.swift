package import MonitorCore

/// What happens to the screen's model.
///
/// The program sends a `tick` before it sends keys, so that the model knows when they were typed.
package enum Message: Sendable {
  /// The wall clock, and the engine's clock since its start.
  case tick(now: Timestamp, engine: Duration)
  case key(Key)
  case resized(Size)
  /// An event of following the task with this number (as in `Model.tasks`).
  case followed(task: Int, FollowEvent)
  /// The answer to `Command.listTasks`.
  case listed(TaskPage, offset: Int)
  case listFailed(SourceFailure)
  /// The answer to `Command.readEntry`.
  case entryRead(EntryAnswer)
  /// What earlier visits left.
  case remembered(Remembered)
  /// By how many seconds this machine's clock is ahead of the server's.
  case clockError(Double)
  /// The earlier runs of some kinds of tasks, by their code: more of them are known now.
  case histories([String: CodeHistory])
  /// A sentence for the person; gone after some seconds. Need not be safe.
  case notice(String)
  /// The same where something went wrong.
  case alarm(String)
  /// What became of a saved log that is shown.
  case playback(PlaybackChange)
  /// A file to be saved is there already: ask.
  case fileExists(SaveRequest)
}
