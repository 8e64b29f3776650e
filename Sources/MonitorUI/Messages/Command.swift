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
  /// Read an entry once more, with the audit that pages leave out; answered by `Message.entryRead`, or not at all where
  /// another one was asked for meanwhile.
  case readEntry(id: [UInt8], task: Int)
  /// Ask the platform for the earlier runs of a kind of task, where there is nothing more urgent.
  case listRuns(code: String)
  /// Remember a run that completed.
  case keepRun(EarlierRun)
  /// Follow a task as the one with this number; follow the one with this number no longer.
  case follow(TaskID, task: Int)
  case unfollow(task: Int)
  /// Record what was written on an entry of this task; empty where it was taken away.
  case note(String, entry: String, task: Int)
  /// Send `PlaybackChange.due` after a while.
  case wake(after: Duration)
  case bell
  /// Put text into the clipboard; the words say what it is.
  case copy(text: String, what: String)
  /// Put entries into the clipboard as JSON.
  case copyJSON([Slot])
  /// Write entries into a file, and answer with `Message.saved`, `.fileExists` or `.alarm`.
  case save(SaveRequest)
  /// Show entries as plain text in the person's pager, from the one with this index on, and come back.
  case openInPager([Slot], from: Int)
  /// Show a task's page in the browser.
  case openPortal(TaskID)
  /// Go on as plain lines in the normal screen until the person comes back.
  case plainStream
  /// Turn reports of the mouse on or off.
  case mouse(Bool)
}

/// Entries to be written into a file.
package struct SaveRequest: Hashable, Sendable {
  /// As typed.
  package let path: String
  /// What is to be written, in this order.
  package let slots: [Slot]
  /// What is to be written in the place of the entries.
  package var document: String?
  /// Whether a file that is there may be replaced.
  package var replaces = false

  package init(path: String, slots: [Slot]) {
    self.path = path
    self.slots = slots
  }
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
