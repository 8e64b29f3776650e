import MonitorCore
import Testing

@Suite struct SpokenTextTests {
  @Test func linesOfAMessageBecomeSentences() {
    #expect(SpokenText.message(Array("One line".utf8)) == "One line")
    #expect(SpokenText.message(Array("First:\n  second\r\n\nthird.\nfourth".utf8)) == "First: second; third. fourth")
    #expect(SpokenText.message(Array("a\u{1b}[31m\u{7}b\u{202e}".utf8)) == "a^[[31m^Gb<U+202E>")
    #expect(SpokenText.message(Array("Zürich".utf8), ascii: true) == "Zurich")
  }

  @Test func aVeryLongMessageIsCut() {
    let text = SpokenText.message(Array(String(repeating: "x", count: 100_000).utf8))
    #expect(text.count < 1_100 && text.hasSuffix(", and more"))
  }

  @Test func factsFollowAPause() {
    #expect(SpokenText.line("Done", then: ["Info", "13:40"]) == "Done. Info, 13:40")
    #expect(SpokenText.line("Done!", then: ["Info"]) == "Done! Info")
    #expect(SpokenText.line("", then: ["Info"]) == "Info")
    #expect(SpokenText.line("Done", then: []) == "Done")
  }

  @Test(arguments: [
    (0.0, "0 seconds"), (1, "1 second"), (61, "1 minute 1 second"), (942, "15 minutes 42 seconds"),
    (3_600, "1 hour"), (3_605, "1 hour"), (93_600, "1 day 2 hours"), (-5, "0 seconds"),
  ]) func durationsHaveTwoUnits(seconds: Double, text: String) { #expect(SpokenText.duration(seconds) == text) }

  @Test(arguments: [
    (42.0, "42 seconds"), (89, "1 minute 29 seconds"), (95, "2 minutes"), (785, "13 minutes"), (3_580, "60 minutes"),
    (7_000, "2 hours"), (172_000, "2 days"),
  ]) func roughDurationsHaveOne(seconds: Double, text: String) { #expect(SpokenText.roughly(seconds) == text) }

  @Test func nothingIsDoneBeforeItIs() {
    #expect(SpokenText.percent(99.99) == "99 percent")
    #expect(SpokenText.percent(.nan) == "0 percent")
    #expect(SpokenText.percent(1_000) == "100 percent")
  }
}
