import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct FooterTests {
  @Test func severalPanesShowZoomAt80() {
    var fixture = Scenes.two(80)
    #expect(fixture.lines[23] == " 4 errors  / search  & filter  z zoom  Tab pane  E error here  ? help  q quit")
    fixture.press("z")
    #expect(fixture.lines[23].hasPrefix(" 4 errors  / search  & filter  z unzoom"))
  }

  @Test func onlyAnErrorThatCanBeThereIsOffered() {
    var fixture = Scenes.one(100, 24)
    #expect(fixture.lines[23].contains("E error here") && !fixture.lines[23].contains("e next error"))
    fixture.fill(100)
    fixture.press("g")
    #expect(fixture.lines[23].contains("e next error") && !fixture.lines[23].contains("E error here"))
  }

  @Test func theWayOutOfALevelStandsFirst() {
    var fixture = Scenes.one(100, 24)
    #expect(fixture.lines[23].hasPrefix(" 4 errors  "))
    fixture.press("4")
    #expect(fixture.lines[23].hasPrefix(" 0 all  Esc clear  x context  1-5 severity  "))
    fixture.press(.escape)
    #expect(fixture.model.panes[0].filter.level == .all)
    fixture.press(.escape)
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error) && fixture.text.contains("filters are back"))
    fixture.tick(5)
    fixture.press("0")
    #expect(fixture.lines[23].hasPrefix(" 4 errors  "))
  }

  @Test func whereNothingMoreComesNothingIsFollowed() {
    var fixture = Scenes.one(100, 12)
    fixture.fill(50)
    fixture.press("k")
    #expect(fixture.lines[11].hasPrefix(" G follow"))
    fixture.task(name: "Importing", status: .completed, completed: -1)
    #expect(fixture.lines[11].hasPrefix(" G newest"))
  }

  @Test func errorsHereAndAnywhereAreToldApart() {
    let line = Scenes.two(120).lines[23]
    #expect(line.contains("! error anywhere  E error here"))
  }

  @Test func pairsShowBothKeys() {
    var fixture = Scenes.one(100, 24)
    fixture.press("k", .enter)
    #expect(fixture.lines[23].hasPrefix(" j k entry"))
    fixture.press(.escape, "i")
    #expect(fixture.lines[23].hasPrefix(" ← → move"))
  }
}
