import MonitorCore
import Testing

@Suite struct SafeTextTests {
  private func screen(_ text: String, ascii: Bool = false) -> String {
    SafeText.screen(Array(text.utf8), ascii: ascii).map(\.text).joined(separator: "\n")
  }

  private func plain(_ bytes: [UInt8], ascii: Bool = false) -> String {
    var output = Array(">".utf8)
    SafeText.appendPlain(bytes, ascii: ascii, to: &output)
    return String(decoding: output.dropFirst(), as: UTF8.self)
  }

  private func json(_ bytes: [UInt8], ascii: Bool = false) -> String {
    var output = Array(">".utf8)
    SafeText.appendJSON(bytes, ascii: ascii, to: &output)
    return String(decoding: output.dropFirst(), as: UTF8.self)
  }

  /// The table of `safety.md`: input, screen, plain, JSON.
  private static let table: [(String, String, String, String)] = [
    ("plain ASCII ~!", "plain ASCII ~!", "plain ASCII ~!", "plain ASCII ~!"),
    ("Grüße 日本 😀 \u{E000}", "Grüße 日本 😀 \u{E000}", "Grüße 日本 😀 \u{E000}", "Grüße 日本 😀 \u{E000}"),
    ("a\nb", "a\nb", #"a\nb"#, #"a\nb"#),
    ("a\r\nb", "a\nb", #"a\nb"#, #"a\r\nb"#),
    ("a\n\rb", "a\n^Mb", #"a\n^Mb"#, #"a\n\rb"#),
    ("a\u{B}b\u{C}c", "a\nb\nc", #"a\nb\nc"#, #"a\u000bb\u000cc"#),
    ("a\u{85}b\u{2028}c\u{2029}", "a\nb\nc\n", #"a\nb\nc\n"#, #"a\u0085b\u2028c\u2029"#),
    ("\tab\tabcd\te", "    ab  abcd    e", "\tab\tabcd\te", #"\tab\tabcd\te"#),
    ("日\tx\u{1B}\ty", "日  x^[ y", "日\tx^[\ty", #"日\tx\u001b\ty"#),
    ("\u{0}\u{1}\u{1B}[31m\u{7F}\rX", "^@^A^[[31m^?^MX", "^@^A^[[31m^?^MX", #"\u0000\u0001\u001b[31m\u007f\rX"#),
    ("\u{80}\u{9B}\u{9F}", "<U+0080><U+009B><U+009F>", "<U+0080><U+009B><U+009F>", #"\u0080\u009b\u009f"#),
    ("\u{202E}\u{2066}\u{61C}", "<U+202E><U+2066><U+061C>", "<U+202E><U+2066><U+061C>", #"\u202e\u2066\u061c"#),
    (
      "\u{200B}\u{AD}\u{180E}\u{34F}", "<U+200B><U+00AD><U+180E><U+034F>",
      "<U+200B><U+00AD><U+180E><U+034F>", #"\u200b\u00ad\u180e\u034f"#
    ),
    ("\u{E0041}\u{FFF9}", "<U+E0041><U+FFF9>", "<U+E0041><U+FFF9>", #"\udb40\udc41\ufff9"#),
    (
      "\u{115F}\u{1160}\u{3164}\u{FFA0}\u{FEFF}", "<U+115F><U+1160><U+3164><U+FFA0><U+FEFF>",
      "<U+115F><U+1160><U+3164><U+FFA0><U+FEFF>", #"\u115f\u1160\u3164\uffa0\ufeff"#
    ),
    ("a\u{200D}b", "a<U+200D>b", "a<U+200D>b", #"a\u200db"#),
    ("😀\u{200D}b", "😀<U+200D>b", "😀<U+200D>b", #"😀\u200db"#),
    ("👨‍👩‍👧 ❤️‍🔥 👩🏽‍💻", "👨‍👩‍👧 ❤️‍🔥 👩🏽‍💻", "👨‍👩‍👧 ❤️‍🔥 👩🏽‍💻", "👨‍👩‍👧 ❤️‍🔥 👩🏽‍💻"),
    (
      "☎\u{FE0E}1\u{FE0F}\u{20E3}", "☎\u{FE0E}1\u{FE0F}\u{20E3}", "☎\u{FE0E}1\u{FE0F}\u{20E3}",
      "☎\u{FE0E}1\u{FE0F}\u{20E3}"
    ),
    (
      "a\u{FE0F}1\u{FE0F}☎\u{FE0F}\u{FE0F}\u{FE00}", "a<U+FE0F>1<U+FE0F>☎\u{FE0F}<U+FE0F><U+FE00>",
      "a<U+FE0F>1<U+FE0F>☎\u{FE0F}<U+FE0F><U+FE00>", "a\\ufe0f1\\ufe0f☎\u{FE0F}\\ufe0f\\ufe00"
    ),
    ("क्\u{200D}ष \u{200C}", "क्\u{200D}ष <U+200C>", "क्\u{200D}ष <U+200C>", "क्\u{200D}ष \\u200c"),
    ("e\u{301}", "e\u{301}", "e\u{301}", "e\u{301}"),
    ("\u{301}x", "\u{25CC}\u{301}x", "\u{25CC}\u{301}x", "\u{301}x"),
    ("\u{1B}\u{301}", "^[\u{25CC}\u{301}", "^[\u{25CC}\u{301}", "\\u001b\u{301}"),
    ("\u{FFFD}", "\u{FFFD}", "\u{FFFD}", #"\ufffd"#),
    ("\"a\\b\"/", "\"a\\b\"/", "\"a\\b\"/", #"\"a\\b\"/"#),
    ("", "", "", ""),
  ]

  @Test func theTable() {
    for (input, onScreen, inPlain, inJSON) in Self.table {
      #expect(screen(input).unicodeScalars.elementsEqual(onScreen.unicodeScalars), "\(inJSON)")
      #expect(plain(Array(input.utf8)).unicodeScalars.elementsEqual(inPlain.unicodeScalars), "\(inJSON)")
      #expect(json(Array(input.utf8)).unicodeScalars.elementsEqual(inJSON.unicodeScalars), "\(inJSON)")
    }
  }

  @Test(
    arguments: [
      ([0xFF], 1), ([0xC3], 1), ([0xC3, 0x28], 1), ([0xE2, 0x82], 1), ([0xE2, 0x82, 0x41], 1), ([0xED, 0xA0, 0x80], 3),
      ([0xF0, 0x9F, 0x98], 1), ([0xC0, 0x80], 2), ([0xF4, 0x90, 0x80, 0x80], 4), ([0xF5, 0x80], 2), ([0x80, 0x80], 2),
      ([0xEF, 0xBF, 0xBE], 1), ([0xEF, 0xB7, 0x90], 1), ([0xF4, 0x8F, 0xBF, 0xBF], 1),
    ] as [([UInt8], Int)])
  func badUTF8(bytes: [UInt8], limit: Int) {
    let text = plain(Array("<".utf8) + bytes + Array(">".utf8))
    let replaced = text.unicodeScalars.filter { $0 == "\u{FFFD}" }.count
    #expect(1...limit ~= replaced)
    #expect(text.hasPrefix("<") && text.hasSuffix(">"))
    #expect(json(bytes).hasPrefix("\\ufffd"))
  }

  @Test func marksAreLimited() {
    let marks = String(repeating: "\u{301}", count: 1_000_000)
    #expect(screen("e\(marks)x").unicodeScalars.elementsEqual("e\u{301}\u{301}\u{301}\u{301}…x".unicodeScalars))
    let eight = String(repeating: "\u{301}", count: 8)
    #expect(plain(Array("e\(marks)x".utf8)).unicodeScalars.elementsEqual("e\(eight)…x".unicodeScalars))
    #expect(screen(marks).unicodeScalars.count == 6)
    #expect(json(Array(marks.utf8)).unicodeScalars.count == 1_000_000)
  }

  @Test func largeTextsPass() {
    let text = Array(String(repeating: "Line of text\twith ümlaut\n", count: 400_000).utf8)
    #expect(SafeText.screen(text).count == 400_001)
    #expect(plain(text).utf8.count == text.count + 400_000)
  }

  @Test func sevenBits() {
    let input = "Grüße\t日\u{301}😀\u{E0041}\u{FFFE}\n…"
    let marked = "Gruse"
    let rest = "<U+65E5><U+0301><U+1F600><U+E0041><U+FFFD>"
    #expect(plain(Array(input.utf8), ascii: true) == "\(marked)\t\(rest)\\n<U+2026>")
    #expect(screen("a日\t|\n…", ascii: true) == "a<U+65E5>   |\n<U+2026>")
    #expect(SafeText.line(input, ascii: true) == "\(marked) \(rest)\\n<U+2026>")
    #expect(json(Array("ü😀".utf8), ascii: true) == #"\u00fc\ud83d\ude00"#)
  }

  @Test func linesAreOneLine() {
    #expect(
      SafeText.line("503\tService\r\nUn\u{1B}[31mavailable\u{202E}") == #"503 Service\nUn^[[31mavailable<U+202E>"#)
    #expect(SafeText.line("plain") == "plain")
    #expect(SafeText.line("") == "")
  }

  @Test func runsSayTheirKind() {
    let text = Array("ab\u{1B}c\nd\u{301}e".utf8)
    let lines = SafeText.screen(text, values: [1..<4, 5..<6])
    #expect(
      lines == [
        SafeLine(runs: [SafeRun("a", .text), SafeRun("b", .value), SafeRun("^[", .escape), SafeRun("c", .value)]),
        SafeLine(runs: [SafeRun("d", .value), SafeRun("\u{25CC}\u{301}e", .text)]),
      ])
  }

  @Test func impossibleValueRangesAreNoTrap() {
    let text = Array("abc".utf8)
    for values in [[5..<9], [2..<9], [1..<2, 0..<1], [0..<3, 1..<2], [0..<0, 3..<3], [Int.max - 1..<Int.max]] {
      #expect(SafeText.screen(text, values: values).map(\.text) == ["abc"])
    }
  }

  @Test func aCutSequenceDoesNotReachBeyondItsValue() {
    let text = Array("é".utf8)
    let lines = SafeText.screen(text, values: [0..<1])
    #expect(lines == [SafeLine(runs: [SafeRun("\u{FFFD}", .value), SafeRun("\u{FFFD}", .text)])])
  }
}
