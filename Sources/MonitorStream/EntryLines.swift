package import MonitorCore

/// Writes entries of a store in a form of output.
package struct EntryLines {
  /// Entries that become bytes at once.
  private static let portion = 1_000

  private let store: LogStore
  private let tasks: [TaskID]
  private var writer: any EntryWriter

  package init(store: LogStore, tasks: [TaskID], options: OutputOptions, form: OutputForm) {
    self.store = store
    self.tasks = tasks
    writer = form.writer(options)
  }

  /// Writes a whole file of entries, portion by portion, and leaves its end in the pipe.
  package mutating func write(_ slots: [Slot], now: Timestamp, to pipe: inout OutputPipe) throws(OutputFailure) {
    var start = 0
    while start < slots.count {
      append(slots[start..<min(slots.count, start + Self.portion)], now: now, to: &pipe.buffer)
      try pipe.flushIfFull()
      start += Self.portion
    }
    writer.finish(to: &pipe.buffer)
  }

  /// Entries as one text, such as a clipboard holds: the first 1 000.
  package mutating func text(of slots: [Slot], now: Timestamp) -> String {
    var bytes = bytes(of: slots.prefix(Self.portion), now: now)
    writer.finish(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Entries as bytes; more may follow.
  package mutating func bytes(of slots: ArraySlice<Slot>, now: Timestamp) -> [UInt8] {
    var bytes: [UInt8] = []
    append(slots, now: now, to: &bytes)
    return bytes
  }

  private mutating func append(_ slots: ArraySlice<Slot>, now: Timestamp, to output: inout [UInt8]) {
    let batch = store.batch(of: slots)
    for (slot, entry) in zip(slots, batch.entries) {
      let number = store.task(of: slot)
      guard tasks.indices.contains(number) else { continue }
      writer.append(entry, of: batch, task: tasks[number], at: now, to: &output)
    }
  }
}
