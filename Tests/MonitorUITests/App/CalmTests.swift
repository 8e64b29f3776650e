import MonitorCore
import Testing

@testable import MonitorUI

/// Nothing ticks: the clock alone changes the screen once a minute.
@Suite struct CalmTests {
  /// At the beginning of a minute, with a task that counts down, one that waits and one without answers.
  private func calm() -> Fixture {
    var fixture = Fixture(tasks: 3, width: 120, height: 30)
    fixture.model.isCalm = true
    fixture.tick(53)
    fixture.task(0, name: "Transfer", progress: 57.3, eta: 838)
    fixture.task(1, name: "Waiting", status: .queued, started: nil, updated: -67)
    fixture.task(2, name: "Failing", progress: 3)
    fixture.state(0) { _ in }
    fixture.state(1) { _ in }
    fixture.state(2) {
      $0.source = .stale
      $0.problem = "503 Service Unavailable"
      $0.failures = 3
    }
    fixture.logs(0, .init(10, .info, "Step 1"))
    return fixture
  }

  @Test func withinAMinuteNothingChanges() {
    var fixture = calm()
    let first = fixture.text
    for _ in 0..<59 {
      fixture.tick(1)
      // Answers come at their pace, and bring nothing.
      for task in 0..<2 { fixture.state(task) { _ in } }
      #expect(fixture.text == first)
    }
    fixture.tick(1)
    #expect(fixture.text != first)
  }

  @Test func whatCountsIsToldByTheMinute() {
    var fixture = calm()
    #expect(fixture.text.contains("in 13 min"))
    #expect(fixture.lines[0].contains("13:53") && !fixture.lines[0].contains("13:53:"))
    #expect(fixture.text.contains("Queued for 2 min"))
    fixture.tick(60)
    #expect(fixture.text.contains("in 12 min"))
    fixture.tick(900)
    #expect(fixture.text.contains("overdue 2 min"))
  }

  @Test func aPollIsOnlyToldOfWhenItIsLate() {
    var fixture = Fixture()
    fixture.model.isCalm = true
    fixture.task(name: "Transfer", progress: 1)
    let now = fixture.model.engine
    fixture.state {
      $0.lastGood = now
      $0.nextPoll = now + .seconds(300)
    }
    fixture.tick(240)
    #expect(!fixture.lines[0].contains("polled"))
    fixture.tick(120)
    #expect(fixture.lines[0].contains("polled  5m ago"))
  }

  @Test func failuresAreToldAndDoNotCount() {
    var fixture = Fixture()
    fixture.model.isCalm = true
    fixture.task(name: "Transfer", progress: 1)
    fixture.logs(0, .init(1, .info, "Step 1"))
    let now = fixture.model.engine
    fixture.state {
      $0.source = .stale
      $0.problem = "503 Service Unavailable"
      $0.failures = 3
      $0.lastGood = now
    }
    #expect(fixture.lines[0].contains("stale · 503 Service Unavailable · retry 3 "))
    fixture.tick(180)
    #expect(fixture.lines[0].contains("stale 2m"))
  }

  @Test func theLastFrameStaysUntilSomethingChanges() {
    var fixture = calm()
    var frames = FrameCache()
    #expect(!frames.isCurrent(for: fixture.model))
    _ = frames.frame(of: fixture.model, isIdle: false)
    fixture.tick(30)
    #expect(frames.isCurrent(for: fixture.model))
    fixture.send(.notice("saved"))
    #expect(!frames.isCurrent(for: fixture.model))
    _ = frames.frame(of: fixture.model, isIdle: false)
    fixture.tick(5)
    #expect(!frames.isCurrent(for: fixture.model), "the notice passes")
    _ = frames.frame(of: fixture.model, isIdle: true)
    fixture.tick(30)
    #expect(!frames.isCurrent(for: fixture.model), "a new minute")
  }

  @Test func theScreenThatTicksIsNeverCurrent() {
    var fixture = calm()
    fixture.model.isCalm = false
    var frames = FrameCache()
    _ = frames.frame(of: fixture.model, isIdle: false)
    #expect(!frames.isCurrent(for: fixture.model))
  }
}

/// Where the hidden cursor stands, for readers and magnifiers that follow it.
@Suite struct ReadingLineTests {
  private func line(_ fixture: Fixture) -> String? {
    view(fixture.model).reading.flatMap { fixture.lines.indices.contains($0.y) ? fixture.lines[$0.y] : nil }
  }

  @Test func itIsTheNewestEntryWhileFollowing() {
    var fixture = Fixture(tasks: 2, width: 100, height: 24)
    fixture.logs(0, .init(1, .info, "first"), .init(2, .info, "newest"))
    fixture.logs(1, .init(3, .info, "elsewhere"))
    #expect(line(fixture)?.contains("newest") == true)
    fixture.press(.tab)
    #expect(line(fixture)?.contains("elsewhere") == true)
  }

  @Test func itIsTheCurrentEntryWhileReading() {
    var fixture = Fixture(width: 100, height: 24)
    fixture.logs(0, (0..<60).map { .init(Double($0), $0 == 17 ? .error : .info, "entry \($0)") })
    fixture.press("E")
    #expect(line(fixture)?.contains("entry 17") == true)
    fixture.logs(0, .init(99, .info, "later"))
    #expect(line(fixture)?.contains("entry 17") == true)
  }

  @Test func itIsTheChosenLineOfABox() {
    var fixture = Fixture(width: 100, height: 24)
    fixture.logs(0, (0..<9).map { .init(Double($0), .info, "entry \($0)") })
    fixture.press("|")
    #expect(line(fixture)?.hasPrefix(">") == true)
    fixture.press(.escape, ":")
    #expect(view(fixture.model).cursor != nil, "where something is typed the cursor shows")
  }

  @Test func itIsOnTheScreenAtEverySize() {
    for fixture in SizesTests.models() {
      for (width, height) in [(80, 24), (20, 5), (3, 2), (1, 1)] {
        var model = fixture.model
        _ = update(&model, .resized(Size(width: width, height: height)))
        let place = view(model).reading ?? (-1, -1)
        #expect((0..<width).contains(place.x) && (0..<height).contains(place.y), "\(width) by \(height)")
      }
    }
  }
}
