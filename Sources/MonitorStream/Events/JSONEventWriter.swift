package import MonitorCore

/// Events as JSON, one object a line, `event` first, then `at`: `docs/events.schema.json`. Every line is valid JSON,
/// whatever the server sent, and holds no control, bidi or invisible character.
package struct JSONEventWriter: EntryWriter {
  /// What a `source` event says.
  private struct SourceWords: Sendable, Equatable {
    var state: String
    var problem: String
    /// Which retry is due; 0 where none is.
    var retry: Int
  }

  private var json: JSONWriter
  private var message = FilledMessage()
  /// The last `source` event of each task.
  private var emitted: [TaskID: SourceWords] = [:]

  /// `ascii` makes the output 7-bit.
  package init(ascii: Bool = false) {
    json = JSONWriter(ascii: ascii)
  }

  /// Appends the `log` event of one entry.
  package mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
      let text = message.text
      event("log", task, at: moment, to: &output) { json in
        json.name("text")
        text.withUnsafeBufferPointer { json.value(text: $0) }
        json.name("late")
        json.value(Double(max(0, entry.lateness)) / Double(Timestamp.ticksPerSecond))
        json.name("revised")
        json.value(entry.isRevised)
        json.name("log")
        json.value(entry, of: bytes)
      }
    }
  }

  package mutating func append(_ event: StreamEvent, at moment: Timestamp?, to output: inout [UInt8]) {
    switch event {
    case .start(let start): self.event("start", nil, at: moment, to: &output) { $0.members(of: start) }
    case .watch(let task, let change):
      self.event("watch", task, at: moment, to: &output) { json in
        json.name("state")
        json.value(change.isJoining ? "joined" : "left")
        json.name("by")
        json.value(change.cause.rawValue)
      }
    case .task(let task, let snapshot, let end):
      self.event("task", task, at: moment, to: &output) { $0.members(of: snapshot, end) }
    case .source(let task, let state, let retry): append(state, task, retry, at: moment, to: &output)
    case .note(let task, let entry, let text):
      self.event("note", task, at: moment, to: &output) { json in
        json.name("entry")
        json.value(entry)
        json.name("text")
        json.value(text)
      }
    case .end(let end): self.event("end", nil, at: moment, to: &output) { $0.members(of: end) }
    }
  }

  /// Emitted when something that it says has changed. Before the first answer and after the end there is nothing to say.
  private mutating func append(
    _ state: FollowState, _ task: TaskID, _ retry: Double?, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    var new = SourceWords(state: "", problem: state.problem, retry: 0)
    switch state.source {
    case .connecting, .ended: return
    case .live: new.state = "live"
    case .stale: (new.state, new.retry) = ("stale", state.failures)
    case .refused, .gaveUp: new.state = "refused"
    case .gone: new.state = "gone"
    }
    guard emitted.updateValue(new, forKey: task) != new else { return }
    event("source", task, at: moment, to: &output) { json in
      json.name("state")
      json.value(new.state)
      json.name("problem")
      json.value(new.problem.isEmpty ? nil : new.problem)
      json.name("retry")
      json.value(state.source == .stale ? retry.map { ($0 * 1_000).rounded() / 1_000 } : nil)
    }
  }

  private mutating func event(
    _ name: StaticString, _ task: TaskID?, at moment: Timestamp?, to output: inout [UInt8],
    _ members: (inout JSONWriter) -> Void
  ) {
    json.write(to: &output) { json in
      json.beginObject()
      json.name("event")
      json.value(name)
      json.name("at")
      json.value(moment)
      if let task {
        json.name("task")
        json.value(task.text)
      }
      members(&json)
      json.endObject()
      json.endDocument()
    }
    output.append(0x0A)
  }
}
