import Foundation
import MonitorCore
import Testing

@testable import MarketplaceAPI

/// What was sent is written again: every member, in its order, with its digits.
@Suite struct EntryShapeTests {
  private func written(_ log: LogEntry, _ batch: EntryBatch) -> String {
    var json = JSONWriter()
    batch.bytes.withUnsafeBufferPointer { json.value(log, of: $0) }
    return String(decoding: json.output, as: UTF8.self)
  }

  /// The entry as a store gives it back.
  private func stored(_ log: LogEntry, _ batch: EntryBatch) -> (LogEntry, EntryBatch) {
    var store = LogStore()
    var page = batch
    page.entries = [log]
    _ = store.merge(page, of: 0, receivedAt: Timestamp(ticks: 0))
    let held = store.batch(of: [0])
    return (held.entries[0], held)
  }

  private static let entries = [
    #"{"id":"a"}"#, #"{"id":"a","unknown":1}"#, #"{"unknown":{"b":[1,2.50]},"id":"a","more":null}"#,
    #"{"id":"a","task":{"id":"TSK-1","revision":7},"message":"x","$meta":{"omitted":["audit"]}}"#,
    #"{"name":"first","id":"a","icon":null,"audit":{"created":{"at":"2025-09-11T13:40:13.600Z"}}}"#,
    #"{"id":"a","task":null,"$meta":7,"severity":null,"message":null,"parameters":null,"timestamp":null,"eta":null}"#,
    #"{"id":"a","severity":"","timestamp":"","message":""}"#,
    #"{"id":"a","progress":true,"eta":false,"revision":false,"severity":false,"timestamp":true,"message":false}"#,
    #"{"id":"a","message":7}"#, #"{"id":"a","message":{"a":[1,"\u00e9"]}}"#, #"{"id":"a","message":"ä\n\"{{b}}"}"#,
    #"{"id":"a","id":"b","revision":1,"revision":1}"#,
    #"{"id":"a","task":1,"task":2,"name":1,"name":2}"#,
  ]

  private static let values = [
    "parameters": ["{}", "[]", "7", #""x""#, #"{"a":"\u0041","b":[1.50,-0]}"#],
    "revision": [
      "1", "0", "-7", "-0", "1.0", "1e1", "2147483647", "2147483648", "99999999999999999999", #""7""#, "[7]", "2.5",
    ],
    "progress": [
      "0", "0.0", "-0", "21.3", "21.30", "100", "100.0", "250", "-3", "5e1", "33.333332", "33.333333333333336",
      "0.00001", "1e-05", "0.1234567", "99.9999", "99.99999999", "12345.6", #""50""#, "{}",
    ],
    "severity": [
      #""Info""#, #""INFO""#, #""info""#, #""Failure""#, #""Fatal""#, #""Unknown""#, "3", #"{"a":1}"#,
    ],
    "timestamp": times, "eta": times,
  ]

  private static let times =
    [
      "2025-09-11T13:40:13.515Z", "2025-09-11 13:40:13.515Z", "2025-09-11T13:40:13Z", "2025-09-11T13:40:13.5Z",
      "2025-09-11T13:40:13.5155551", "2025-09-11T13:40:13.51555519Z", "2025-09-11T13:40:13.515000000Z",
      "2025-09-11T13:40:13.515+02:00", "2025-09-11T13:40:13-03:30", "2025-09-11T13:40:13+00:00",
      "2025-09-11T13:40:13-00:00", "2025-09-11T13:40:13+0200", "2025-09-11T13:40:13+02", "2025-09-11t13:40:13z",
      "2025-09-11T13:40:60Z", "2025-02-29T13:40:13Z", "2024-02-29T23:59:59.9999999Z", "0001-01-01T00:00:00.1234567Z",
      "9999-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.1Z", "0001-01-01T00:30:00+00:15", "yesterday", "now \u{e9}",
    ].map { "\"\($0)\"" } + ["17", "[1]", "{}"]

  @Test func everyFormOfAValueIsWrittenAsItWasSent() throws {
    var entries = Self.entries
    for (name, values) in Self.values {
      entries += values.map { #"{"id":"a","\#(name)":\#($0),"message":"x"}"# }
    }
    for entry in entries {
      let (log, batch) = try scanned(entry)
      #expect(!log.isInvalid && written(log, batch) == entry)
      let (held, store) = stored(log, batch)
      #expect(written(held, store) == entry, "from the store")
    }
  }

  @Test(arguments: ["null", "7", "[1]", #"{"id":7,"a":1}"#, #"{"id":"a","x":"\#u{7}","id":"b"}"#, "{}"])
  func whatCannotBeReadIsWrittenAsItWasSent(entry: String) throws {
    let (log, batch) = try scanned(entry)
    let expected = entry.replacing("\u{7}", with: #"\u0007"#)
    #expect(written(log, batch) == expected)
    let (held, store) = stored(log, batch)
    #expect(written(held, store) == expected)
  }

  @Test(arguments: [#"{"id":bad}"#, #"{"id":"a","x":NaN}"#])
  func whatIsNoJSONBecomesItsText(entry: String) throws {
    let (log, batch) = try scanned(entry)
    let text = try JSONSerialization.jsonObject(with: Data(written(log, batch).utf8), options: .fragmentsAllowed)
    #expect(log.isInvalid && text as? String == entry)
  }

  @Test func membersInAnyOrderAndForm() throws {
    var random = SplitMix64(seed: 21)
    for number in 0..<2_000 {
      var members = [#""id":"TLR-\#(number)""#, #""message":"m""#]
      for (name, values) in Self.values.sorted(by: { $0.key < $1.key }) where Bool.random(using: &random) {
        members.append("\"\(name)\":\(values.randomElement(using: &random) ?? "null")")
      }
      for member in [
        #""task":{"id":"TSK-1","revision":\#(number % 3)}"#, #""$meta":{}"#, #""name":"n""#, #""audit":[1]"#,
      ]
      where Bool.random(using: &random) {
        members.append(member)
      }
      let entry = "{\(members.shuffled(using: &random).joined(separator: ","))}"
      let (log, batch) = try scanned(entry)
      #expect(written(log, batch) == entry)
      let (held, store) = stored(log, batch)
      #expect(written(held, store) == entry)
    }
  }

  @Test func entriesWithTheSameMembersShareAShape() throws {
    let entries = (0..<100).map { number in
      #"{"id":"TLR-\#(number)","task":{"id":"TSK-1"},"severity":"\#(number % 2 == 0 ? "Info" : "Error")","#
        + #""message":"m \#(number)","timestamp":"2025-09-11T13:40:13.515Z","progress":\#(number).5}"#
    }
    let batch = try PageScanner.scan(Array(#"{"data":[\#(entries.joined(separator: ","))]}"#.utf8), keepsMembers: true)
      .batch
    #expect(Set(batch.entries.map(\.shape)).count == 1)
    var copy = EntryBatch()
    for entry in batch.entries { copy.append(entry, from: batch) }
    #expect(Set(copy.entries.map(\.shape)).count == 1)
    #expect(copy.entries.map { written($0, copy) } == entries)
  }

  /// More shapes than a store holds once for all: the others stay with their entries.
  @Test func anyNumberOfShapesIsHeld() throws {
    var store = LogStore()
    let padding = String(repeating: "x", count: 20_000)
    func entry(_ number: Int) -> String { #"{"id":"TLR-\#(number)","task":"\#(number)\#(padding)","message":"m"}"# }
    for number in 0..<1_000 {
      _ = store.merge(
        try PageScanner.scan(pageBody(entry(number)), keepsMembers: true).batch, of: 0, receivedAt: Timestamp(ticks: 0))
    }
    let held = store.batch(of: [0, 1, 998, 999])
    #expect(zip([0, 1, 998, 999], held.entries).allSatisfy { written($1, held) == entry($0) })
  }
}
