import MonitorCore
import Testing

@testable import MonitorUI

/// Marks, times since a mark, and panes locked in time.
@Suite struct MarksTests {
  @Test func marksAreSetShownAndGoneTo() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(100)
    fixture.press("b", "m")
    let first = fixture.model.marks
    #expect(first.count == 1)
    #expect(fixture.lines[3].hasPrefix(">13:51:") && fixture.lines[3].contains("◆ "))
    fixture.press("b", "b", "m", "g", "'")
    #expect(fixture.model.panes[0].viewport.current == fixture.model.marks.last)
    fixture.press("'")
    #expect(fixture.model.panes[0].viewport.current == first.first)
    fixture.press("'")
    #expect(fixture.model.panes[0].viewport.current == fixture.model.marks.last)
    fixture.press("m")
    #expect(fixture.model.marks == first)
  }

  @Test func withoutAMarkTheKeysSaySo() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(10)
    fixture.press("'")
    #expect(fixture.text.contains("no mark here; m marks an entry"))
    fixture.press("T")
    #expect(fixture.text.contains("mark an entry first, with m"))
    #expect(!fixture.model.showsElapsed)
  }

  @Test func timesCountFromTheMark() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(100)
    fixture.press("b", "m", "T")
    #expect(fixture.lines[3].hasPrefix(">   +0:00.000◆ INFO"))
    #expect(fixture.lines[4].hasPrefix("    +0:01.000  INFO"))
    fixture.press("k")
    #expect(fixture.lines[3].hasPrefix(">   -0:01.000  INFO"))
    #expect(fixture.lines[4].hasPrefix("◆   +0:00.000  INFO"))
    fixture.press("T")
    #expect(fixture.lines[3].hasPrefix(">13:51:"))
  }

  @Test func lockedPanesMoveTogether() {
    var fixture = Fixture(tasks: 2, width: 80, height: 24)
    fixture.fill(100)
    fixture.fill(100, task: 1)
    func tops(_ fixture: Fixture) -> [Substring] {
      fixture.lines.filter { $0.contains("  entry ") }.map { $0.prefix(9) }
    }
    fixture.press("=", "b", "b")
    let areas = fixture.model.layout.areas
    let lines = fixture.lines
    #expect(lines[areas[0].logs.y].prefix(13).dropFirst() == lines[areas[1].logs.y].prefix(13).dropFirst())
    #expect(!fixture.model.panes[1].viewport.isFollowing)
    fixture.press(.tab, "k", "k", "k")
    let after = fixture.lines
    #expect(after[areas[0].logs.y].prefix(13).dropFirst() == after[areas[1].logs.y].prefix(13).dropFirst())
    #expect(after[areas[0].logs.y] != lines[areas[0].logs.y])
    #expect(fixture.text.contains("locked in time"))
    fixture.press("G")
    #expect(fixture.model.panes.allSatisfy { $0.viewport.isFollowing })
    fixture.press("=", "b")
    #expect(fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func aLockSparesAPausedPane() {
    var fixture = Fixture(tasks: 2, width: 80, height: 24)
    fixture.fill(100)
    fixture.fill(100, task: 1)
    fixture.press("p", .tab, "=", "b", "b")
    #expect(fixture.model.panes[0].viewport.isPaused)
    let anchor = fixture.model.panes[0].viewport.anchor
    fixture.press("b")
    #expect(fixture.model.panes[0].viewport.anchor == anchor)
  }
}
