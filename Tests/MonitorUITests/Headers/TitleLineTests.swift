import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct TitleLineTests {
  private func three(_ width: Int) -> Fixture {
    var fixture = Fixture(tasks: 3, width: width, height: 24)
    fixture.state { _ in }
    fixture.state(1) {
      $0.source = .gone
      $0.problem = "404 Not Found"
    }
    fixture.state(2) {
      $0.source = .refused(logsOnly: true)
      $0.problem = "403 Forbidden. Logs need an Operations token."
    }
    return fixture
  }

  @Test(arguments: [
    (40, " ∅ 1  ◌ 2             ● live   13:52:07"),
    (60, " ∅ 1  ◌ 2       ● live · 1 gone · 1 logs refused   13:52:07"),
  ]) func theStateOfLivingTasksStaysInSight(width: Int, line: String) {
    let fixture = three(width)
    #expect(fixture.lines[0] == line)
    #expect(fixture.text.contains("404 Not Found") && fixture.text.contains("403 Forbidden"))
  }

  /// While all is well the age of the last poll is nobody's concern; it comes before anybody wonders, at a fixed width.
  @Test(arguments: [
    (1.0, "● live   13:52:07"), (4.9, "● live   13:52:07"), (5, "● live · polled  5s ago   13"),
    (42, "polled 42s ago   13"),
  ])
  func theAgeOfTheLastPollIsShownOnceItIsOld(age: Double, words: String) {
    var fixture = Fixture(tasks: 1, width: 100, height: 24)
    fixture.state { $0.lastGood = .seconds(100) - .seconds(age) }
    #expect(fixture.lines[0].contains(words), "\(fixture.lines[0])")
  }

  @Test func theTitleCountsTheStates() {
    var fixture = Fixture(tasks: 4, width: 120, height: 24)
    fixture.task(0, name: "One", progress: 3)
    fixture.task(1, name: "Two", status: .failed)
    fixture.task(2, name: "Three", status: .failed)
    fixture.task(3, name: "Four", status: .other("Pondering"))
    #expect(fixture.lines[0].contains(" ◐ 1  ✖ 2  ? 1 "))
    // A zoomed pane hides no failure.
    fixture.press("z")
    #expect(fixture.lines[0].contains(" 1 of 4   ◐ 1  ✖ 2  ? 1 "))
    fixture.model.glyphs = .ascii
    #expect(fixture.lines[0].contains(" [p] 1  [f] 2  [?] 1 "))
  }

  @Test func staleIsToldBesideTheDead() {
    var fixture = three(80)
    fixture.state {
      $0.source = .stale
      $0.logIsRead = true
      $0.problem = "Connection refused."
      $0.lastGood = $0.lastGood.map { $0 - .seconds(4) }
      $0.failures = 2
    }
    #expect(
      fixture.lines[0] == " ∅ 1  ◌ 2        1 of 3 stale 5s · Connection refused · 1 gone · 1 logs refused")
  }

  /// One that is refused among many is no news, and the states are counted whatever is wrong.
  @Test(arguments: [60, 80, 100, 120]) func aRefusalAmongManyIsCountedCalmly(width: Int) {
    var fixture = Fixture(tasks: 20, width: width, height: 24)
    for number in 0..<20 {
      fixture.task(number, name: "Task \(number)", status: number == 9 ? .failed : .processing, progress: 40)
      fixture.state(number) { _ in }
    }
    fixture.state(3) {
      ($0.source, $0.lastGood, $0.failures) = (.stale, nil, 6)
      $0.problem = "Logs need an Operations or service token: 403 Forbidden - nobody may (trace 1)."
    }
    let line = fixture.lines[0]
    #expect(line.contains("● live · 1 of 20 logs refused") && line.contains("✖ 1"), "\(line)")
    #expect(!fixture.text.contains("stale") && !fixture.text.contains("no answer"), "\(fixture.text)")
    fixture.state(4) {
      ($0.source, $0.lastGood, $0.failures) = (.stale, $0.lastGood.map { $0 - .seconds(9) }, 2)
      $0.problem = "503 Service Unavailable"
    }
    #expect(fixture.lines[0].contains("1 of 20 stale") && fixture.lines[0].contains("✖ 1"), "\(fixture.lines[0])")
  }

  @Test func eachPaneSaysItsSentenceWhereAllAreDead() {
    var fixture = three(100)
    fixture.state {
      $0.source = .gone; $0.problem = "404 Not Found"
    }
    fixture.state(2) {
      $0.source = .gone; $0.problem = "404 Not Found"
    }
    #expect(fixture.lines[0].contains("3 of 3 gone   13:52:07"))
    #expect(fixture.text.ranges(of: "404 Not Found").count == 3)
  }

  @Test func anAgeOfNothingDoesNotFlash() {
    var fixture = Fixture(tasks: 2, width: 80, height: 24)
    fixture.state(1) { _ in }
    fixture.state {
      $0.source = .stale
      $0.logIsRead = true
      $0.problem = "503"
      $0.lastGood = .milliseconds(99_500)
    }
    #expect(fixture.lines[0].contains("1 of 2 stale · 503") && !fixture.text.contains("0s"))
  }

  /// What helps stands first and is long: where it does not fit the status says what it is.
  @Test func aRefusalIsNamedHoweverNarrowTheScreen() {
    for (width, isNamed) in [(200, true), (100, true), (80, true)] {
      var fixture = Fixture(tasks: 1, width: width, height: 24)
      fixture.fill(3)
      let next = fixture.model.engine + .seconds(3)
      fixture.state {
        $0.source = .stale
        $0.logIsRead = true
        $0.failures = 4
        $0.problem =
          "Logs need an Operations or a service token, which this one is not: 403 Forbidden - nobody may (trace 1)."
        $0.nextPoll = next
      }
      #expect(fixture.lines[0].contains("403 Forbidden") == isNamed, "\(width): \(fixture.lines[0])")
    }
  }

  @Test func whatAServerAsksForIsSaid() {
    var fixture = Fixture(tasks: 1, width: 120, height: 24)
    let next = fixture.model.engine + .seconds(300)
    fixture.state {
      $0.source = .stale
      $0.failures = 1
      $0.problem = "503 Service Unavailable"
      $0.retryAfter = .seconds(600)
      $0.nextPoll = next
    }
    #expect(fixture.lines[0].contains("retry 1 (10m asked for) in 5m"), "\(fixture.lines[0])")
  }
}
