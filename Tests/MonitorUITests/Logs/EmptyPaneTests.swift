import MonitorCore
import Testing

@testable import MonitorUI

/// A pane without rows says what is awaited, and is empty only once an answer said so.
@Suite struct EmptyPaneTests {
  private func text(_ fixture: Fixture) -> String {
    fixture.lines.dropFirst(3).dropLast().joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  @Test func isConnectingBeforeTheFirstAnswer() {
    #expect(text(Fixture(width: 80, height: 12)) == "connecting to api.platform.softwareone.com…")
  }

  @Test func isNotEmptyWhileTheLogIsRead() {
    var fixture = Fixture(width: 80, height: 12)
    fixture.task(name: "Importing")
    fixture.state { _ in }
    #expect(text(fixture) == "reading the log…")
    #expect(fixture.lines[1].hasSuffix(" – entries"))
    fixture.state { $0.logIsRead = true }
    #expect(fixture.lines[1].hasSuffix(" 0 entries"))
    #expect(text(fixture).hasPrefix("no entries yet"))
    fixture.task(name: "Importing", status: .completed)
    #expect(text(fixture) == "no entries")
  }

  @Test func saysWhatAQueuedTaskWaitsFor() {
    var fixture = Fixture(width: 80, height: 12)
    fixture.task(name: "Importing", status: .queued, started: nil, updated: -130)
    fixture.state {
      $0.logIsRead = true; $0.nextPoll = $0.nextPoll.map { $0 + .seconds(10) }
    }
    #expect(text(fixture) == "no entries yet Queued for 2:10 · next poll in 12s")
    fixture.tick(2)
    #expect(text(fixture) == "no entries yet Queued for 2:12 · next poll in 10s")
  }

  /// For how long it waits is said once: in the middle.
  @Test func waitingIsSaidOnce() {
    let fixture = Scenes.queued()
    #expect(fixture.text.ranges(of: "Queued").count == 1)
  }

  /// What is empty, awaited or filtered away is in the middle.
  @Test func whatIsNotThereIsInTheMiddle() {
    var fixture = Fixture(width: 80, height: 12)
    func isCentred(_ words: String) -> Bool {
      guard let line = fixture.lines.first(where: { $0.contains(words) }) else { return false }
      let left = line.prefix { $0 == " " }.count
      return abs(left - (80 - line.dropFirst(left).count) / 2) <= 1
    }
    #expect(isCentred("connecting to"))
    fixture.state { ($0.source, $0.lastGood, $0.problem, $0.failures) = (.stale, nil, "Connection refused.", 3) }
    #expect(isCentred("no answer yet") && isCentred("Connection refused."))
    fixture.state { $0.logIsRead = true }
    fixture.fill(40)
    fixture.type("&zzz")
    fixture.press(.enter)
    #expect(isCentred("none of 40 entries matches"), "\(fixture.text)")
  }

  /// The frame that is only brought up to date counts it too.
  @Test func theIdleFrameCounts() {
    var fixture = Fixture(width: 80, height: 12)
    fixture.task(name: "Importing", status: .queued, started: nil, updated: -130)
    fixture.state { $0.logIsRead = true }
    var cache = FrameCache()
    _ = cache.frame(of: fixture.model, isIdle: false)
    fixture.tick(1)
    #expect(cache.frame(of: fixture.model, isIdle: true).text == fixture.text)
  }

  @Test func whatNeverAnsweredIsNotStale() {
    for tasks in [1, 2] {
      var fixture = Fixture(tasks: tasks, width: 80, height: 16)
      fixture.state {
        $0.source = .stale; $0.lastGood = nil; $0.problem = "503 Service Unavailable"; $0.failures = 3
      }
      #expect(!fixture.text.contains("stale") && !fixture.text.contains("Connecting   "))
      #expect(fixture.text.contains("no answer yet · retry 3 in 2s"))
      #expect(fixture.text.ranges(of: "503 Service Unavailable").count == 1, "said once")
    }
  }

  /// The advice comes first and wraps; nothing of it is cut off, and nobody repeats it.
  @Test(arguments: [40, 60, 80, 100, 120]) func aRefusalWraps(width: Int) {
    var fixture = Fixture(width: width, height: 14)
    fixture.task(name: "Importing", progress: 40)
    fixture.state {
      $0.source = .refused(logsOnly: true)
      $0.problem =
        "Logs need an Operations or service token: 403 Forbidden - "
        + "The token's role does not allow this (00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01)"
    }
    let words = text(fixture)
    #expect(words.hasPrefix("Logs need an Operations or service token: 403"))
    #expect(words.filter { $0 != " " }.hasSuffix("00f067aa0ba902b7-01)"))
    #expect(fixture.text.ranges(of: "Operations").count == 1)
    #expect(fixture.lines[0].contains("logs refused"))
  }

  @Test func theTitleSaysWhyWhereNoPaneDoes() {
    var fixture = Fixture(width: 120, height: 14)
    fixture.task(name: "Importing", progress: 40)
    fixture.fill(3)
    fixture.state {
      $0.source = .refused(logsOnly: true); $0.problem = "Logs need an Operations token: 403"
    }
    #expect(fixture.lines[0].contains("logs refused: Logs need an Operations token: 403"))
    // Of what is over the header's second line says it.
    fixture.state {
      $0.source = .gone; $0.problem = "404 Not Found"
    }
    #expect(fixture.lines[2].hasPrefix("   404 Not Found"))
    #expect(fixture.text.ranges(of: "404 Not Found").count == 1)
  }

  @Test func everySizeHasRoomForIt() {
    for width in 1...60 {
      for height in 1...12 {
        var fixture = Fixture(width: width, height: height)
        _ = fixture.text
        fixture.state {
          $0.source = .refused(logsOnly: false); $0.problem = "A sentence of some length that has to be wrapped"
        }
        _ = fixture.text
        fixture.press("p")
        _ = fixture.text
      }
    }
  }
}
