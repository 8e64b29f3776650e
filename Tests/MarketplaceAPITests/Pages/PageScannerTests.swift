import Foundation
import MarketplaceAPI
import MonitorCore
import Testing

@Suite struct PageScannerTests {
  @Test func readsTheDocumentedEntry() throws {
    let (log, batch) = try scanned(documentedEntry)
    #expect(batch.string(log.id) == "TLR-1930-6351-9137-5141")
    #expect(log.revision == 3)
    #expect(log.severity == .warning)
    #expect(batch.string(log.severityText) == "Warning")
    #expect(batch.string(log.message) == "Starting buyer '{{BuyerId}}' transfer to '{{TargetAccountId}}'.")
    #expect(batch.string(log.parameters) == #"{"BuyerId":"BUY-1","TargetAccountId":"ACC-2"}"#)
    #expect(log.timestamp == Timestamp(parsing: "2025-09-11T13:40:13.515Z".utf8))
    #expect(batch.string(log.timestampText) == "2025-09-11T13:40:13.515Z")
    #expect(log.progress == 21.3)
    #expect(log.eta == Timestamp(parsing: "2025-09-12T13:40:13.515Z".utf8))
    #expect(log.extras.isEmpty && !log.shape.isEmpty && !log.isInvalid)
  }

  @Test func copiesNothingWhereNothingIsEscaped() throws {
    let body = pageBody(documentedEntry, documentedEntry)
    #expect(try PageScanner.scan(body).batch.bytes == body)
  }

  @Test func readsWhatTheAnswerSaysOfItself() throws {
    let page = try PageScanner.scan(pageBody(total: "17"))
    #expect(page.limit == 100 && page.offset == 0 && page.total == 17)
    #expect(page.batch.isEmpty && !page.isRepeated)
  }

  @Test(arguments: ["null", "-1", "1.5", #""17""#, "[]", "{}", "true", "1e300", "99999999999999999999", "NaN", "x"])
  func aTotalOfAnyKindIsNoFault(total: String) throws {
    let page = try PageScanner.scan(pageBody(documentedEntry, total: total))
    #expect(page.total == nil && page.batch.entries.count == 1)
  }

  @Test(arguments: [
    #"{"data":[]}"#, #"{"$meta":null,"data":[]}"#, #"{"$meta":[],"data":[]}"#, #"{"$meta":{"pagination":7},"data":[]}"#,
    #" { "data" : [ ] , "$meta" : x } "#, "\u{FEFF}{\"data\":[]}", #"{"d\u0061ta":[]}"#, #"{"data":[],"x":[[{}]]}"#,
  ])
  func theFrameMayBeSparse(body: String) throws {
    let page = try PageScanner.scan(Array(body.utf8))
    #expect(page.limit == nil && page.offset == nil && page.total == nil && page.batch.isEmpty)
  }

  @Test(arguments: [
    "", " ", "null", "[]", "7", #""data""#, "{}", #"{"data":null}"#, #"{"data":{}}"#, #"{"data":[]"#, #"{"data":[]}}"#,
    #"{"data":[]}{"data":[]}"#, #"{"data":[],}"#, #"{"data":[{"id":"a"}{"id":"b"}]}"#, #"{"data":[{"id":"a"},]}"#,
    #"{"data":[,{"id":"a"}]}"#, #"{"data":[{"id":"a"]}]}"#, #"{"data":[{"id":"a}]}"#, #"{"data" []}"#, #"{data:[]}"#,
    "<html></html>", #"{"data":[}]}"#, #"{"$meta":,"data":[]}"#,
  ])
  func aBrokenFrameIsNoPage(body: String) {
    let fault = #expect(throws: UnreadableBody.self) { try PageScanner.scan(Array(body.utf8)) }
    #expect(fault?.sentence.hasPrefix("The answer is no page of logs: ") == true)
  }

  @Test func aPageCutAnywhereIsNoPage() {
    let body = pageBody(
      documentedEntry, #"{"id":"\u0041\n","message":"ä€😀","x":[1,{"y":null}]}"#, "null", #"{"id":bad}"#)
    for length in 0..<body.count {
      #expect(throws: UnreadableBody.self, "\(length)") { try PageScanner.scan(Array(body.prefix(length))) }
    }
    #expect(throws: Never.self) { try PageScanner.scan(body) }
  }

  @Test func millionsOfElementsAreNoPage() {
    let body = Array((#"{"data":["# + String(repeating: "1,", count: 200_000) + "1]}").utf8)
    let fault = #expect(throws: UnreadableBody.self) { try PageScanner.scan(body) }
    #expect(fault?.sentence == "The answer is no page of logs: it has more than 100000 elements.")
  }

  @Test func ofRepeatedKeysTheLastOneCounts() throws {
    let (log, batch) = try scanned(#"{"id":"a","message":"x\n","revision":1,"id":"b","message":"y","revision":2}"#)
    #expect(batch.string(log.id) == "b" && batch.string(log.message) == "y" && log.revision == 2)
    let body = #"{"data":[{"id":"a\n"}],"data":[{"id":"b"}],"$meta":{"pagination":{"total":1,"total":2}}}"#
    let page = try PageScanner.scan(Array(body.utf8))
    #expect(page.batch.entries.map { page.batch.string($0.id) } == ["b"] && page.total == 2)
    #expect(try PageScanner.scan(Array(#"{"data":[{"id":"a"}],"data":[]}"#.utf8)).batch.isEmpty)
  }

  /// Whatever Foundation reads, the scanner reads the same.
  @Test func agreesWithFoundationOnGoodDocuments() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let entries = (0..<Int.random(in: 0...8, using: &random)).map { goodEntry(number: $0, using: &random) }
      let body = try JSONSerialization.data(withJSONObject: ["data": entries], options: [.sortedKeys])
      let batch = try PageScanner.scan(Array(body), keepsMembers: true).batch
      #expect(batch.entries.count == entries.count)
      for (log, entry) in zip(batch.entries, entries) {
        #expect(batch.string(log.id) == entry["id"] as? String)
        #expect(batch.string(log.message) == entry["message"] as? String ?? "")
        #expect(log.revision == Int32(entry["revision"] as? Int ?? 0))
        #expect(log.progress == (entry["progress"] as? Double).map { Float($0) })
        #expect(batch.string(log.timestampText) == entry["timestamp"] as? String ?? "")
        #expect(
          try object(batch, log.parameters)
            == (entry["parameters"] as? [String: Any]).map { NSDictionary(dictionary: $0) })
        var json = JSONWriter()
        batch.bytes.withUnsafeBufferPointer { json.value(log, of: $0) }
        let read = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        let sent = try JSONSerialization.jsonObject(with: JSONSerialization.data(withJSONObject: entry))
        #expect(NSDictionary(dictionary: read) == NSDictionary(dictionary: try #require(sent as? [String: Any])))
      }
    }
  }

  private func object(_ batch: EntryBatch, _ range: ByteRange) throws -> NSDictionary? {
    guard !range.isEmpty else { return nil }
    let object = try JSONSerialization.jsonObject(with: Data(batch.bytes[range]))
    return (object as? [String: Any]).map { NSDictionary(dictionary: $0) }
  }

  private func goodEntry(number: Int, using random: inout SplitMix64) -> [String: Any] {
    let letters = ["a", "\"", "\\", "/", "\n", "\u{1}", "ä", "€", "😀", "{{X}}", " ", "\u{2028}", "\u{0}", "\u{7F}"]
    func text() -> String {
      (0..<Int.random(in: 0...12, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
    }
    var entry: [String: Any] = ["id": "TLR-\(number)" + text(), "task": ["id": "TSK-1"]]
    if Bool.random(using: &random) { entry["message"] = text() }
    if Bool.random(using: &random) { entry["revision"] = Int.random(in: -5...5_000_000, using: &random) }
    if Bool.random(using: &random) { entry["progress"] = Double.random(in: 0...100, using: &random) }
    if Bool.random(using: &random) { entry["timestamp"] = text() }
    if Bool.random(using: &random) { entry["name"] = text() }
    if Bool.random(using: &random) {
      entry["parameters"] = ["A": text(), "b": [1, 2.5, NSNull(), true, [text()]], text(): ["c": [String: Any]()]]
    }
    return entry
  }
}
