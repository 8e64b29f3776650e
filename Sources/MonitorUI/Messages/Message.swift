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
  /// A sentence for the person; gone after some seconds. Need not be safe.
  case notice(String)
  /// The same where something went wrong.
  case alarm(String)
  /// What became of a saved log that is shown.
  case playback(PlaybackChange)
  /// A file to be saved is there already: ask.
  case fileExists(SaveRequest)
}

/// A sentence for the person, until a moment of the engine's clock.
package struct Notice: Hashable, Sendable {
  package var text: String
  package var until: Duration
  package var isAlarm: Bool
}

/// An entry that was read once more.
package struct EntryAnswer: Hashable, Sendable {
  package var id: [UInt8]
  package var task: Int
  /// Its members as raw JSON, as `LogEntry.extras`; empty where there is no such entry.
  package var members: [UInt8]
  /// Why it could not be read, a safe sentence; empty where it could.
  package var problem: String

  package init(id: [UInt8], task: Int, members: [UInt8] = [], problem: String = "") {
    self.id = id
    self.task = task
    self.members = members
    self.problem = problem
  }
}
