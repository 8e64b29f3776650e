import Foundation
import MonitorCore
import Testing

@Suite struct JSONWriterTests {
  /// What is made of a raw value, beside others in an object.
  private func repaired(_ raw: [UInt8], ascii: Bool = false) throws -> String {
    var json = JSONWriter(ascii: ascii)
    json.beginObject()
    json.name("a")
    json.value(1)
    json.name("raw")
    raw.withUnsafeBufferPointer { json.value(raw: $0) }
    json.endObject()
    _ = try JSONSerialization.jsonObject(with: Data(json.output))
    let text = String(decoding: json.output, as: UTF8.self)
    let head = #"{"a":1,"raw":"#
    #expect(text.hasPrefix(head))
    return String(text.dropFirst(head.count).dropLast())
  }

  @Test func writesValuesInTheOrderOfTheCalls() {
    var json = JSONWriter()
    json.beginArray()
    json.beginObject()
    json.endObject()
    json.beginObject()
    json.name("text")
    json.value("a\"\u{202E}\n")
    json.name("none")
    json.value(nil as String?)
    json.name("list")
    json.beginArray()
    json.value(-7)
    json.value(21.3)
    json.value(Float(33.333332))
    json.value(100.0)
    json.value(Double.nan)
    json.value(true)
    json.null()
    json.endArray()
    json.name("plain")
    json.value(plain: { $0.append(contentsOf: "x".utf8) })
    json.endObject()
    json.endArray()
    json.endDocument()
    json.value(2)
    #expect(
      String(decoding: json.output, as: UTF8.self) == #"""
        [{},{"text":"a\"\u202e\n","none":null,"list":[-7,21.3,33.333332,100,null,true,null],"plain":"x"}]2
        """#)
  }

  @Test func writesBehindWhatIsThere() {
    var json = JSONWriter()
    var output = Array("before ".utf8)
    json.write(to: &output) { $0.value(1) }
    #expect(output == Array("before 1".utf8) && json.output.isEmpty)
  }

  @Test(arguments: [(#"a\u202eb"#, #""a\u202eb""#), ("a\u{202E}", #""a\u202e""#), (#"\q"#, #""\\q""#)])
  func namesOfMembersAreRepairedToo(name: String, expected: String) {
    var json = JSONWriter()
    Array(name.utf8).withUnsafeBufferPointer { name in
      Array(" 1 ".utf8).withUnsafeBufferPointer { json.member(rawName: name, raw: $0) }
    }
    #expect(String(decoding: json.output, as: UTF8.self) == expected + ":1")
  }

  @Test(arguments: [
    (
      #"{"id":"TLR-1","revision":1,"x":[1,-0.5e+3,true,false,null,{}],"y":{"z":[]}}"#,
      #"{"id":"TLR-1","revision":1,"x":[1,-0.5e+3,true,false,null,{}],"y":{"z":[]}}"#
    ),
    (" {\n \"a\" :\t[ 1 , 2 ]\r\n} ", #"{"a":[1,2]}"#),
    ("", "null"), ("5", "5"), (#""text""#, #""text""#), ("[]", "[]"),
    (#"{"a":"\u202e\ud83d\ude00\"\\\/\b\f\n\r\t"}"#, #"{"a":"\u202e\ud83d\ude00\"\\\/\b\f\n\r\t"}"#),
    (
      #"["\ud83d","\ude00x","\ud83d\ud83d\ude00","\uffff","\ufdd0","\ud83f\udfff","\ud83d\u0041"]"#,
      #"["\ufffd","\ufffdx","\ufffd\ud83d\ude00","\ufffd","\ufffd","\ufffd","\ufffd\u0041"]"#
    ),
    ("{\"\u{202E}k\":\"\u{9B}\u{200B}\t\u{1B}é\u{1}\"}", #"{"\u202ek":"\u009b\u200b\t\u001bé\u0001"}"#),
    (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#),
    (#"{"n":1e999,"m":-1e999,"k":1e300}"#, #"{"n":"1e999","m":"-1e999","k":1e300}"#),
    (#"{"a":01}"#, #""{\"a\":01}""#), (#"{"a":1.}"#, #""{\"a\":1.}""#), ("[1,]", #""[1,]""#), ("[,1]", #""[,1]""#),
    (#"{"a":1,}"#, #""{\"a\":1,}""#), (#"{"a"}"#, #""{\"a\"}""#), (#"{"a":}"#, #""{\"a\":}""#), ("[1 2]", #""[1 2]""#),
    ("[1", #""[1""#), ("[}", #""[}""#), ("]", #""]""#), ("[1]]", #""[1]]""#), ("[1][2]", #""[1][2]""#),
    ("NaN", #""NaN""#), ("-", #""-""#), ("+1", #""+1""#), (".5", #"".5""#), ("1e", #""1e""#), ("nul", #""nul""#),
    (#""\x""#, #""\"\\x\"""#), (#""\u12""#, #""\"\\u12\"""#), (#""open"#, #""\"open""#), (#"{1:2}"#, #""{1:2}""#),
    (" ", #"" ""#), ("a\nb", #""a\nb""#),
  ])
  func repairs(raw: String, expected: String) throws {
    #expect(try repaired(Array(raw.utf8)) == expected)
  }

  @Test func badBytesAndSevenBits() throws {
    #expect(try repaired(Array("[\"".utf8) + [0xFF, 0xC3] + Array("\"]".utf8)) == #"["\ufffd\ufffd"]"#)
    #expect(try repaired(Array(#"["é😀"]"#.utf8), ascii: true) == #"["\u00e9\ud83d\ude00"]"#)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func depthIsBounded(piece: String) throws {
    let closing = piece == "[" ? "]" : "}"
    func nested(_ depth: Int) -> String {
      String(repeating: piece, count: depth) + "1" + String(repeating: closing, count: depth)
    }
    #expect(try repaired(Array(nested(128).utf8)) == nested(128))
    #expect(try repaired(Array(nested(129).utf8)).hasPrefix("\""))
    #expect(try repaired(Array(nested(300_000).utf8)).hasPrefix("\""))
  }

  @Test(arguments: 0..<8)
  func everyLineIsJSON(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let letters = Array(#"{}[]":,\u0aD8.e-+1nultre "#.utf8) + [0, 0x1B, 0x0A, 0xFF, 0xC3, 0xE2, 0x80, 0xAE, 0xF0]
    let good = Array(#"{"id":"TLR-1","m":"a\u202eb\ud83d\ude00","n":[1.5e3,null,true],"p":{"k":"v é 😀"}}"#.utf8)
    for _ in 0..<1_500 {
      var bytes = good
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let letter = letters.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = letter
        case 1: bytes.insert(letter, at: place)
        default: bytes.remove(at: place)
        }
      }
      let line = try repaired(bytes)
      #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{202E}" })
    }
  }
}
