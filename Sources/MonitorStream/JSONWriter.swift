package import MonitorCore

/// Events as JSON, one object a line, `event` first: `interaction.md`, "The command line". Every line is valid JSON,
/// whatever the server sent, and holds no control, bidi or invisible character.
package struct JSONWriter: Sendable {
  private struct Known: Sendable, Equatable {
    var source: FollowState.Source
    var problem: String
    var failures: Int
  }

  private let isASCII: Bool
  private var message = FilledMessage()
  /// The last `source` event of each task.
  private var told: [TaskID: Known] = [:]

  /// `ascii` makes the output 7-bit.
  package init(ascii: Bool = false) {
    isASCII = ascii
  }

  /// Appends the lines of what following told. `now` is the engine's clock; `estimate` an estimated end of the task,
  /// used where the server gives none.
  package mutating func append(
    _ event: FollowEvent, of task: TaskID, now: Duration, estimate: Timestamp? = nil, to output: inout [UInt8]
  ) {
    switch event {
    case .logs(let batch, _): for entry in batch.entries { append(entry, of: batch, task: task, to: &output) }
    case .task(let snapshot): append(snapshot, task: task, estimate: estimate, to: &output)
    case .state(let state): append(state, task: task, now: now, to: &output)
    }
  }

  /// Appends the `log` event of one entry.
  package mutating func append(_ entry: LogEntry, of batch: EntryBatch, task: TaskID, to output: inout [UInt8]) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
      begin("log", task, &output)
      output.append(contentsOf: #"","text":""#.utf8)
      SafeText.appendJSON(message.text, ascii: isASCII, to: &output)
      output.append(contentsOf: #"","late":"#.utf8)
      output.append(contentsOf: Self.seconds(ticks: entry.lateness).utf8)
      output.append(contentsOf: #","revised":"#.utf8)
      output.append(contentsOf: (entry.isRevised ? "true" : "false").utf8)
      output.append(contentsOf: #","log":"#.utf8)
      JSONRepair.append(UnsafeBufferPointer(rebasing: bytes[entry.raw]), ascii: isASCII, to: &output)
      output.append(contentsOf: "}\n".utf8)
    }
  }

  /// Appends the `end` event; `exit` is the code that the program ends with.
  package func appendEnd(exit: Int32, _ outcomes: [TaskOutcome], to output: inout [UInt8]) {
    output.append(contentsOf: #"{"event":"end","exit":\#(exit),"tasks":["#.utf8)
    for (index, outcome) in outcomes.enumerated() {
      if index > 0 { output.append(0x2C) }
      output.append(contentsOf: #"{"task":"\#(outcome.task.text)","status":"#.utf8)
      appendString(outcome.snapshot?.status.word, &output)
      let state = outcome.state
      let counts = #","logs":\#(state.delivered),"revised":\#(state.revised),"late":\#(state.late)"#
      output.append(contentsOf: #"\#(counts),"missing":\#(state.missing),"invalid":\#(state.invalid)}"#.utf8)
    }
    output.append(contentsOf: "]}\n".utf8)
  }

  private func append(_ snapshot: TaskSnapshot, task: TaskID, estimate: Timestamp?, to output: inout [UInt8]) {
    begin("task", task, &output)
    output.append(contentsOf: #"","name":"#.utf8)
    appendString(snapshot.name, &output)
    output.append(contentsOf: #","status":"#.utf8)
    appendString(snapshot.status.word, &output)
    output.append(contentsOf: #","progress":\#(Self.number(snapshot.progress)),"eta":"#.utf8)
    appendString((snapshot.eta ?? estimate).map(TimestampFormat.rfc3339), &output)
    let isEstimated = snapshot.eta == nil && estimate != nil
    output.append(contentsOf: #","estimated":\#(isEstimated)}"#.utf8)
    output.append(0x0A)
  }

  /// Known when the state, the reason or the count of failures changed. Before the first answer and after the end there
  /// is nothing to say.
  private mutating func append(_ state: FollowState, task: TaskID, now: Duration, to output: inout [UInt8]) {
    let word: String
    switch state.source {
    case .connecting, .ended: return
    case .live: word = "live"
    case .stale: word = "stale"
    case .refused, .gaveUp: word = "refused"
    case .gone: word = "gone"
    }
    let new = Known(source: state.source, problem: state.problem, failures: state.failures)
    guard told.updateValue(new, forKey: task) != new else { return }
    begin("source", task, &output)
    output.append(contentsOf: #"","state":"\#(word)","problem":"#.utf8)
    appendString(state.problem.isEmpty ? nil : state.problem, &output)
    let retry = state.source == .stale ? state.secondsUntilNextPoll(now) : nil
    output.append(contentsOf: #","retry":\#(Self.number(retry.map { ($0 * 1_000).rounded() / 1_000 }))}"#.utf8)
    output.append(0x0A)
  }

  private func begin(_ event: String, _ task: TaskID, _ output: inout [UInt8]) {
    output.append(contentsOf: #"{"event":""#.utf8)
    output.append(contentsOf: event.utf8)
    output.append(contentsOf: #"","task":""#.utf8)
    output.append(contentsOf: task.text.utf8)
  }

  private func appendString(_ text: String?, _ output: inout [UInt8]) {
    guard let text else { return output.append(contentsOf: "null".utf8) }
    output.append(0x22)
    SafeText.appendJSON(Array(text.utf8), ascii: isASCII, to: &output)
    output.append(0x22)
  }

  private static func number(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "null" }
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func seconds(ticks: Int64) -> String {
    guard ticks > 0 else { return "0" }
    return ticks % Timestamp.ticksPerSecond == 0
      ? String(ticks / Timestamp.ticksPerSecond) : number(Double(ticks) / Double(Timestamp.ticksPerSecond))
  }
}
