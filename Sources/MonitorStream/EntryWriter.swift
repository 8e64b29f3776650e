package import MonitorCore

/// One form of output: how entries are written, and in forms that have it, what is said of their tasks.
///
/// A form is added by a writer in a file of its own and a row in `OutputForm.all`.
package protocol EntryWriter: Sendable {
  /// Appends one entry of a task. `moment` is the server's clock when it was received; `nil` where that is not known.
  mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8])

  /// Appends an event that is no entry, in forms that have it; `moment` as for entries.
  mutating func append(_ event: StreamEvent, at moment: Timestamp?, to output: inout [UInt8])

  /// Appends what closes a file. Nothing is written after it.
  mutating func finish(to output: inout [UInt8])
}

extension EntryWriter {
  package mutating func append(_ event: StreamEvent, at moment: Timestamp?, to output: inout [UInt8]) {}

  package mutating func finish(to output: inout [UInt8]) {}

  /// Writes all entries of a batch, and lets the pipe write whenever enough came together.
  package mutating func write(
    _ batch: EntryBatch, of task: TaskID, at moment: Timestamp?, to pipe: inout OutputPipe
  ) throws(OutputFailure) {
    let entries = batch.entries.span
    for index in entries.indices {
      append(entries[index], of: batch, task: task, at: moment, to: &pipe.buffer)
      try pipe.flushIfFull()
    }
  }
}

/// What a person chose about output; each form follows what concerns it.
package struct OutputOptions: Sendable {
  package var times = TimestampMode.local
  /// Whether the task's id stands before the message: where several tasks are watched.
  package var showsTask = false
  /// Whether severities are coloured. Nothing else ever writes an escape sequence.
  package var usesColor = false
  /// Whether the output is 7-bit.
  package var isASCII = false
  /// The local zone, for `TimestampMode.local`.
  package var zone: ZoneOffset = { _ in 0 }
  /// What a line is made of; `nil` for the usual.
  package var format: PlacedText<EntryPlace>?

  package init() {}
}
