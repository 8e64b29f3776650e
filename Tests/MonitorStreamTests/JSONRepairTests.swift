import Foundation
import MonitorCore
import MonitorStream
import Testing

/// What `JSONWriter` makes of `LogEntry.raw`.
@Suite struct JSONRepairTests {
  private func log(_ raw: [UInt8], ascii: Bool = false) throws -> String {
    var batch = EntryBatch()
    var entry = LogEntry(id: 0..<0)
    entry.raw = batch.append(raw)
    batch.entries = [entry]
    var writer = JSONWriter(ascii: ascii)
    var output: [UInt8] = []
    writer.append(.logs(batch, receivedAt: receivedAt), of: try taskID(), now: .zero, to: &output)
    _ = try JSONSerialization.jsonObject(with: Data(output))
    #expect(output.filter { $0 == 0x0A }.count == 1)
    let line = String(decoding: output, as: UTF8.self)
    let head = #"{"event":"log","task":"TSK-1","text":"","late":0,"revised":false,"log":"#
    #expect(line.hasPrefix(head))
    return String(line.dropFirst(head.count).dropLast(2))
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
    #expect(try log(Array(raw.utf8)) == expected)
  }

  @Test func badBytesAndSevenBits() throws {
    #expect(try log(Array("[\"".utf8) + [0xFF, 0xC3] + Array("\"]".utf8)) == #"["\ufffd\ufffd"]"#)
    #expect(try log(Array(#"["é😀"]"#.utf8), ascii: true) == #"["\u00e9\ud83d\ude00"]"#)
  }

  @Test(arguments: ["[", "{\"a\":"])
  func depthIsBounded(piece: String) throws {
    let closing = piece == "[" ? "]" : "}"
    func nested(_ depth: Int) -> String {
      String(repeating: piece, count: depth) + "1" + String(repeating: closing, count: depth)
    }
    #expect(try log(Array(nested(128).utf8)) == nested(128))
    #expect(try log(Array(nested(129).utf8)).hasPrefix("\""))
    #expect(try log(Array(nested(300_000).utf8)).hasPrefix("\""))
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
      let line = try log(bytes)
      #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{202E}" })
    }
  }
}
