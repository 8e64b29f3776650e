import Testing

@testable import mpt_tail

@Suite struct ConfigurationFileTests {
  @Test func readsSettingsAndSections() throws {
    let file = try ConfigurationFile(
      """
      # looks
      theme = "dark"   # the one
      ascii=true\r
      interval = 2.5
      'level' = 'in"fo'

      [keys]
      copy = ["y", 'c',]
      [themes."my own"]
      text = "a\\tb\\u0041\\"\\\\"
      """)
    #expect(file.sections.map(\.name) == [[], ["keys"], ["themes", "my own"]])
    #expect(file.sections[0].entries.map(\.value) == [.string("dark"), .bool(true), .number(2.5), .string("in\"fo")])
    #expect(file.sections[0].entries.map(\.line) == [2, 3, 4, 5])
    #expect(file.sections[1].entries == [.init(key: "copy", value: .list(["y", "c"]), line: 8)])
    #expect(file.sections[2].entries[0].value == .string("a\tbA\"\\"))
  }

  @Test(arguments: [
    ("theme", 1), ("theme = ", 1), ("theme = dark", 1), ("\ntheme = \"dark", 2), ("= 1", 1), ("a = 1\na = 2", 2),
    ("[keys\n", 1), ("[keys]\n[keys]", 2), ("a = [1]", 1), ("a = [\"x\"", 1), ("a = [\"x\" \"y\"]", 1),
    ("a = \"\\x\"", 1), ("a = 1 2", 1), ("a = 2020-01-01x", 1), ("[]", 1),
    ("a = \"\\u12\"", 1), ("a = nan", 1),
    ("a = {b = 1", 1), ("a = {b = 1 c = 2}", 1), ("[[a]]", 1), ("a = 2025-09-12", 1), ("a = 12:30", 1),
    ("a = [\n\"x\",\n1]", 3), ("a.b = 1\na.b = 2", 2), ("a = 1\na.b = 2", 2), ("a = 1\n[a]", 2),
    ("[a]\nb = 1\n[a]", 3), ("a = {b = 1}\n[a]", 2), ("a = \"\"\"\n\nx", 1), ("a = \"x\ny\"", 1), ("a = 1__0", 1),
    ("a = \"\u{1B}\"", 1), ("a = 0x", 1), ("a = \"\\UFFFFFFFF\"", 1),
  ]) func tellsTheLineOfWhatItCannotRead(text: String, line: Int) {
    #expect { try ConfigurationFile(text) } throws: { ($0 as? ConfigurationFailure)?.line == line }
  }

  @Test func readsWhatFormattersWrite() throws {
    let file = try ConfigurationFile(
      """
      theme = "dark" # looks
      keys.preset = "less"
      themes.mine = { base = "dark", text = "red", }
      "inter\\u0076al" = 1_0.5e-1
      [keys.picker]
      mark-task = [
        "Space", # both
        'Ins',
      ] # done
      [ themes . "my own" ]
      text = \"""
        bold \\
          208\"""
      literal = '''
      a\\b'''
      hex = 0xFF
      """)
    func entries(_ name: [String]) -> [ConfigurationFile.Entry]? { file.sections.first { $0.name == name }?.entries }
    #expect(entries(["keys"]) == [.init(key: "preset", value: .string("less"), line: 2)])
    #expect(
      entries(["themes", "mine"]) == [
        .init(key: "base", value: .string("dark"), line: 3), .init(key: "text", value: .string("red"), line: 3),
      ])
    #expect(entries([])?.last == .init(key: "interval", value: .number(1.05), line: 4))
    #expect(entries(["keys", "picker"]) == [.init(key: "mark-task", value: .list(["Space", "Ins"]), line: 6)])
    #expect(
      entries(["themes", "my own"])?.map(\.value) == [.string("  bold 208"), .string("a\\b"), .number(255)])
    #expect(entries(["themes", "my own"])?.map(\.line) == [11, 14, 16])
  }

  @Test func neverSaysMoreThanWhatIsSafeToShow() {
    var state: UInt64 = 3
    let alphabet = Array("ab=\"'[]{}.,#\n\u{1B}\u{9B}\u{202E}\u{7}\r\u{0}\\").map(String.init)
    for _ in 0..<5_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        text += alphabet[Int(state >> 33) % alphabet.count]
      }
      do {
        _ = try Settings(ConfigurationFile(text))
      } catch {
        let isSafe = error.sentence.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        #expect(isSafe && !error.sentence.unicodeScalars.contains("\u{202E}"), "\(error.sentence.debugDescription)")
      }
    }
  }

  @Test func readsAnyText() {
    var state: UInt64 = 7
    let alphabet = Array("ab=\"'[]#.,\\\n \t\r1true{}é\u{0}")
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        text.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      // Read or refused with a line of it; nothing else.
      do throws(ConfigurationFailure) {
        _ = try ConfigurationFile(text)
      } catch {
        #expect(error.line.map { $0 >= 1 && $0 <= text.unicodeScalars.count { $0 == "\n" } + 1 } == true)
      }
    }
  }
}
