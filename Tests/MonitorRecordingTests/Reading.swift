import Foundation
import MonitorCore
import MonitorStream
import TestSupport

@testable import MonitorRecording

/// What was read of a log, in the words of a test.
struct Reading {
  var lines: [String] = []
  var summary = RecordSequence.Summary()
  var tasks: [String] = []
  var damage: String?
  var failure: InputFailure?

  /// Reads bytes as a file would be read.
  init(_ bytes: some Sequence<UInt8>, named name: String = "run.ndjson", workers: Int = 2) async throws {
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    try await self.init(path: folder.path + "/" + name, workers: workers)
  }

  init(_ text: String, named name: String = "run.ndjson") async throws {
    try await self.init(Array(text.utf8), named: name)
  }

  init(path: String, workers: Int = 2) async throws {
    let reader = RecordingReader(try ByteInput(path: path), keepsMembers: true, workers: workers)
    var sequence = RecordSequence(name: String(path.split(separator: "/").last ?? ""))
    var numbers = TaskNumbers()
    reader.start()
    reading: while true {
      switch await reader.next() {
      case .block(let block):
        for step in sequence.steps(of: block, &numbers, keepsOrder: true) { append(step, numbers.tasks) }
      case .caughtUp: continue
      case .end(let damage):
        self.damage = damage
        break reading
      case .failed(let failure):
        self.failure = failure
        break reading
      }
    }
    summary = sequence.summary
    tasks = numbers.tasks.map(\.text)
  }

  private mutating func append(_ step: RecordedStep, _ tasks: [TaskID]) {
    switch step {
    case .event(let event, let at):
      lines.append("\(event.name) \(event.tasks.map(\.text).joined(separator: ","))\(at == nil ? "" : " @")")
    case .entries(let batch, let at, let task, _):
      var message = FilledMessage()
      for (entry, at) in zip(batch.entries, at) {
        batch.bytes.withUnsafeBufferPointer { bytes in
          message.fill(
            template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
            parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
        }
        let text = String(decoding: message.text, as: UTF8.self)
        lines.append("\(tasks[task]) \(batch.string(entry.id)) \(text)\(at == nil ? "" : " @")")
      }
    }
  }
}

extension StreamEvent {
  var name: String {
    switch self {
    case .start: "start"
    case .watch(_, let change): change.isJoining ? "joined" : "left"
    case .task: "task"
    case .source: "source"
    case .note: "note"
    case .end: "end"
    }
  }
}

/// Entries of logs, as the platform writes them.
enum Sample {
  static func entry(_ number: Int, task: String? = "TSK-1") -> String {
    let reference = task.map { #""task":{"id":"\#($0)","name":"Task [{","status":"Processing"},"# } ?? ""
    return
      #"{"id":"TLR-\#(number)","revision":1,\#(reference)"severity":"Info","message":"say '{{Name}}' \"}]\" \\","#
      + #""parameters":{"Name":"N\#(number) ]}"},"timestamp":"2025-09-11T13:40:\#(10 + number % 50).515Z","$meta":{"omitted":["audit"]}}"#
  }

  static func line(_ number: Int, task: String = "TSK-1") -> String {
    "\(task) TLR-\(number) say 'N\(number) ]}' \"}]\" \\"
  }

  static func event(_ number: Int, task: String = "TSK-1") -> String {
    #"{"event":"log","at":"2025-09-11T13:41:00.000Z","task":"\#(task)","text":"x","late":0,"revised":false,"log":\#(entry(number, task: nil))}"#
  }

  static let start =
    #"{"event":"start","at":"2025-09-11T13:41:00.000Z","schema":"mpt-tail/1","version":"0.1.0","host":"h","tasks":["TSK-1"],"history":"all","until":null,"filter":null}"#

  /// The same JSON on many lines.
  static func pretty(_ json: String) throws -> String {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: [.prettyPrinted, .sortedKeys]),
      as: UTF8.self)
  }
}
