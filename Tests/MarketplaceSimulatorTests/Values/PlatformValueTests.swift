import Testing

@testable import MarketplaceSimulator

struct PlatformValueTests {
  @Test func writesCompactJSON() {
    let value: PlatformValue = [
      "z": 1, "a": [.null, .bool(true), 21.3, 5.0], "text": "é\"\\\n\u{1b}[31m\u{7f}日本", "bad": .number(.nan),
    ]
    #expect(
      String(decoding: value.json, as: UTF8.self)
        == #"{"z":1,"a":[null,true,21.3,5],"text":"é\"\\\n\u001b[31m\u007f日本","bad":null}"#)
  }

  @Test func readsBackWhatItWrites() {
    let value: PlatformValue = [
      "a": [.null, .bool(false), 2, -3.5, "x"], "b": ["c": [], "d": .object([])], "e": "\u{0}\u{202e}👩‍💻",
    ]
    #expect(PlatformValue(json: value.json) == value)
  }

  @Test(arguments: ["", "{", "[1;]", "nul", #"{"a":}"#]) func refusesWhatIsNoJSON(_ text: String) {
    #expect(PlatformValue(json: Array(text.utf8)) == nil)
  }
}
