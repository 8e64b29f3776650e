package import MonitorCore

/// Events as JSON, one object a line, `event` first. Every line is valid JSON, whatever the server sent, and holds no
/// control, bidi or invisible character.
package struct JSONEventWriter: EntryWriter {
  /// What a `source` event says.
  private struct SourceEvent: Sendable, Equatable {
    var state: String
    var problem: String
    /// Which retry is due; 0 where none is.
    var retry: Int
  }

  private var json: JSONWriter
  private var message = FilledMessage()
  /// The last `source` event of each task.
  private var emitted: [TaskID: SourceEvent] = [:]

  /// `ascii` makes the output 7-bit.
  package init(ascii: Bool = false) {
    json = JSONWriter(ascii: ascii)
  }

  /// Appends the `log` event of one entry.
  package mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, receivedAt: Timestamp, to output: inout [UInt8]
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
      let text = message.text
      event("log", task, to: &output) { json in
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

  package mutating func append(
    _ event: FollowEvent, of task: TaskID, now: Duration, estimate: Timestamp?, to output: inout [UInt8]
  ) {
    switch event {
    case .logs: break
    case .task(let snapshot): append(snapshot, task, estimate, to: &output)
    case .state(let state): append(state, task, now, to: &output)
    }
  }

  package mutating func appendEnd(exit: Int32, _ outcomes: [TaskOutcome], to output: inout [UInt8]) {
    event("end", nil, to: &output) { json in
      json.name("exit")
      json.value(exit)
      json.name("tasks")
      json.beginArray()
      for outcome in outcomes { Self.append(outcome, to: &json) }
      json.endArray()
    }
  }

  private static func append(_ outcome: TaskOutcome, to json: inout JSONWriter) {
    json.beginObject()
    json.name("task")
    json.value(outcome.task.text)
    json.name("status")
    json.value(outcome.snapshot?.status.word)
    json.name("logs")
    json.value(outcome.state.delivered)
    json.name("revised")
    json.value(outcome.state.revised)
    json.name("late")
    json.value(outcome.state.late)
    json.name("missing")
    json.value(outcome.state.missing)
    json.name("invalid")
    json.value(outcome.state.invalid)
    json.name("refused")
    json.value(outcome.isRefused)
    json.name("complete")
    json.value(outcome.state.completeness == .proven)
    json.name("reason")
    json.value(outcome.incompleteness)
    json.endObject()
  }

  private mutating func append(
    _ snapshot: TaskSnapshot, _ task: TaskID, _ estimate: Timestamp?, to output: inout [UInt8]
  ) {
    event("task", task, to: &output) { json in
      json.name("name")
      json.value(snapshot.name)
      json.name("status")
      json.value(snapshot.status.word)
      json.name("progress")
      json.value(snapshot.progress)
      json.name("eta")
      json.value((snapshot.eta ?? estimate).map(TimestampFormat.rfc3339))
      json.name("estimated")
      json.value(snapshot.eta == nil && estimate != nil)
    }
  }

  /// Emitted when something that it says has changed. Before the first answer and after the end there is nothing to say.
  private mutating func append(_ state: FollowState, _ task: TaskID, _ now: Duration, to output: inout [UInt8]) {
    var new = SourceEvent(state: "", problem: state.problem, retry: 0)
    switch state.source {
    case .connecting, .ended: return
    case .live: new.state = "live"
    case .stale: (new.state, new.retry) = ("stale", state.failures)
    case .refused, .gaveUp: new.state = "refused"
    case .gone: new.state = "gone"
    }
    guard emitted.updateValue(new, forKey: task) != new else { return }
    event("source", task, to: &output) { json in
      json.name("state")
      json.value(new.state)
      json.name("problem")
      json.value(new.problem.isEmpty ? nil : new.problem)
      json.name("retry")
      let wait = state.source == .stale ? state.secondsUntilNextPoll(now) : nil
      json.value(wait.map { ($0 * 1_000).rounded() / 1_000 })
    }
  }

  private mutating func event(
    _ name: StaticString, _ task: TaskID?, to output: inout [UInt8], _ members: (inout JSONWriter) -> Void
  ) {
    json.write(to: &output) { json in
      json.beginObject()
      json.name("event")
      json.value("\(name)")
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
