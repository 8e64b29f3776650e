import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct StatusFormatTests {
  private let now = Timestamp(ticks: 0).advanced(bySeconds: 1_757_684_413)

  private func reading(
    _ status: TaskStatus = .processing, name: String = "Transfer", progress: Double? = 57.36, eta: Double? = 714
  ) -> StatusReading {
    var task = TaskSnapshot(id: "TSK-1", name: name, status: status)
    task.progress = progress
    task.eta = eta.map { now.advanced(bySeconds: $0) }
    return StatusReading(task: task, readAt: now, serverNow: now)
  }

  private func line(_ format: String, _ reading: StatusReading, later: Double = 0) throws -> String {
    try StatusFormat.reading(format).line(
      reading, now: now.advanced(bySeconds: later), ascii: false, zone: { _ in 0 })
  }

  @Test func eachPlaceIsFilled() throws {
    let text = try line("{id}|{name}|{status}|{percent}|{eta}|{left}", reading())
    #expect(text == "TSK-1|Transfer|Processing|57.3%|13:52|11:54")
  }

  @Test func whatIsNotKnownIsLeftOutWithTheSpaceBeforeIt() throws {
    let unknown = reading(progress: nil, eta: nil)
    #expect(try line("[{status} {percent} {left}]", unknown) == "[Processing]")
    #expect(StatusFormat.usual.line(unknown, now: now, ascii: false) == "TSK-1 Processing Transfer")
  }

  @Test func whatIsLeftRunsOnWhileAnAnswerIsKept() throws {
    #expect(try line("{left}", reading(), later: 14) == "11:40")
    #expect(try line("{left}", reading(), later: 724) == "overdue 0:10")
    #expect(try line("{left}{eta}", reading(.completed)) == "")
  }

  /// The ETA is one of the server's clock.
  @Test func aClockThatIsOffChangesNothing() throws {
    var reading = reading()
    reading.readAt = now.advanced(bySeconds: -3_600)
    #expect(try line("{left}", reading, later: -3_600) == "11:54")
  }

  @Test func nothingThatAServerSendsIsObeyed() throws {
    #expect(try line("{name}", reading(name: "a\u{1B}[2J\n{id}b")) == #"a^[[2J\n{id}b"#)
  }

  @Test(arguments: ["{", "{foo}", "{}", "{id", "{ id }"]) func aPlaceThatIsNoneIsRefused(text: String) {
    #expect(throws: (any Error).self) { try StatusFormat.reading(text) }
  }
}
