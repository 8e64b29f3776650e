import MonitorCore
import MonitorStream
import TestSupport
import Testing

@Suite struct AccessibleWriterTests {
  private func lines(_ batch: EntryBatch, _ change: (inout OutputOptions) -> Void = { _ in }) throws -> String {
    var options = OutputOptions()
    options.times = .utc
    change(&options)
    var writer = OutputForm.accessible.writer(options)
    var output: [UInt8] = []
    for entry in batch.entries {
      writer.append(entry, of: batch, task: try taskID(), at: receivedAt, to: &output)
    }
    writer.finish(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func theMessageIsFirstAndTheTimeLast() throws {
    let batch = EntryBatch.of(
      TestEntry(message: "Starting buyer '{{BuyerId}}'.", parameters: #"{"buyerId":"BUY-1"}"#),
      TestEntry(severity: "warning", message: "two\nlines\u{1B}[31m", timestamp: "2025-09-10T13:40:59.999Z"),
      TestEntry(severity: "Fatal\u{202E}", message: "{{x}}", timestamp: "yesterday\n"),
      TestEntry(severity: "", timestamp: ""))
    #expect(
      try lines(batch) == """
        Starting buyer 'BUY-1'. Info, 13:40:13 UTC
        two; lines^[[31m. Warning, 10 September 13:40:59 UTC
        {{x}}. Fatal<U+202E>, yesterday\\n
        Message. Unknown

        """)
  }

  @Test func severalTasksAreNamedAndColoursAreTheSeveritys() throws {
    let text = try lines(EntryBatch.of(TestEntry(severity: "Error"))) {
      $0.showsTask = true
      $0.usesColor = true
      $0.times = .off
    }
    #expect(text == "Message. \u{1b}[31mError\u{1b}[0m, \(try taskID().text)\n")
  }

  @Test func itIsCalledByItsName() { #expect(OutputForm.named("accessible") != nil) }
}
