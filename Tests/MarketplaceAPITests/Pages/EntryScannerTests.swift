import MarketplaceAPI
import MonitorCore
import Testing

@Suite struct EntryScannerTests {
  @Test(arguments: [
    ("null", "not an object"), ("7", "not an object"), (#""x""#, "not an object"), ("[{}]", "not an object"),
    ("bad word", "not an object"), ("{}", "no id"), (#"{"id":null}"#, "no id"), (#"{"id":""}"#, "the id is empty"),
    (#"{"id":"\#(String(repeating: "i", count: 257))"}"#, "the id is longer than 256 bytes"),
    (#"{"id":"\#(String(repeating: #"\u00e9"#, count: 129))"}"#, "the id is longer than 256 bytes"),
    (#"{"id":7}"#, "the id is no text"), (#"{"id":"a","x":bad}"#, "not valid JSON"),
    (#"{"id":"a","x":01}"#, "not valid JSON"), (#"{"id":"a","x":1.}"#, "not valid JSON"),
    (#"{"id":"a","x":.5}"#, "not valid JSON"), (#"{"id":"a","x":+1}"#, "not valid JSON"),
    (#"{"id":"a","x":1e}"#, "not valid JSON"), (#"{"id":"a","x":"\q"}"#, "an escape that does not exist"),
    (#"{"id":"a","x":"\u12G4"}"#, "an escape that does not exist"), (#"{"id":"a",}"#, "not valid JSON"),
    (#"{"id":"a" "b":1}"#, "not valid JSON"), (#"{"id":"a","x"}"#, "not valid JSON"),
    (#"{"id":"a",7:1}"#, "not valid JSON"),
    (#"{"id":"a","x":[1,]}"#, "not valid JSON"), (#"{"id":"a","x":[1 2]}"#, "not valid JSON"),
    (#"{"id":"a","x":NaN}"#, "a number that JSON does not have"),
    (#"{"id":"a","parameters":{"x":-Infinity}}"#, "a number that JSON does not have"),
    (#"{"id":"a","message":NaN}"#, "a number that JSON does not have"),
    (#"{"id":"a","x":-}"#, "not valid JSON"), (#"{"id":"a","x":-Inf}"#, "not valid JSON"),
    (#"{"id":"a","x":\#(String(repeating: "[", count: 200) + String(repeating: "]", count: 200))}"#, "nested too deep"),
  ])
  func aDefectiveEntryLeavesItsNeighboursAlone(entry: String, why: String) throws {
    let first = #"{"id":"first","message":"a\tb"}"#
    let batch = try PageScanner.scan(pageBody(first, entry, documentedEntry, " \(entry) ")).batch
    try #require(batch.entries.count == 4)
    #expect(batch.entries.map(\.isInvalid) == [false, true, false, true])
    #expect(batch.string(batch.entries[0].message) == "a\tb")
    #expect(batch.string(batch.entries[2].id) == "TLR-1930-6351-9137-5141")
    let log = batch.entries[1]
    #expect(batch.string(log.message) == "<invalid entry: \(why)>")
    #expect(batch.string(log.id).wholeMatch(of: /invalid:[0-9a-f]{32}/) != nil)
    // The same bytes are the same entry.
    #expect(batch.string(log.id) == batch.string(batch.entries[3].id))
  }

  @Test func differentDefectsAreDifferentEntries() throws {
    let batch = try PageScanner.scan(pageBody("null", "[]", "7", "{}")).batch
    #expect(Set(batch.entries.map { batch.string($0.id) }).count == 4)
  }

  @Test func anIDHasAsManyBytesAsItMay() throws {
    for id in [String(repeating: "i", count: 256), String(repeating: #"\u00e9"#, count: 128)] {
      let (log, batch) = try scanned(#"{"id":"\#(id)"}"#)
      #expect(!log.isInvalid && log.id.count == 256 && batch.bytes.count > 256)
    }
  }

  @Test func nestingOfAnyDepthIsFramed() throws {
    let deep = 1_000_000
    let entry = #"{"id":"a","x":\#(String(repeating: "[", count: deep) + String(repeating: "]", count: deep))}"#
    let batch = try PageScanner.scan(pageBody(entry, documentedEntry)).batch
    #expect(batch.entries.map(\.isInvalid) == [true, false])
    let ok = #"{"id":"a","x":\#(String(repeating: "[", count: 100) + String(repeating: "]", count: 100))}"#
    #expect(try scanned(ok).log.isInvalid == false)
  }

  @Test(arguments: [
    ("1", 1), ("-1", -1), ("2147483648", Int32.max), ("-99999999999", Int32.min), ("1e400", Int32.max), ("2.9", 2),
    ("null", 0), (#""7""#, 0), ("true", 0), ("[]", 0), ("NaN", 0), ("-Infinity", 0), ("1e-400", 0), ("-0", 0),
    ("100000000000000000000000000000000000000000000000000", Int32.max), ("2e3", 2_000),
  ])
  func aRevisionOfAnyKindBecomesANumber(json: String, expected: Int32) throws {
    let log = try scanned(#"{"id":"a","revision":\#(json)}"#).log
    #expect(log.revision == expected && !log.isInvalid)
  }

  @Test(arguments: [
    ("0", 0), ("21.3", 21.3), ("250", 100), ("-3", 0), ("1e400", 100), ("-1e400", 0), ("NaN", nil), ("Infinity", nil),
    ("null", nil), (#""50""#, nil), ("{}", nil), ("0.000000000000000000000000000000001", 1e-33), ("5e1", 50),
  ])
  func progressIsClampedOrUnknown(json: String, expected: Float?) throws {
    let log = try scanned(#"{"id":"a","progress":\#(json)}"#).log
    #expect(log.progress == expected && !log.isInvalid)
  }

  @Test(arguments: [
    (#""Info""#, Severity.info, "Info"), (#""FAILURE""#, .failure, "FAILURE"), (#""Notice""#, .unknown, "Notice"),
    ("3", .unknown, "3"), ("null", .unknown, ""), (#"{"a":1}"#, .unknown, #"{"a":1}"#),
    (#""Deb\u0075g""#, .unknown, "Debug"),
  ])
  func anUnknownSeverityIsKeptAsText(json: String, expected: Severity, text: String) throws {
    let (log, batch) = try scanned(#"{"id":"a","severity":\#(json)}"#)
    #expect(log.severity == (text == "Debug" ? .debug : expected) && batch.string(log.severityText) == text)
  }

  @Test(arguments: [#""yesterday""#, "17", "null", "[1]", #""""#])
  func anUnreadableTimestampIsKeptAsText(json: String) throws {
    let (log, batch) = try scanned(#"{"id":"a","timestamp":\#(json)}"#)
    let isText = json.hasPrefix("\"")
    #expect(log.timestamp == nil && !log.isInvalid)
    #expect(
      batch.string(log.timestampText) == (isText ? String(json.dropFirst().dropLast()) : json == "null" ? "" : json))
  }

  @Test(arguments: [
    (#""x""#, "x"), ("null", ""), ("7", "7"), (#"{"a":[1]}"#, #"{"a":[1]}"#), ("false", "false"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e4\u20AC\ud83d\ude00""#, "ä€😀"),
    (#""a\ud800b""#, "a\u{FFFD}b"), (#""\udc00\ud800""#, "\u{FFFD}\u{FFFD}"), (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\u0000""#, "\u{0}"), (#""ä😀""#, "ä😀"), ("\"a\nb\"", "a\nb"),
  ])
  func messagesAreUnescaped(json: String, expected: String) throws {
    let (log, batch) = try scanned(#"{"id":"a","message":\#(json)}"#)
    #expect(batch.string(log.message) == expected)
  }

  @Test func badUTF8IsReplacedInTextsAndKeptInIdentities() throws {
    func log(_ bytes: [UInt8], escaped: Bool) throws -> (LogEntry, EntryBatch) {
      let start = Array(#"{"data":[{"id":"a\#(escaped ? #"\n"# : "")"#.utf8)
      let rest = Array(#"","message":"m\#(escaped ? #"\n"# : "")"#.utf8)
      let more = Array(#"","parameters":{"p":""#.utf8)
      let body =
        start + bytes + rest + bytes + more + bytes + Array(#"\\\"x"},"name":""#.utf8) + bytes + Array(#""}]}"#.utf8)
      let batch = try PageScanner.scan(body, keepsMembers: true).batch
      return (try #require(batch.entries.first), batch)
    }
    for escaped in [false, true] {
      let (first, one) = try log([0xFF], escaped: escaped)
      let (second, two) = try log([0xFE], escaped: escaped)
      #expect(!first.isInvalid && Array(one.bytes[first.id]) != Array(two.bytes[second.id]))
      #expect(one.bytes[first.id].last == 0xFF)
      let end = escaped ? "\n\u{FFFD}" : "\u{FFFD}"
      #expect(Array(one.bytes[first.message]) == Array("m\(end)".utf8))
      #expect(Array(one.bytes[first.parameters]) == Array("{\"p\":\"\u{FFFD}\\\\\\\"x\"}".utf8))
      #expect(Array(one.bytes[first.extras]) == Array("{\"name\":\"\u{FFFD}\"}".utf8))
    }
  }

  @Test func loneSurrogatesDoNotMakeTwoIdentitiesOne() throws {
    let batch = try PageScanner.scan(pageBody(#"{"id":"\ud800"}"#, #"{"id":"\ud801"}"#, #"{"id":"\ufffd"}"#)).batch
    #expect(Set(batch.entries.map { Array(batch.bytes[$0.id]) }).count == 3)
  }

  @Test func controlCharactersInsideParametersAreEscaped() throws {
    let (log, batch) = try scanned("{\"id\":\"a\",\"parameters\":{\n\"a\\\"\": \"x\ny\u{1}\"}}")
    #expect(batch.string(log.parameters) == "{\n\"a\\\"\": \"x\\u000ay\\u0001\"}")
  }

  @Test(arguments: [
    (#"{"id":"a","parameters":null}"#, "", ""), (#"{"id":"a","parameters":[1]}"#, "[1]", ""),
    (#"{"id":"a","parameters":"x"}"#, #""x""#, ""), (#"{"id":"a","name":"n"}"#, "", #"{"name":"n"}"#),
    (#"{"id":"a","icon":null , "audit" : {"x":1}}"#, "", #"{"icon":null,"audit" : {"x":1}}"#),
    (#"{"id":"a","task":{"id":"t"},"$meta":{}}"#, "", ""), (#"{"\u0069d":"a","ta\u0073k":1}"#, "", ""),
    (
      #"{"id":"a","eta":"soon","progress":"half","revision":"x"}"#, "",
      #"{"eta":"soon","progress":"half","revision":"x"}"#
    ),
    (#"{"id":"a","eta":null,"progress":NaN}"#, "", ""),
  ])
  func keepsParametersAndOtherMembersAsJSON(entry: String, parameters: String, extras: String) throws {
    let (log, batch) = try scanned(entry)
    #expect(batch.string(log.id) == "a")
    #expect(batch.string(log.parameters) == parameters && batch.string(log.extras) == extras)
  }

  @Test func mutatedPagesNeverTrap() {
    let good = pageBody(documentedEntry, #"{"id":"\u0041","message":"ä€😀\n","name":"x","parameters":[1.5e3,null,{}]}"#)
    let bytes = Array(#"{}[]",:\u0019eE+-.nNtf \#n"#.utf8) + [0, 0x80, 0xC3, 0xFF, 0xED, 0xF4]
    var readable = 0
    for seed in 0..<4_000 {
      var random = SplitMix64(seed: UInt64(seed))
      var body = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: body[place] = bytes.randomElement(using: &random) ?? 0
        case 1: body.remove(at: place)
        case 2: body.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        default:
          let end = Int.random(in: place..<body.count, using: &random)
          body.insert(contentsOf: body[place...end], at: Int.random(in: 0...body.count, using: &random))
        }
      }
      guard let page = try? PageScanner.scan(body, keepsMembers: true) else { continue }
      readable += 1
      for log in page.batch.entries {
        for range in [log.id, log.message, log.parameters, log.extras, log.shape, log.severityText, log.timestampText] {
          #expect(range.upperBound <= page.batch.bytes.count, "seed \(seed)")
        }
        #expect(!log.id.isEmpty, "seed \(seed)")
      }
    }
    #expect((300..<3_900).contains(readable))
  }
}
