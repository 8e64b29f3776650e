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
    ("a = \"\\x\"", 1), ("a = 1 2", 1), ("a = 2020-01-01x", 1), ("a = {b=1}", 1), ("a.b = 1", 1), ("[]", 1),
    ("a = \"\\u12\"", 1), ("a = nan", 1), ("a = \"\"\"x\"\"\"", 1),
  ]) func tellsTheLineOfWhatItCannotRead(text: String, line: Int) {
    #expect { try ConfigurationFile(text) } throws: { ($0 as? ConfigurationFailure)?.line == line }
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
