import MonitorCore
import Testing

@testable import MonitorUI

/// Digits are counts in boxes, and filter nothing.
@Suite struct BoxCountsTests {
  @Test func aNumberRepeatsAMovement() {
    var fixture = Scenes.help()
    fixture.type("7")
    #expect(fixture.lines.last?.hasPrefix(" 7") == true)
    fixture.tick(5)
    fixture.type("j")
    #expect(fixture.model.box(Help.self)?.scroller.offset == 7)
    fixture.type("3k")
    #expect(fixture.model.box(Help.self)?.scroller.offset == 4)
    fixture.type("2")
    fixture.press(.escape)
    #expect(fixture.model.boxes.isEmpty && fixture.model.panes[0].filter.level == .all)
  }

  @Test func severalEntriesOnInTheDetails() {
    var fixture = Fixture(width: 80, height: 20)
    fixture.fill(50)
    fixture.press("g", .enter)
    let first = fixture.model.box(Details.self)?.slot
    fixture.type("12j")
    #expect(fixture.model.box(Details.self)?.slot == first.map { $0 + 12 })
    fixture.type("100k")
    #expect(fixture.model.box(Details.self)?.slot == first)
    #expect(fixture.model.panes[0].filter.level == .all)
  }

  @Test func inTheTableAndTheTimeline() {
    var fixture = KeyCases.alike().after("g", "|")
    fixture.type("15j")
    #expect(fixture.model.box(TemplateTable.self)?.chosen == 15)
    fixture.press("q", "i", "g")
    let start = fixture.model.box(Timeline.self)?.cursor ?? 0
    fixture.type("4l")
    #expect(fixture.model.box(Timeline.self)?.cursor == start + 4)
  }

  @Test func digitsAreTextWhereALineIsTyped() {
    for opening in ["/", ":", "s"] as [Key] {
      let before = Scenes.one(80, 20).after(opening)
      #expect(before.typing("7").text != before.text && before.typing("7").model.number == nil)
    }
  }

  @Test func aKeyGivenToADigitGoesFirst() {
    var fixture = Scenes.details()
    fixture.model.keys = KeyMap.standard.remapped([.bottom: ["1"]], in: .details)
    fixture.type("1")
    #expect(fixture.model.number == nil && fixture.model.keys.action(of: "1", in: .details) == .bottom)
  }
}
