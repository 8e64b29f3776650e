package import MonitorCore

/// Writes entries of a store as lines: plain ones, or JSON objects as `--output json` has them.
package struct EntryLines {
  private static let portion = 1_000

  private let store: LogStore
  private let tasks: [TaskID]
  private var plain: PlainWriter
  private var json: JSONWriter?

  package init(store: LogStore, tasks: [TaskID], options: PlainWriter.Options, asJSON: Bool) {
    self.store = store
    self.tasks = tasks
    plain = PlainWriter(options)
    json = asJSON ? JSONWriter(ascii: options.isASCII) : nil
  }

  /// Appends the lines to what a pipe collects, and lets it write now and then.
  package mutating func write(_ slots: [Slot], now: Timestamp, to pipe: inout OutputPipe) throws(OutputFailure) {
    var start = 0
    while start < slots.count {
      append(slots[start..<min(slots.count, start + Self.portion)], now: now, to: &pipe.buffer)
      try pipe.flushIfFull()
      start += Self.portion
    }
  }

  /// The lines of entries as one text; of no more than are worth copying.
  package mutating func text(of slots: [Slot], now: Timestamp) -> String {
    String(decoding: bytes(of: slots.prefix(Self.portion), now: now), as: UTF8.self)
  }

  /// The lines of entries as bytes.
  package mutating func bytes(of slots: ArraySlice<Slot>, now: Timestamp) -> [UInt8] {
    var bytes: [UInt8] = []
    append(slots, now: now, to: &bytes)
    return bytes
  }

  private mutating func append(_ slots: ArraySlice<Slot>, now: Timestamp, to output: inout [UInt8]) {
    let batch = store.batch(of: slots, keepsRaw: json != nil)
    for (slot, entry) in zip(slots, batch.entries) {
      let number = store.task(of: slot)
      guard tasks.indices.contains(number) else { continue }
      if json != nil {
        json?.append(entry, of: batch, task: tasks[number], to: &output)
      } else {
        plain.append(entry, of: batch, task: tasks[number], receivedAt: now, to: &output)
      }
    }
  }
}
