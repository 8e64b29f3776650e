import Foundation
import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct MouseTests {
  private func two() -> Fixture {
    var fixture = Fixture(tasks: 2, width: 80, height: 24)
    fixture.fill(100)
    fixture.fill(100, task: 1)
    return fixture
  }

  @Test func isOffUntilAskedFor() {
    var fixture = two()
    fixture.press(.mouse(MouseEvent(.press, x: 5, y: 18)))
    #expect(fixture.model.focus == 0)
    #expect(fixture.press(.function(2)) == [.mouse(true)])
    fixture.press(.mouse(MouseEvent(.press, x: 5, y: 18)))
    #expect(fixture.model.focus == 1)
    #expect(fixture.press(.function(2)) == [.mouse(false)])
  }

  @Test func scrollsThePaneUnderThePointer() {
    var fixture = two()
    fixture.press(.function(2), .mouse(MouseEvent(.wheelUp, x: 40, y: 18)))
    #expect(fixture.model.focus == 0)
    #expect(fixture.model.panes[0].viewport.isFollowing)
    #expect(!fixture.model.panes[1].viewport.isFollowing)
    fixture.press(.mouse(MouseEvent(.wheelDown, x: 40, y: 18)))
    #expect(fixture.model.panes[1].viewport.isFollowing)
  }

  @Test func zoomsByTheHeaderOfTheFocusedPane() {
    var fixture = two()
    fixture.press(.function(2), .mouse(MouseEvent(.press, x: 3, y: 12)))
    #expect(fixture.model.focus == 1 && !fixture.model.isZoomed)
    fixture.press(.mouse(MouseEvent(.press, x: 3, y: 12)))
    #expect(fixture.model.isZoomed)
    fixture.press(.mouse(MouseEvent(.press, x: 3, y: 1)))
    #expect(!fixture.model.isZoomed)
  }

  /// Where a text begins on the screen.
  private func place(of text: String, in fixture: Fixture) -> MouseEvent? {
    for (y, line) in fixture.lines.enumerated() {
      if let range = line.range(of: text) {
        return MouseEvent(.press, x: String(line[..<range.lowerBound]).columns, y: y)
      }
    }
    return nil
  }

  @Test func aClickOnACountFiltersByIt() throws {
    var fixture = two()
    fixture.press(.function(2))
    fixture.press(.mouse(try #require(place(of: "E 4", in: fixture))))
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error) && fixture.model.focus == 0)
    #expect(fixture.text.contains("≥Error") && !fixture.model.isZoomed)
    fixture.press(.mouse(try #require(place(of: "E 4", in: fixture))))
    #expect(fixture.model.panes[0].filter.level == .all)
    var count = try #require(place(of: "W 8", in: fixture))
    count.x += 2
    fixture.press(.mouse(count))
    #expect(fixture.model.panes[0].filter.level == .only(.warning))
  }

  @Test func aSecondClickAtTheSamePlaceShowsAllAgain() throws {
    for name in ["E 4", "W 8"] {
      var fixture = two()
      fixture.press(.function(2))
      let click = Key.mouse(try #require(place(of: name, in: fixture)))
      fixture.press(click)
      #expect(fixture.model.panes[0].filter.level != .all)
      #expect(place(of: name, in: fixture).map(Key.mouse) != click, "the words of the filter have moved it")
      fixture.press(click)
      #expect(fixture.model.panes[0].filter.level == .all && !fixture.model.isZoomed)
      fixture.press(click)
      #expect(fixture.model.panes[0].filter.level != .all)
    }
  }

  @Test func aClickOnACountOfAnotherPaneGoesThereToo() throws {
    var fixture = two()
    fixture.press(.function(2))
    let header = try #require(fixture.model.layout.areas.last).rect.y
    let x = try #require(fixture.lines[header].range(of: "E 4").map { fixture.lines[header][..<$0.lowerBound] })
    fixture.press(.mouse(MouseEvent(.press, x: String(x).columns, y: header)))
    #expect(fixture.model.focus == 1 && fixture.model.panes[1].filter.level == .atLeast(.error))
    #expect(fixture.model.panes[0].filter.level == .all)
  }

  @Test func aClickOnTheScrollbarGoesThere() throws {
    var fixture = two()
    fixture.press(.function(2))
    let logs = try #require(fixture.model.layout.areas.first).logs
    fixture.press(.mouse(MouseEvent(.press, x: 79, y: logs.y)))
    #expect(fixture.model.panes[0].viewport.isFollowing, "there is none while the newest run by")
    fixture.press("k")
    fixture.press(.mouse(MouseEvent(.press, x: 79, y: logs.y)))
    #expect(fixture.lines[logs.y].hasSuffix("entry 0"))
    fixture.press(.mouse(MouseEvent(.press, x: 79, y: logs.y + logs.height / 2)))
    let middle = fixture.first ?? 0
    #expect((40...70).contains(middle))
    fixture.press(.mouse(MouseEvent(.press, x: 79, y: logs.maxY - 1)))
    #expect(fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func survivesPlacesThatAreNone() {
    var fixture = two()
    fixture.press(.function(2))
    for (x, y) in [(-1, -1), (0, 0), (500, 500), (.max, .max), (0, 23)] {
      for action in [MouseEvent.Kind.press, .wheelUp, .wheelDown] {
        #expect(fixture.press(.mouse(MouseEvent(action, x: x, y: y))).isEmpty)
      }
    }
  }
}
