import MonitorCore
import Testing

@testable import MonitorUI

/// The details of a task, and the two columns of an entry's.
@Suite struct TaskDetailsTests {
  private func fixture(_ width: Int = 120, _ height: Int = 40) -> Fixture {
    var fixture = Fixture(tasks: 2, width: width, height: height)
    fixture.model.address = "https://api.example"
    var snapshot = TaskSnapshot(id: fixture.model.tasks[0].id.text, name: "Importing", status: .processing)
    snapshot.progress = 60
    snapshot.created = Fixture.at(-630)
    snapshot.started = Fixture.at(-600)
    snapshot.eta = Fixture.at(400)
    snapshot.object = "Product (PRD-1)"
    snapshot.owner = "Extension (SVC-1)"
    snapshot.parent = "Parent (TSK-9)"
    snapshot.externalID = "EXT-7"
    snapshot.details = "Imports what was sent."
    snapshot.result = "/public/v1/files/F-1"
    snapshot.raw = Array(
      #"{"id":"x","audit":{"created":{"at":"t","by":{"id":"USR-1","name":"Anna"}}},"access":"open"}"#.utf8)
    fixture.send(.followed(task: 0, .task(snapshot)))
    fixture.task(1, name: "Exporting", progress: 10)
    fixture.logs(0, (0..<60).map { .init(Double($0) * 10 - 600, .info, "step \($0)", progress: Double($0)) })
    fixture.logs(1, .init(-1, .info, "exporting"))
    return fixture
  }

  @Test func allOfATaskIsShown() {
    let text = fixture().after("I").text
    for part in [
      "╭─ Importing ─", "status      ◐ Processing  for 10:00", "progress    60.0 %",
      "eta         2025-09-11 13:58:47.000 UTC  as the platform says", "description Imports what was sent.",
      "object      Product (PRD-1)", "owner       Extension (SVC-1)", "parent      Parent (TSK-9)",
      "external id EXT-7", "result      /public/v1/files/F-1", "https://api.example/public/v1/files/F-1",
      "created     2025-09-11 13:41:37.000 UTC  10m30s ago", "by Anna (USR-1)",
      "started     2025-09-11 13:42:07.000 UTC  10m00s ago", "access  open", " 100 %┤", "   0 %┤⣀",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test func ofATaskThatFailedTheFailureIsSaid() {
    var fixture = fixture()
    fixture.logs(0, .init(-2, .error, "a row was skipped"), .init(-1, .failure, "Too many rows; all was rolled back."))
    #expect(!fixture.after("I").text.contains("failure "))
    fixture.task(0, name: "Importing", status: .failed, progress: 60, completed: 0)
    #expect(fixture.after("I").text.contains("failure     Too many rows; all was rolled back."))
  }

  @Test func whatAShortMessageLeavesIsForTheFacts() {
    var fixture = fixture()
    fixture.logs(0, .init(-1, .info, "short"))
    fixture.press(.enter)
    #expect(fixture.text.contains("time        2025-09-11 13:52:06.000 UTC  1s ago"))
    fixture.press(.escape)
    fixture.logs(0, .init(0, .info, String(repeating: "long ", count: 30)))
    fixture.press("G", .enter)
    #expect(fixture.text.contains("time        2025-09-11 13:52:07.000 UTC") && !fixture.text.contains("UTC  0s ago"))
  }

  /// Of the merged pane it is the task of the entry that is read; from the details that of their entry.
  @Test func whatIsRecordedIsSaidWithItsSize() {
    var fixture = fixture()
    fixture.model.recording = RecordingSize(path: "runs/import.ndjson", bytes: 123_456)
    #expect(fixture.after("I").text.contains("recording   runs/import.ndjson, 123 kB"))
  }

  @Test func itIsOfTheTaskThatIsRead() {
    #expect(fixture().after("M", "I").text.contains("╭─ Exporting ─"))
    #expect(fixture().after("M", "g", "I").text.contains("╭─ Importing ─"))
    #expect(fixture().after("M", "g", .enter, "I").text.contains("╭─ Importing ─"))
    #expect(fixture().after("i", "I", "I").text.contains(" Timeline "))
  }

  @Test func theCurveNeedsNoBrailleInASCII() {
    var fixture = fixture()
    fixture.model.glyphs = .ascii
    fixture.press("I")
    #expect(fixture.lines.dropLast().joined().utf8.allSatisfy { $0 < 0x80 } && fixture.text.contains("  0 %+___"))
  }

  @Test func itFitsEverywhere() {
    for (width, height) in [(160, 50), (80, 24), (60, 15), (40, 12), (20, 5), (1, 1)] {
      _ = fixture(width, height).after("I", "G").text
    }
  }

  @Test func wideDetailsHaveTwoColumns() {
    let wide = fixture(120).after("g", .enter)
    let line = wide.lines.first { $0.contains("│ Message") } ?? ""
    #expect(line.contains(" │   severity    Info"))
    #expect(
      wide.lines.contains { $0.contains("│   step 0 ") && $0.contains(" │   time        2025-09-11 13:42:07.000 UTC") })
    let narrow = fixture(119).after("g", .enter)
    #expect(narrow.lines.contains { $0.contains("│   severity    Info") } && !narrow.text.contains(" │   severity"))
  }

  /// The value that is chosen comes into view, as in one column.
  @Test func valuesAreChosenInTwoColumns() {
    var fixture = Fixture(width: 130, height: 24)
    let members = (0..<40).map { "\"N\($0)\":\($0)" }.joined(separator: ",")
    fixture.logs(0, .init(-1, .info, "m", parameters: "{\(members)}"))
    fixture.press("g", .enter, .backTab)
    #expect(fixture.text.contains("> N39"))
    fixture.press("v")
    #expect(fixture.model.panes[0].filter.patterns.first?.source == "N39=39")
  }
}
