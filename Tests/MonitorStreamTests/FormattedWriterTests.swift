import MonitorCore
import MonitorStream
import TestSupport
import Testing

@Suite struct FormattedWriterTests {
  private func lines(
    _ format: String, _ entries: TestEntry..., options change: (inout OutputOptions) -> Void = { _ in }
  ) throws -> String {
    var options = OutputOptions()
    options.times = .utc
    options.format = try PlacedText(format)
    change(&options)
    var writer = OutputForm.plain.writer(options)
    var output: [UInt8] = []
    let batch = EntryBatch(entries)
    for entry in batch.entries {
      writer.append(entry, of: batch, task: try taskID(), at: receivedAt, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }

  private let entry = TestEntry(
    severity: "error", message: "Agreement {{Id}} failed", parameters: #"{"id":"AGR-1"}"#
  ).with { $0.revision = 2 }

  @Test func eachPlaceIsFilled() throws {
    #expect(
      try lines("{time} {severity} {message}", entry) == "2025-09-11T13:40:13.515Z ERROR Agreement AGR-1 failed\n")
    let id = try taskID().text
    #expect(try lines("{task}|{id}|{revision}|{template}", entry) == "\(id)|TLR-1|2|Agreement {{Id}} failed\n")
  }

  @Test func aWidthKeepsColumnsOfSeveralEntries() throws {
    let text = try lines(
      "[{severity:7}]", TestEntry(severity: "info"), TestEntry(severity: "警告"), TestEntry(severity: "very strange"))
    #expect(text == "[INFO   ]\n[警告   ]\n[very strange]\n")
  }

  @Test func whatHasNoValueIsLeftOutWithItsSpace() throws {
    #expect(try lines("{time} {severity} {message}", entry) { $0.times = .off } == "ERROR Agreement AGR-1 failed\n")
    #expect(try lines("at {time}: {severity}", entry) { $0.times = .off } == "at: ERROR\n")
    #expect(try lines("{time}", entry) { $0.times = .relative } == "5m\n")
  }

  @Test func bracesTabsAndLineFeedsCanBeWritten() throws {
    #expect(try lines(#"{{{severity}}}\t\\n\n-"#, entry) == "{ERROR}\t\\n\n-\n")
  }

  @Test func theMessageStaysInItsLineAndObeysNobody() throws {
    #expect(try lines("{message}", TestEntry(message: "a\nb\u{1B}[2J{time}")) == "a\\nb^[[2J{time}\n")
    #expect(try lines("» {severity}", TestEntry(severity: "é")) { $0.isASCII = true } == "<U+00BB> e\n")
  }

  @Test func colourIsNoPartOfTheWidth() throws {
    #expect(try lines("{severity:7}|", entry) { $0.usesColor = true } == "\u{1B}[31mERROR\u{1B}[0m  |\n")
  }

  @Test(arguments: [
    ("{tim}", PlacedTextFailure.unknown("tim")), ("{}", .unknown("")), ("{ time }", .unknown(" time ")),
    ("a {time", .noEnd), ("{", .noEnd), ("{time:}", .width("time:")), ("{time:0}", .width("time:0")),
    ("{time:x}", .width("time:x")), (#"\x"#, .escape("x")), ("a\\", .escape("")), ("\u{1B}[1m", .control),
    ("", .empty),
  ])
  func whatMeansNothingIsRefused(text: String, failure: PlacedTextFailure) {
    #expect(throws: failure) { try PlacedText<EntryPlace>(text) }
  }
}
