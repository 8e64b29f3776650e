import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct FooterTests {
  @Test func severalPanesShowZoomAt80() {
    var fixture = Scenes.two(80)
    #expect(fixture.lines[23] == " 1-5 severity  / search  & filter  z zoom  Tab pane  M merge  ? help  q quit")
    fixture.press("z")
    #expect(fixture.lines[23].hasPrefix(" 1-5 severity  / search  & filter  z unzoom"))
  }

  @Test func onlyAnErrorThatCanBeThereIsOffered() {
    var fixture = Scenes.one(100, 24)
    #expect(fixture.lines[23].contains("E last error") && !fixture.lines[23].contains("e next error"))
    fixture.fill(100)
    fixture.press("g")
    #expect(fixture.lines[23].contains("e next error") && !fixture.lines[23].contains("E last error"))
  }

  @Test func pairsShowBothKeys() {
    var fixture = Scenes.one(100, 24)
    fixture.press("k", .enter)
    #expect(fixture.lines[23].hasPrefix(" j k entry"))
    fixture.press(.escape, "i")
    #expect(fixture.lines[23].hasPrefix(" ← → move"))
  }
}
