import MonitorCore
import Testing

@testable import MonitorUI

/// `@` goes to a time.
@Suite struct MomentPromptTests {
  /// Entries of 200 seconds before 13:52:07.
  private func long(tasks: Int = 1) -> Fixture {
    var fixture = Fixture(tasks: tasks, width: 100, height: 24)
    fixture.task(name: "Importing", progress: 40)
    fixture.state { $0.logIsRead = true }
    fixture.fill(200)
    return fixture
  }

  private func current(_ fixture: Fixture) -> String? {
    fixture.model.focusedPane?.viewport.current.map {
      fixture.model.clock.time(fixture.model.store.timestamp(of: $0))
    }
  }

  @Test(arguments: [
    ("@13:50:30", "13:50:30"), ("@-1m", "13:51:07"), ("@90", "13:50:37"), ("@2025-09-11 13:50", "13:50:00"),
    ("@2025-09-11T15:50:00+02:00", "13:50:00"),
  ])
  func goesToTheFirstEntryFromTheTimeOn(typed: String, time: String) {
    var fixture = long()
    fixture.type(typed)
    fixture.press(.enter)
    #expect(current(fixture) == time)
    #expect(fixture.text.contains(">\(time).000"))
  }

  @Test func spansCountFromWhereTheReaderIs() {
    var fixture = long()
    fixture.type("@13:51:00")
    fixture.press(.enter)
    fixture.type("@-30s")
    fixture.press(.enter)
    #expect(current(fixture) == "13:50:30")
    fixture.type("@+10s")
    fixture.press(.enter)
    #expect(current(fixture) == "13:50:40")
  }

  @Test func saysWhatIsMeantAsItIsTyped() {
    var fixture = long()
    fixture.type("@")
    #expect(fixture.lines.last?.contains(" @  ") == true && fixture.lines.last?.contains("13:40, -10m, +5m") == true)
    fixture.type("13:50")
    #expect(fixture.lines.last?.hasPrefix(" @13:50") == true)
    #expect(fixture.lines.last?.contains("13:50:00") == true && fixture.lines.last?.contains("Enter go there") == true)
    fixture.press(.control("u"))
    fixture.type("12:00")
    #expect(fixture.lines.last?.contains("12:00:00 · before the oldest") == true)
    fixture.press(.control("u"))
    fixture.type("half past")
    fixture.press(.enter)
    #expect(fixture.lines.last?.contains("no time: 13:40, -10m") == true)
    fixture.press(.escape)
    #expect(fixture.model.boxes.isEmpty && fixture.model.focusedPane?.viewport.isFollowing == true)
  }

  @Test func whatIsAfterTheNewestFollows() {
    var fixture = long()
    fixture.press("g")
    fixture.type("@13:59")
    fixture.press(.enter)
    #expect(fixture.model.focusedPane?.viewport.isFollowing == true)
    #expect(fixture.text.contains("that is after the newest entry"))
  }

  @Test func rememberedTimesComeBack() {
    var fixture = long()
    fixture.type("@13:50:30")
    fixture.press(.enter)
    fixture.type("@")
    fixture.press(.up)
    #expect(fixture.lines.last?.hasPrefix(" @13:50:30") == true)
    fixture.press(.down)
    #expect(fixture.lines.last?.hasPrefix(" @  ") == true)
  }

  @Test func entriesThatWereNotReadAreFetchedUntilTheTimeIsThere() {
    var fixture = long()
    fixture.state {
      $0.logIsRead = true
      $0.hasOlder = true
    }
    fixture.type("@13:45")
    #expect(fixture.press(.enter) == [.fetchOlder(task: 0)])
    fixture.state {
      $0.hasOlder = true
      $0.isLoadingOlder = true
    }
    fixture.logs(0, (0..<200).map { .init(Double($0) - 400, .info, "older \($0)") })
    // 13:45:27 is the oldest now: the time lies before it still.
    #expect(fixture.model.tasks[0].state.isLoadingOlder)
    let state = fixture.model.tasks[0].state
    var done = state
    done.isLoadingOlder = false
    #expect(fixture.send(.followed(task: 0, .state(done))) == [.fetchOlder(task: 0)])
    fixture.send(.followed(task: 0, .state(state)))
    fixture.logs(0, (0..<200).map { .init(Double($0) - 600, .info, "oldest \($0)") })
    #expect(fixture.send(.followed(task: 0, .state(done))).isEmpty)
    #expect(current(fixture) == "13:45:00")
  }

  @Test func theMergedPaneGoesThereToo() {
    var fixture = long(tasks: 2)
    fixture.fill(150, task: 1)
    fixture.press("M")
    fixture.type("@13:50:30")
    fixture.press(.enter)
    #expect(current(fixture) == "13:50:30" && fixture.model.isMerged)
    #expect(fixture.text.contains(">13:50:30.000"))
  }

  @Test func theTimelineStaysOpenAndPicksIt() {
    var fixture = long()
    fixture.press("i")
    fixture.type("@13:50:30")
    fixture.press(.enter)
    let timeline = fixture.model.box(Timeline.self)
    #expect(timeline.map { fixture.model.clock.time($0.moment).prefix(5) } == "13:50")
    #expect(timeline.map { $0.cursor > 10 && $0.cursor < 80 } == true)
  }
}
