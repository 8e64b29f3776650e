import MonitorCore
import MonitorStream
import TestSupport
import Testing

@testable import MonitorRecording

@Suite struct RedactorTests {
  private func event(_ number: Int, message: String, parameters: String, more: String = "") -> String {
    let entry =
      "{\"id\":\"TLR-\(number)\",\"severity\":\"Info\",\"message\":\"\(message)\",\"parameters\":\(parameters)\(more)}"
    return #"{"event":"log","at":null,"task":"TSK-1","text":"x","late":0,"revised":false,"log":\#(entry)}"#
  }

  private func redacted(_ redactor: inout Redactor, _ line: String) throws -> JSONValue {
    var output: [UInt8] = []
    redactor.append(Array(line.utf8), to: &output)
    return try JSONValue(output)
  }

  @Test func namedParametersAreReplacedEverywhere() throws {
    var redactor = Redactor(names: ["buyerid", "Name"])
    let first = try redacted(
      &redactor,
      event(
        1, message: "id{{BuyerId}}s and BUY-123 of {{Name}} ({{N}})",
        parameters: #"{"BuyerId":"BUY-123","Name":"Jane \"Doe\"","N":7,"list":[{"name":["Ann",12]}]}"#,
        more: #","extra":{"BUY-123":"for BUY-123, BUY-1234 and xBUY-123"},"task":{"id":"TSK-1","name":"of BUY-123"}"#))
    let parameters = first["log"]?["parameters"]
    let buyer = try #require(parameters?["BuyerId"]?.text)
    let name = try #require(parameters?["Name"]?.text)
    #expect(buyer.hasPrefix("redacted-") && name.hasPrefix("redacted-") && buyer != name)
    #expect(parameters?["N"] == .number("7"))
    // Short values, and those of what is inside of a named one, are replaced where they are.
    #expect(
      parameters?["list"]?.elements.first?["name"]?.elements.allSatisfy { $0.text?.hasPrefix("redacted-") == true }
        == true)
    #expect(first["text"]?.text == "id\(buyer)s and \(buyer) of \(name) (7)")
    #expect(first["log"]?["message"]?.text == "id{{BuyerId}}s and \(buyer) of {{Name}} ({{N}})")
    // Whole words alone; also where they are names of members.
    #expect(first["log"]?["extra"]?[buyer]?.text == "for \(buyer), BUY-1234 and xBUY-123")
    #expect(first["log"]?["task"]?["name"]?.text == "of \(buyer)" && first["log"]?["task"]?["id"]?.text == "TSK-1")
    // The same value has the same pseudonym, also in what is no entry.
    let task = try redacted(
      &redactor,
      #"{"event":"task","at":null,"task":"TSK-1","name":"Moving BUY-123","snapshot":{"id":"BUY-123","name":"BUY-123"}}"#
    )
    #expect(task["name"]?.text == "Moving \(buyer)")
    #expect(task["snapshot"]?["name"]?.text == buyer && task["snapshot"]?["id"]?.text == "BUY-123")
    let end = try redacted(
      &redactor,
      #"{"event":"end","at":null,"tasks":[{"task":"TSK-1","status":"Jane","reason":"for BUY-123","last_errors":[{"id":"BUY-123","text":"BUY-123"}]}]}"#
    )
    let outcome = end["tasks"]?.elements.first
    #expect(
      outcome?["reason"]?.text == "for \(buyer)" && outcome?["last_errors"]?.elements.first?["text"]?.text == buyer)
    #expect(outcome?["last_errors"]?.elements.first?["id"]?.text == "BUY-123")
  }

  @Test func aTasksOwnParametersAreParametersToo() throws {
    var redactor = Redactor(names: ["BuyerId", "None"])
    let snapshot =
      #"{"id":"TSK-1","status":"Queued","name":"Of BUY-2129","parameters":{"BuyerId":"BUY-2129","n":1},"object":{"id":"BUY-2129"}}"#
    let task = try redacted(
      &redactor,
      #"{"event":"task","at":null,"task":"TSK-1","name":"Of BUY-2129","status":"Queued","snapshot":\#(snapshot)}"#)
    let buyer = try #require(task["snapshot"]?["parameters"]?["BuyerId"]?.text)
    #expect(buyer.hasPrefix("redacted-") && task["name"]?.text == "Of \(buyer)")
    #expect(task["snapshot"]?["name"]?.text == "Of \(buyer)" && task["snapshot"]?["id"]?.text == "TSK-1")
    #expect(task["snapshot"]?["parameters"]?["n"] == .number("1"))
    #expect(redactor.unseenNames == "no parameter is called 'none': nothing was replaced for it")
  }

  @Test func whatNobodyKnowsIsSearchedWhole() throws {
    var redactor = Redactor(names: ["Name"])
    _ = try redacted(&redactor, event(1, message: "m", parameters: #"{"Name":"Jane Doe"}"#))
    let unknown = try redacted(&redactor, #"{"event":"future","at":null,"task":"TSK-1","more":{"who":"by Jane Doe"}}"#)
    #expect(unknown["more"]?["who"]?.text?.hasPrefix("by redacted-") == true && unknown["task"]?.text == "TSK-1")
  }

  @Test func anotherRunHasOtherPseudonyms() throws {
    let line = event(1, message: "{{A}}", parameters: #"{"A":"secret"}"#)
    var (one, other) = (Redactor(names: ["A"]), Redactor(names: ["A"]))
    let (first, second) = (try redacted(&one, line)["text"], try redacted(&other, line)["text"])
    #expect(first != second)
    #expect(try redacted(&one, line)["text"] == first)
  }

  @Test func whatWasWrittenBeforeIsCounted() throws {
    var redactor = Redactor(names: ["A"])
    _ = try redacted(&redactor, event(1, message: "about secret-1 and others", parameters: "{}"))
    _ = try redacted(&redactor, event(2, message: "{{A}}", parameters: #"{"A":"secret-1"}"#))
    _ = try redacted(&redactor, event(3, message: "{{A}}", parameters: #"{"A":"never seen"}"#))
    #expect(redactor.lateCount == 1)
  }

  @Test func nothingThatIsNeededIsReplaced() throws {
    var redactor = Redactor(names: ["Word"])
    let words = ["Info", "TLR-1", "TSK-1", "Completed", "live", "2025-09-11T13:40:13.515Z", "event", "mpt-tail"]
    for (number, word) in words.enumerated() {
      _ = try redacted(&redactor, event(number, message: "x", parameters: #"{"Word":"\#(word)"}"#))
    }
    let line = #"{"id":"TLR-1","severity":"Info","message":"m","timestamp":"2025-09-11T13:40:13.515Z"}"#
    let entry = try redacted(
      &redactor, #"{"event":"log","at":"2025-09-11T13:40:13.515Z","task":"TSK-1","text":"m","log":\#(line)}"#)
    #expect(
      entry["log"] == (try JSONValue(line.utf8)) && entry["event"]?.text == "log" && entry["task"]?.text == "TSK-1")
    let source = #"{"event":"source","at":null,"task":"TSK-1","state":"live","problem":null,"retry":null}"#
    #expect(try redacted(&redactor, source) == JSONValue(source.utf8))
  }

  /// Whatever an entry holds, none of its secret letters comes through.
  @Test(arguments: 0..<20) func noLetterOfAValueComesThrough(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let letters = Array("§¶ñ".unicodeScalars)
    func secret() -> String {
      var text = String.UnicodeScalarView(["S"])
      for _ in 0..<Int.random(in: 2...9, using: &random) {
        text.append(Bool.random(using: &random) ? "-" : letters.randomElement(using: &random) ?? "§")
      }
      return String(text) + "§"
    }
    var writer = RedactingWriter(JSONEventWriter(), Redactor(names: ["Secret"]))
    var output: [UInt8] = []
    for number in 0..<50 {
      let secret = secret()
      let entry = TestEntry(
        id: "TLR-\(number)", message: "before {{Secret}} \(secret) \u{1B}behind",
        parameters: #"{"Secret":"\#(secret)","Other":{"deep":["(\#(secret))"]}}"#, sent: nil)
      writer.append(entry.batch.entries[0], of: entry.batch, task: TaskID(madeOf: "TSK-1"), at: nil, to: &output)
    }
    try EventSchema().check(output)
    let text = String(decoding: output, as: UTF8.self)
    #expect(letters.allSatisfy { !text.unicodeScalars.contains($0) }, "\(text)")
  }
}

extension TestEntry {
  fileprivate var batch: EntryBatch { EntryBatch([self]) }
}
