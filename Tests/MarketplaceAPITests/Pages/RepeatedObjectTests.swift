import MonitorCore
import Testing

@testable import MarketplaceAPI

/// An entry reads the same, whatever stood in the entries before it.
@Suite struct RepeatedObjectTests {
  private static let objects = [
    #"{"id":"TSK-1","name":"One"}"#, #"{"id":"TSK-1","name":"On\u0065"}"#, #"{"id":"TSK-1","name":"One" }"#,
    #"{"id":"TSK-1","name":"One","x":1}"#, #"{"id":"TSK-1","name":NaN}"#, "{\"id\":\"TSK-\u{7}\"}",
    #"{"id":"TSK-é"}"#, "{}", "null", #""TSK-1""#, "[]", #"{"id":"TSK-1","name":"One"#, #"{"id":}"#,
  ]
  private static let names = ["task", "task", "task", "parameters", "audit", "message", #"t\u0061sk"#]

  private func entry(_ number: Int, using random: inout SplitMix64) -> String {
    let members = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      "\"\(Self.names.randomElement(using: &random) ?? "")\":\(Self.objects.randomElement(using: &random) ?? "")"
    }
    return #"{"id":"TLR-\#(number)",\#(members.joined(separator: ","))}"#
  }

  /// All that a page says of an entry, without where it says so.
  private func told(_ log: LogEntry, _ batch: EntryBatch) -> [String] {
    [log.id, log.message, log.parameters, log.extras, log.shape].map(batch.string) + ["\(log.isInvalid)"]
  }

  @Test func findsTheObjectThatWasRecorded() {
    let bytes = Array(#"{"a":1},{"a":1},{"a":2}"#.utf8)
    var object = RepeatedObject()
    #expect(object.found(at: 8, in: bytes.span) == nil)
    object.record(JSONToken(kind: .object, range: 0..<7, contents: .escape))
    #expect(object.found(at: 8, in: bytes.span)?.range == 8..<15)
    for place in [1, 7, 16, 17, 22, 23, 99] { #expect(object.found(at: place, in: bytes.span) == nil, "\(place)") }
  }

  @Test func whatStoodBeforeChangesNothing() {
    var random = SplitMix64(seed: 3)
    var read = 0
    for _ in 0..<2000 {
      let entries = (0..<6).map { entry($0, using: &random) }
      guard let page = try? PageScanner.scan(pageBody(entries), keepsMembers: true) else {
        #expect(entries.contains { (try? PageScanner.scan(pageBody([$0]), keepsMembers: true)) == nil })
        continue
      }
      read += 1
      for (log, entry) in zip(page.batch.entries, entries) {
        guard let alone = try? PageScanner.scan(pageBody([entry]), keepsMembers: true),
          let only = alone.batch.entries.first
        else {
          Issue.record("\(entry) is readable beside others only")
          continue
        }
        #expect(told(log, page.batch) == told(only, alone.batch))
      }
    }
    #expect(read > 100)
  }

  private func pageBody(_ entries: [String]) -> [UInt8] {
    Array(#"{"$meta":{},"data":[\#(entries.joined(separator: ","))]}"#.utf8)
  }

  @Test func theSameBytesWithMoreBehindThemAreNotTheSame() throws {
    let task = #"{"id":"TSK-1"}"#
    let bodies = [
      #"{"id":"TLR-2","task":\#(task)x}"#, #"{"id":"TLR-2","task":\#(task)}}"#, #"{"id":"TLR-2","task":\#(task)"#,
    ]
    for body in bodies {
      let page = try? PageScanner.scan(pageBody([#"{"id":"TLR-1","task":\#(task)}"#, body]))
      #expect(page?.batch.entries.last?.isInvalid ?? true, "\(body)")
    }
  }
}
