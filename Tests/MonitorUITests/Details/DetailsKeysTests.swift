import MonitorCore
import Testing

@testable import MonitorUI

/// In the details the keys of the panes are about the entry that shows.
@Suite struct DetailsKeysTests {
  private func details(_ count: Int = 100, at keys: Key...) -> Fixture {
    var fixture = Fixture(width: 100, height: 30)
    fixture.fill(count)
    for key in keys { fixture.press(key) }
    fixture.press(.enter)
    return fixture
  }

  private func slot(_ fixture: Fixture) -> Slot? { fixture.model.box(Details.self)?.slot }

  @Test func copyingTakesTheEntryThatShows() {
    var fixture = details(at: "E", "E")
    fixture.press("j", "j")
    #expect(slot(fixture) == 76 && fixture.press("Y") == [.copyJSON([76])])
    #expect(fixture.press("3", "Y") == [.copyJSON([76, 77, 78])])
    for key in ["y", "c"] as [Key] {
      guard case .copy(let text, _) = fixture.press(key).first else {
        Issue.record("nothing is copied")
        continue
      }
      #expect(text == "13:51:43.000  INFO     entry 76\n")
    }
    // Also what has scrolled away meanwhile.
    fixture = details()
    fixture.tick(5)
    fixture.logs(0, (0..<100).map { .init(Double($0), .info, "more \($0)") })
    #expect(fixture.press("Y") == [.copyJSON([99])])
  }

  @Test func jumpsShowTheEntryToWhichTheyLead() {
    var fixture = details(at: "E", "E")
    fixture.press("e")
    #expect(slot(fixture) == 99)
    fixture.press("E", "E", "E")
    #expect(slot(fixture) == 24)
    fixture.press("[")
    #expect(slot(fixture) == 19)
    fixture.press("]")
    #expect(slot(fixture) == 24)
    fixture.press("E")
    #expect(slot(fixture) == 24 && fixture.text.contains("no earlier error"))
  }

  @Test func aJumpThatLeadsNowhereLeavesThePaneAsItWas() {
    var fixture = details()
    let viewport = fixture.model.panes[0].viewport.mode
    fixture.press("e")
    #expect(fixture.text.contains("no later error; E goes to an earlier one") && slot(fixture) == 99)
    #expect(fixture.model.panes[0].viewport.mode == viewport)
  }

  @Test func overATableTheRowsOfTheTableAreGoneThrough() {
    var fixture = KeyCases.alike().after("g", "|", .enter)
    let first = slot(fixture)
    fixture.press("e")
    #expect(slot(fixture) == first && fixture.text.contains("no later error"))
    #expect(fixture.press("Y") == first.map { [.copyJSON([$0])] })
  }
}
