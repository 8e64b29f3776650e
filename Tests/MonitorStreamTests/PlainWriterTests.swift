import MonitorCore
import MonitorStream
import TestSupport
import Testing

@Suite struct PlainWriterTests {
  private func lines(_ batch: EntryBatch, _ change: (inout OutputOptions) -> Void = { $0.times = .utc }) throws
    -> String
  {
    var options = OutputOptions()
    change(&options)
    var writer = PlainWriter(options)
    var output: [UInt8] = []
    let task = try taskID()
    for entry in batch.entries {
      writer.append(entry, of: batch, task: task, at: receivedAt, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func oneLineAnEntry() throws {
    let batch = EntryBatch.of(
      TestEntry(message: "Starting buyer '{{BuyerId}}'.", parameters: #"{"buyerId":"BUY-1"}"#),
      TestEntry(severity: "warning", message: "two\nlines\u{1B}[31m", timestamp: "2025-09-11T13:40:59.999Z"),
      TestEntry(severity: "FAILURE", message: "", timestamp: "2025-09-11T13:41:00Z"),
      TestEntry(severity: "Fatal\u{202E}", message: "{{x}}", timestamp: "yesterday\n"),
      TestEntry(severity: "", timestamp: ""))
    #expect(
      try lines(batch) == """
        2025-09-11T13:40:13.515Z  INFO     Starting buyer 'BUY-1'.
        2025-09-11T13:40:59.999Z  WARNING  two\\nlines^[[31m
        2025-09-11T13:41:00.000Z  FAILURE  \("")
        yesterday\\n  Fatal<U+202E>  {{x}}
        -  -        Message

        """)
  }

  @Test(arguments: [
    (TimestampMode.local, 7_200, "2025-09-11T15:40:13.515+02:00  "),
    (.local, -12_600, "2025-09-11T10:10:13.515-03:30  "),
    (.local, 0, "2025-09-11T13:40:13.515+00:00  "),
    (.local, 40_000_000, "2025-09-23T03:26:13.515+99:00  "),
    (.utc, 7_200, "2025-09-11T13:40:13.515Z  "),
    (.relative, 0, "  5m  "),
    (.off, 0, ""),
  ])
  func times(style: TimestampMode, offset: Int, expected: String) throws {
    let text = try lines(EntryBatch.of(TestEntry())) {
      $0.times = style
      $0.zone = { _ in offset }
    }
    #expect(text == "\(expected)INFO     Message\n")
  }

  @Test func theZoneIsAskedAgainForEveryMinute() throws {
    let change = try #require(Timestamp(parsing: "2025-10-26T01:00:00Z".utf8))
    let batch = EntryBatch.of(
      TestEntry(timestamp: "2025-10-26T00:59:59Z"), TestEntry(timestamp: "2025-10-26T01:00:00Z"),
      TestEntry(timestamp: "1969-12-31T23:59:59.999Z"))
    let text = try lines(batch) { $0.zone = { $0 < change ? 7_200 : 3_600 } }
    #expect(
      text == """
        2025-10-26T02:59:59.000+02:00  INFO     Message
        2025-10-26T02:00:00.000+01:00  INFO     Message
        1970-01-01T01:59:59.999+02:00  INFO     Message

        """)
  }

  @Test(arguments: [Int64.min, -1, 0, Int64.max], TimestampMode.allCases)
  func anyTimestamp(ticks: Int64, style: TimestampMode) throws {
    var batch = EntryBatch.of(TestEntry())
    batch.entries[0].timestamp = Timestamp(ticks: ticks)
    #expect(try lines(batch) { $0.times = style }.hasSuffix("INFO     Message\n"))
  }

  @Test func theTaskAndColours() throws {
    let batch = EntryBatch.of(TestEntry(severity: "Error"), TestEntry(severity: "odd"))
    let text = try lines(batch) {
      $0.times = .off
      $0.showsTask = true
      $0.usesColor = true
    }
    #expect(text == "\u{1B}[31mERROR\u{1B}[0m    TSK-1  Message\nodd      TSK-1  Message\n")
  }

  @Test func sevenBits() throws {
    let batch = EntryBatch.of(TestEntry(severity: "schön", message: "é", timestamp: "à"))
    #expect(try lines(batch) { $0.isASCII = true } == "a  schon    e\n")
  }

  @Test func otherEventsWriteNothing() throws {
    var writer = PlainWriter()
    var output: [UInt8] = []
    let task = try taskID()
    let events: [StreamEvent] = [
      .start(RunStart(version: "1", host: "", tasks: [task])), .watch(task, WatchChange(isJoining: true, by: .key)),
      .task(task, TaskSnapshot(id: "TSK-1"), ReportedEnd()), .source(task, FollowState(), retry: nil),
      .note(task, entry: "TLR-1", text: ""), .end(RunEnd(exit: 0, reason: .completed, outcomes: [])),
    ]
    for event in events { writer.append(event, at: receivedAt, to: &output) }
    #expect(output.isEmpty)
  }
}
