import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

@Suite struct TaskHeaderTests {
  private func fixture(_ width: Int, height: Int = 8, logs: Int = 422) -> Fixture {
    var fixture = Fixture(width: width, height: height)
    fixture.task(name: "Transferring the buyer", progress: 57.3, eta: 785)
    fixture.state { _ in }
    fixture.fill(logs)
    return fixture
  }

  @Test(arguments: [
    (30, " ◐ Transferring the …  ≥Error"), (39, " ◐ Transferring the buyer       ≥Error"),
    (58, " ◐ Transferring the buy…  ≥Error   E 16  W 34   16 of 422"),
    (80, " ◐ Transferring the buyer   5440        ≥Error   E 16  W 34   16 of 422 entries"),
  ]) func aFilterShowsAtEveryWidth(width: Int, line: String) {
    var fixture = fixture(width)
    fixture.press("4")
    #expect(fixture.lines[1] == line)
  }

  @Test func aFilterShowsWhereNothingElseDoes() {
    for width in stride(from: 20, through: 120, by: Thoroughness.rounds(9, of: 1)) {
      var fixture = fixture(width)
      fixture.press("4")
      #expect(fixture.lines[1].contains("≥Error") || fixture.lines[1].contains("filtered"), "\(width)")
      fixture.type("&a pattern that is long")
      fixture.press(.enter)
      fixture.type("&and another one")
      fixture.press(.enter)
      #expect(fixture.lines[1].contains("≥Error &") || fixture.lines[1].contains("filtered"), "\(width)")
    }
  }

  @Test func longChipsAreCutBeforeTheCountsGo() {
    var fixture = fixture(58)
    fixture.type("&a very long pattern of words")
    fixture.press(.enter)
    #expect(fixture.lines[1].hasSuffix("  &a very long …   0 of 422"))
  }

  @Test func aFilterShowsInAHeaderOfOneLine() {
    var fixture = Fixture(width: 80, height: 4)
    fixture.task(name: "Importing", progress: 57.3)
    fixture.fill(422)
    fixture.press("4")
    #expect(fixture.lines[0] == " ◐ Importing  5440  ████▌      57.3 %  ETA unknown           ≥Error   16 of 422")
  }

  @Test func barAndCountdownStayWhereTheyAre() {
    for width in [48, 80, 100, 120] {
      var fixture = fixture(width)
      let first = fixture.lines[2].prefix { $0 != "%" }
      fixture.logs(0, .init(-3, .error, "late", late: 3))
      #expect(fixture.lines[2].prefix { $0 != "%" } == first, "\(width)")
      fixture.fill(1000)
      #expect(fixture.lines[2].prefix { $0 != "%" } == first, "\(width)")
      guard width > 48 else { continue }
      fixture.press("3")
      #expect(fixture.lines[2].prefix { $0 != "%" } == first, "\(width)")
    }
  }

  @Test func aDecreaseTakesNoRoom() {
    var fixture = fixture(100)
    let before = fixture.lines[2]
    fixture.tick(100)
    fixture.task(name: "Transferring the buyer", progress: 50, eta: 785)
    #expect(fixture.lines[2].count == before.count)
    #expect(fixture.lines[2].contains(" ▼ 50.0 %   in 11:25 · 14:05"))
  }

  @Test func whoseLineItIsStaysToTheLast() {
    for width in 20...120 {
      var fixture = Fixture(tasks: 9, width: width, height: 12)
      for number in 0..<9 { fixture.task(number, name: "Task number \(number)", progress: 58) }
      for number in [1, 5] { fixture.state(number) { $0.source = .gone } }
      let tags = Set(fixture.model.tasks.map(\.tag))
      let headers = fixture.lines.filter { line in tags.contains { line.contains($0) } || line.contains(" Ta") }
      #expect(headers.count >= 4, "\(width): \(fixture.text)")
    }
  }

  /// Where there is no room for the whole name, there is none for the whole id.
  @Test func aNameIsNeverCutForTheSakeOfTheID() {
    for width in 20...140 {
      var fixture = Fixture(tasks: 2, width: width, height: 24)
      fixture.task(0, name: "Transferring the buyer to a different account", progress: 58)
      fixture.fill(30)
      let line = fixture.lines[1]
      #expect(!line.contains("TSK-5498") || line.contains("to a different account"), "\(width): \(line)")
    }
  }

  /// Who has no room for what an error says counts the errors.
  @Test func aLineWithoutRoomForNewsCountsTheErrors() {
    var fixture = Fixture(tasks: 6, width: 60, height: 12)
    for number in 0..<6 { fixture.task(number, name: "Task number \(number)", progress: 58) }
    for number in 0..<6 { fixture.logs(number, .init(-2, .error, "No such buyer"), .init(-1, .info, "Going on")) }
    #expect(fixture.lines.contains { $0.contains("58.0 %") && $0.contains("E 1") && !$0.contains("entries") })
  }

  @Test func theWholeIDGoesBeforeTheName() {
    var fixture = Fixture(tasks: 4, width: 40, height: 12)
    for number in 0..<4 { fixture.task(number, name: "Importing subscriptions", progress: 58) }
    #expect(fixture.lines.contains(" ◐ Importing sub…   58.0 %  ETA unknown"))
    fixture.press("L", "L")
    fixture.send(.resized(Size(width: 120, height: 24)))
    #expect(fixture.lines[1].contains(" ◐ Importing subscriptions   1266                – entries"))
  }

  @Test func whatIsGoneHasNoBar() {
    var fixture = Fixture(width: 80, height: 9)
    fixture.state {
      $0.source = .gone
      $0.problem = "404 Not Found"
    }
    #expect(fixture.lines[2...3] == ["", " 404 Not Found"])
    fixture.state {
      ($0.source, $0.problem, $0.lastGood) = (.gone, "404 Not Found", nil)
    }
    #expect(fixture.text.contains(" not found, or not visible to this token: 404 Not Found"))
  }

  @Test func whatEndedForAReasonSaysItWhereLogsAre() {
    var fixture = Fixture(tasks: 2, width: 100, height: 12)
    fixture.task(0, name: "Importing", progress: 58, eta: 100)
    fixture.fill(3)
    fixture.state {
      $0.source = .gone; $0.problem = "404 Not Found"
    }
    fixture.state(1) { _ in }
    #expect(fixture.lines[2] == "▌  404 Not Found" && fixture.lines[1].hasSuffix("  3 entries"))
  }

  @Test func aMergedHeaderCountsTheTasksItDoesNotName() {
    for width in stride(from: 30, through: 200, by: 7) {
      var fixture = Fixture(tasks: 20, width: width, height: 12)
      for number in 0..<20 { fixture.task(number, name: "Task \(number)", progress: 58) }
      fixture.press("M")
      let named = fixture.model.tasks.count { fixture.lines[2].contains(" \($0.label) 58.0 %") }
      #expect(named < 20 && fixture.lines[2].contains(" +\(20 - named)"), "\(width): \(fixture.lines[2])")
    }
  }

  /// An entry that comes late takes nothing off an end.
  @Test func aCompletedTaskNeverGoesBack() {
    var fixture = Fixture(width: 100, height: 8)
    fixture.task(name: "Importing", status: .completed, progress: 100, completed: -20)
    fixture.state { $0.source = .ended }
    fixture.logs(0, .init(-10, .info, "late", late: 9, progress: 60))
    #expect(fixture.lines[1].contains("✔ Importing") && fixture.text.contains("Completed 13:51:47 · took 11:34"))
    #expect(!fixture.text.contains("▼") && !fixture.text.contains("60.0 %"))
  }

  @Test func aMergedHeaderNamesTheFilterToo() {
    var fixture = fixture(40, height: 12)
    fixture = Fixture(tasks: 3, width: 40, height: 12)
    fixture.task(0, name: "Importing", progress: 58)
    fixture.fill(422)
    fixture.press("M", "4")
    #expect(fixture.lines[2] == " ◐ 5440 58.0 %   +2  ≥Error   16 of 422")
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
