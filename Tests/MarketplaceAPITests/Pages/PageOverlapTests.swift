import MonitorCore
import Testing

@testable import MarketplaceAPI

/// A page reads the same, whatever page it is said to follow.
@Suite struct PageOverlapTests {
  private static let members = [
    #""message":"plain""#, #""message":"escaped \"\u00e9\" \n""#, "\"message\":\"bad \u{7} control\"",
    #""message":"é""#,
    #""message":"""#, #""message":["x",{"y":1}]"#, #""parameters":{"a":"\u0041"}"#, #""parameters":null"#,
    #""parameters":{"n":NaN}"#, #""severity":"W\u0061rning""#, #""severity":"""#,
    #""timestamp":"2025-09-11T13:40:13Z""#,
    #""timestamp":"never""#, #""eta":"2025-09-12T13:40:13Z""#, #""eta":"soon""#, #""eta":7"#, #""name":"\t","x":[1]"#,
    #""task":{"id":"TSK-1"}"#, #""progress":7"#, #""revision":2"#, #""id":7"#,
  ]

  private func entry(_ number: Int, using random: inout SplitMix64) -> String {
    let members = (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
      Self.members.randomElement(using: &random)
    }
    let id = number % 7 == 0 ? #"odd \u00e9 \#(number)"# : "TLR-\(number)"
    return "{\((["\"id\":\"\(id)\""] + members).joined(separator: ","))}"
  }

  private func body(_ entries: some Sequence<String>) -> [UInt8] {
    Array(#"{"$meta":{},"data":[\#(entries.joined(separator: ", "))]}"#.utf8)
  }

  /// All that a page says of each entry, without where it says so.
  private func told(_ batch: EntryBatch) -> [[String]] {
    batch.entries.map { log in
      [log.id, log.message, log.parameters, log.extras, log.shape, log.severityText, log.timestampText].map(
        batch.string)
        + ["\(log.isInvalid) \(log.severity) \(log.revision) \(log.lateness) \(log.isRevised)"]
        + ["\(String(describing: (log.timestamp, log.eta, log.progress)))"]
    }
  }

  @Test(arguments: [false, true]) func whatPageStoodBeforeChangesNothing(keepsMembers: Bool) throws {
    var random = SplitMix64(seed: keepsMembers ? 1 : 2)
    var repeated = 0
    for _ in 0..<400 {
      let entries = (0..<30).map { entry($0, using: &random) }
      var earlier: ReadPage?
      for _ in 0..<4 {
        let start = Int.random(in: 0...25, using: &random)
        let end = Int.random(in: start...30, using: &random)
        var rows = Array(entries[start..<end])
        // Now and then one is new, gone, changed or in another place.
        switch Int.random(in: 0...5, using: &random) {
        case 0: rows.insert(entry(99, using: &random), at: 0)
        case 1 where rows.count > 2: rows.remove(at: 1)
        case 2 where !rows.isEmpty: rows[0] += " "
        case 3 where rows.count > 2: rows.swapAt(0, 1)
        default: break
        }
        let body = body(rows)
        let (page, read) = try PageScanner.scan(body, keepsMembers: keepsMembers, after: earlier)
        #expect(told(page.batch) == told(try PageScanner.scan(body, keepsMembers: keepsMembers).batch))
        #expect(page.batch.entries.allSatisfy { $0.shape.upperBound <= page.batch.bytes.count })
        earlier = read
        repeated += read.repeatedCount
      }
    }
    #expect(repeated > 500, "or the usual way was compared with itself")
  }

  @Test func aQuarterOfThePageBeforeIsNotReadAgain() throws {
    let rows = (0..<175).map { #"{"id":"TLR-\#($0)","message":"\u0041 \#($0)"}"# }
    let (_, earlier) = try PageScanner.scan(body(rows[..<100]), keepsMembers: false, after: nil)
    let (page, read) = try PageScanner.scan(body(rows[75...]), keepsMembers: false, after: earlier)
    #expect(read.repeatedCount == 25 && page.batch.entries.count == 100)
    let (_, apart) = try PageScanner.scan(body(rows[100...]), keepsMembers: false, after: earlier)
    #expect(apart.repeatedCount == 0)
  }

  @Test func anEntryThatIsLongerNowIsNotTheOldOne() throws {
    let (_, earlier) = try PageScanner.scan(body([#"{"id":"a"}"#, #"{"id":"b"}"#]), keepsMembers: true, after: nil)
    let longer = try PageScanner.scan(body([#"{"id":"a","revision":2}"#]), keepsMembers: true, after: earlier)
    #expect(longer.page.batch.entries.map(\.revision) == [2])
    #expect(throws: UnreadableBody.self) {
      try PageScanner.scan(body([#"{"id":"a"}}"#]), keepsMembers: true, after: earlier)
    }
    #expect(throws: UnreadableBody.self) {
      try PageScanner.scan(Array(#"{"data":[{"id":"a"}"#.utf8), keepsMembers: true, after: earlier)
    }
  }

  @Test func emptyTextsOfALongPageFitAShortOne() throws {
    let long = (0..<50).map { #"{"id":"\#($0)","message":"","severity":""}"# }
    let (_, earlier) = try PageScanner.scan(body(long), keepsMembers: false, after: nil)
    let (page, _) = try PageScanner.scan(body(long.suffix(1)), keepsMembers: false, after: earlier)
    #expect(told(page.batch) == told(try PageScanner.scan(body(long.suffix(1))).batch))
    for entry in page.batch.entries { #expect(page.batch.bytes[entry.message].isEmpty) }
  }
}
