import MonitorCore
import Testing

@Suite struct FilledMessageTests {
  private func fill(_ template: String, _ parameters: String) -> FilledMessage {
    var message = FilledMessage()
    message.fill(template: Array(template.utf8), parameters: Array(parameters.utf8))
    return message
  }

  private func text(_ message: FilledMessage) -> String { String(decoding: message.text, as: UTF8.self) }

  @Test(arguments: [
    (
      "Starting '{{BuyerId}}' to '{{TargetAccountId}}'.", #"{"BuyerId":"BUY-1","TargetAccountId":"ACC-2"}"#,
      "Starting 'BUY-1' to 'ACC-2'."
    ),
    ("{{ Name }}|{{Name }}|{{\tName}}", #"{"Name":"x"}"#, "x|x|x"),
    ("{{BuyerId}}", #"{"buyerId":"low"}"#, "low"),
    ("{{BuyerId}}", #"{"BuyerId":"exact","buyerid":"low"}"#, "exact"),
    ("{{a.b}}", #"{"a":{"b":5}}"#, "5"),
    ("{{A.B.c}}", #"{"a":{"b":{"C":"deep"}}}"#, "deep"),
    ("{{a.b}}", #"{"a":{"b":5},"a.b":6}"#, "6"),
    ("{{a.1.x}}", #"{"a":[0,{"x":true}]}"#, "true"),
    ("{{0}} {{2}} {{3}} {{x}}", #"["first",2,null]"#, "first null {{3}} {{x}}"),
    ("{{x}} and {{y}}", #"{"y":1}"#, "{{x}} and 1"),
    ("{{a}}", #"{"a":"{{b}}","b":"no"}"#, "{{b}}"),
    ("{{a}}{{b}}", #"{"a":"{{","b":"b}}"}"#, "{{b}}"),
    ("{{a}}", #"{"a":1,"a":2}"#, "2"),
    ("{{a}}", #"{"A":1,"a":2,"A":3,"a":4,"A":5}"#, "4"),
    ("{{n}} {{t}} {{f}} {{z}}", #"{"n":-1.50e+2,"t":true,"f":false,"z":null}"#, "-1.50e+2 true false null"),
    ("{{o}}", #"{"o": { "k" : [ 1 , "a b" ] , "é":"\u00e9" } }"#, #"{"k":[1,"a b"],"é":"\u00e9"}"#),
    ("{{s}}", #"{"s":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#, "\"\\/\u{8}\u{C}\n\r\té😀"),
    ("{{s}}", #"{"s":"\ud83d|\ude00|\ud83d\ud83d\ude00|\ud83dA"}"#, "\u{FFFD}|\u{FFFD}|\u{FFFD}😀|\u{FFFD}A"),
    ("{{s}}", #"{"s":"\x \u12G4 \u"}"#, #"\x \u12G4 \u"#),
    ("{{ключ}} {{a b}}", #"{"\u043a\u043b\u044e\u0447":"1","a b":2}"#, "1 2"),
    ("{{{a}}} {{{{a}}}}", #"{"a":1}"#, "{1} {{1}}"),
    ("{{}} {{ }} {{a} }} {a} {{a", #"{"a":1,"":2}"#, "{{}} {{ }} {{a} }} {a} {{a"),
    ("{{a}b}} {{a\n}}", #"{"a":1}"#, "{{a}b}} 1"),
    ("{{empty}}.", #"{"empty":""}"#, "."),
    ("{{a}} {{b}}", #"{"a":1,"b":"#, "1 {{b}}"),
    ("{{a}} {{b}}", #"{"a":1 "b":2}"#, "1 {{b}}"),
    ("{{a}}", #"{"a":"unfinished"#, "{{a}}"),
    ("{{a}}", #"{"a":[1,{"b":"#, "{{a}}"),
    ("{{a}}", "\"text\"", "{{a}}"), ("{{a}}", "5", "{{a}}"), ("{{a}}", "", "{{a}}"), ("{{a}}", "{", "{{a}}"),
    ("{{a}}", "{\"a\"", "{{a}}"), ("{{a}}", "{\"a\":}", "{{a}}"), ("{{a}}", "nonsense", "{{a}}"),
    ("", #"{"a":1}"#, ""), ("no placeholder", #"{"a":1}"#, "no placeholder"),
  ])
  func fills(template: String, parameters: String, expected: String) {
    #expect(text(fill(template, parameters)) == expected)
  }

  @Test func saysWhatCameFromParameters() {
    let message = fill("{{a}}-{{b}}{{c}}{{d}}!", #"{"a":"one","b":"","c":3,"d":[4]}"#)
    #expect(message.values.map { String(decoding: message.text[$0], as: UTF8.self) } == ["one", "3", "[4]"])
    #expect(message.values == [0..<3, 4..<5, 5..<8])
  }

  @Test func isReusable() {
    var message = FilledMessage()
    message.fill(template: Array("{{a.b}} long".utf8), parameters: Array(#"{"a":{"b":"value"}}"#.utf8))
    message.fill(template: Array("{{a.b}}".utf8), parameters: Array(#"{"a":{"b":"v"}}"#.utf8))
    #expect(text(message) == "v")
    #expect(message.values == [0..<1])
    message.fill(template: Array("none".utf8), parameters: [])
    #expect(text(message) == "none")
    #expect(message.values.isEmpty)
  }

  @Test func manyPlaceholdersOverManyParameters() {
    let names = (0..<50_000).map { "Key\($0)" }
    let template = names.map { "{{\($0.lowercased())}}" }.joined()
    let parameters = "{" + names.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
    let message = fill(template, parameters)
    #expect(text(message) == names.joined())
    #expect(message.values.count == names.count)
  }

  @Test func searchFindsTheLastOfEqualNames() {
    let filler = (0..<40).map { "\"f\($0)\":0" }.joined(separator: ",")
    let parameters = "{\"a\":1,\"B\":1,\"a\":2,\(filler),\"A\":3,\"b\":4,\"B\":5,\"e\\u0041\":6}"
    let template = String(repeating: "{{none}}", count: 10) + "{{a}}{{A}}{{b}}{{B}}{{eA}}{{EA}}"
    #expect(text(fill(template, parameters)).suffix(6) == "234566")
  }

  @Test func innerObjectsAreReadOnce() {
    let inner = (0..<20_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    let template = (0..<20_000).map { "{{o.k\($0)}}" }.joined()
    #expect(text(fill(template, "{\"o\":{\(inner)}}")) == (0..<20_000).map(String.init).joined())
  }

  @Test func valuesDoNotGrowWithoutBound() {
    let template = String(repeating: "{{a}}", count: 100_000)
    let value = String(repeating: "x", count: 100_000)
    let message = fill(template, "{\"a\":\"\(value)\"}")
    #expect(message.text.count <= template.utf8.count + value.utf8.count + 5 << 20)
    #expect(message.values.count >= 40)
    #expect(message.text.suffix(5).elementsEqual("{{a}}".utf8))
  }

  @Test func aLargeValueIsShownWhole() {
    let value = String(repeating: "x", count: 10_000_000)
    #expect(fill("{{a}}", "{\"a\":\"\(value)\"}").text.count == value.utf8.count)
  }

  @Test(arguments: ["[", "{\"a\":", "{\"a\":[", "\""])
  func depthIsNoTrap(piece: String) {
    let parameters = "{\"a\":1,\"b\":" + String(repeating: piece, count: 200_000)
    let dots = "{{b" + String(repeating: ".a", count: 50_000) + "}}"
    #expect(text(fill("{{a}} {{b.a.a}} \(dots)", parameters)) == "1 {{b.a.a}} \(dots)")
    let closed = "{\"b\":" + String(repeating: "{\"a\":", count: 50_000) + "1" + String(repeating: "}", count: 50_001)
    #expect(text(fill(dots, closed)) == dots)
    #expect(text(fill("{{b.a.a}}", closed)).count == closed.utf8.count - 3 * "{\"a\":}".utf8.count)
  }

  @Test func noBytesTrap() {
    var random = SplitMix64(seed: 3)
    let letters = Array(#"{}[]":,\u0aD8.{{}} \"#.utf8) + [0, 0xFF, 0xC3]
    var message = FilledMessage()
    for _ in 0..<20_000 {
      let template = (0..<Int.random(in: 0...40, using: &random)).map { _ in letters.randomElement(using: &random) ?? 0
      }
      let parameters = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      message.fill(template: template, parameters: Array("{\"0\":".utf8) + parameters)
      var end = 0
      for value in message.values {
        #expect(value.lowerBound >= end && !value.isEmpty)
        end = value.upperBound
      }
      #expect(end <= message.text.count)
    }
  }

  private static let long = String(repeating: "é", count: 100) + String(repeating: #"\u00e9\\"#, count: 100)

  /// What is cut is the beginning of what is not, whole scalars, and values that lie in it.
  @Test(arguments: [
    ("plain words, é, and more", ""), ("{{A}} then {{B}}", #"{"A":"aé","B":"\#(long)"}"#),
    ("{{B}}{{B}}{{A}}", #"{"A":[1, {"x": "é"}],"B":"\#(long)"}"#), ("{{A}}", #"{"A":{"k":  "\#(long)"}}"#),
    ("é{{A}}é{{A}}é", #"{"A":"😀"}"#),
    ("{{LongNameOfAShortValue}} and what follows it", #"{"LongNameOfAShortValue":1}"#),
  ])
  func cutsAtABound(template: String, parameters: String) {
    var whole = FilledMessage()
    whole.fill(template: Array(template.utf8), parameters: Array(parameters.utf8))
    for maxBytes in 0...(min(whole.text.count, 400) + 2) {
      var message = FilledMessage(maxBytes: maxBytes)
      message.fill(template: Array(template.utf8), parameters: Array(parameters.utf8))
      #expect(message.text.count <= maxBytes && String(validating: message.text, as: UTF8.self) != nil)
      // A placeholder that is cut itself stays as it is.
      let shown = String(decoding: message.text, as: UTF8.self)
      let isAtPlaceholder = shown.contains("{{") || shown.hasSuffix("{")
      if !isAtPlaceholder { #expect(whole.text.starts(with: message.text), "\(maxBytes)") }
      #expect(message.isCut || message.text == whole.text)
      #expect(message.values.allSatisfy { !$0.isEmpty && $0.upperBound <= message.text.count })
      if template.utf8.count <= maxBytes, whole.text.count > maxBytes { #expect(message.text.count > maxBytes - 4) }
    }
  }

  @Test func aCutMessageIsNoLongerCutWhenItIsFilledAgain() {
    var message = FilledMessage(maxBytes: 4)
    message.fill(template: Array("longer".utf8), parameters: [])
    #expect(message.isCut && message.text == Array("long".utf8))
    message.fill(template: Array("not".utf8), parameters: [])
    #expect(!message.isCut && message.text == Array("not".utf8))
    message.show(template: Array("a{{Name}}".utf8))
    #expect(message.isCut && message.text == Array("a{{N".utf8))
  }
}
