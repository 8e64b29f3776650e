package import MonitorCore

/// Writes entries of a store in a form of output.
package struct EntryLines {
  /// Entries that become bytes at once.
  private static let portion = 1_000

  private let store: LogStore
  private let tasks: [TaskID]
  private var writer: any EntryWriter
  /// Whether it is written when entries were received: as nobody remembers that, it is the entries' own time.
  private let isRecording: Bool
  /// What a file says beside its entries, in forms that have it, and at which moments.
  package var opening: [StreamEvent] = []
  package var closing: [(event: StreamEvent, at: Timestamp?)] = []

  package init(store: LogStore, tasks: [TaskID], options: OutputOptions, form: OutputForm) {
    isRecording = form.writesTasks
    self.store = store
    self.tasks = tasks
    writer = form.writer(options)
  }

  /// Writes a whole file of entries, portion by portion, and leaves its end in the pipe.
  package mutating func write(_ slots: [Slot], now: Timestamp, to pipe: inout OutputPipe) throws(OutputFailure) {
    let begin = slots.lazy.filter { [store] in store.hasTimestamp($0) }.first.map(store.timestamp)
    for event in opening { writer.append(event, at: begin, to: &pipe.buffer) }
    var start = 0
    while start < slots.count {
      append(slots[start..<min(slots.count, start + Self.portion)], now: now, to: &pipe.buffer)
      try pipe.flushIfFull()
      start += Self.portion
    }
    for (event, at) in closing { writer.append(event, at: at, to: &pipe.buffer) }
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
      writer.append(entry, of: batch, task: tasks[number], at: isRecording ? entry.timestamp : now, to: &output)
    }
  }
}
