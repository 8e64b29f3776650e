import MonitorCore
import Testing

@testable import MonitorUI

/// `B` lists the panes; Enter goes to one.
@Suite struct PaneListTests {
  @Test func listsEveryPaneWithItsStateAndWhatIsBad() {
    var fixture = Scenes.two(100)
    fixture.press("B")
    let box = fixture.lines[1...4].map { $0.dropFirst(8).prefix(84) }
    #expect(
      box.joined(separator: "\n") == """
        ╭─ Panes ──────────────────────────────────────────────────────────────────────────╮
        │ > 1 ◐ Transferring the buyer to a different account       5440   57.3 %  E 1 W 4 │
        │   2 ○ Importing subscriptions                             1266                   │
        ╰──────────────────────────────────────────────────────────────────────────────────╯
        """)
  }

  @Test func enterGoesToThePaneAndOpensIt() {
    var fixture = Scenes.two()
    fixture.press("B", "j", .enter)
    #expect(fixture.model.focus == 1 && fixture.model.boxes.isEmpty)
    fixture.press("z", "B", "g", .enter)
    #expect(fixture.model.focus == 0 && fixture.model.isZoomed)
  }

  @Test func splitsWhatIsMerged() {
    var fixture = Scenes.merged()
    fixture.press("B", "G", .enter)
    #expect(!fixture.model.isMerged && fixture.model.focus == 1)
  }

  @Test func showsTheChosenOneOfManyOnASmallScreen() {
    var fixture = Fixture(tasks: 200, width: 40, height: 12)
    for number in 0..<200 { fixture.task(number, name: "Task number \(number)") }
    fixture.press("B", "G")
    #expect(fixture.lines[9].contains("> 200 ◐ Task number 199"))
    #expect(fixture.lines[10].contains("200 of 200"))
    fixture.press(.enter)
    #expect(fixture.model.focus == 199)
  }

  @Test func whatNeedsAPersonStandsFirst() {
    var fixture = Scenes.twenty(100, 30)
    fixture.press("B")
    #expect(fixture.lines[2].contains("16 ✖ Importing part 15") && fixture.lines[3].contains(" 6 ⊘ Importing part 5"))
    #expect(fixture.lines[4].contains(" 1 ◐ Importing part 0") && fixture.lines[5].contains(">  2 ◐ Importing part 1"))
    fixture.press("g", .enter)
    #expect(fixture.model.focus == 15)
  }

  @Test func typingNarrowsIt() {
    var fixture = Scenes.twenty(100, 30)
    fixture.press("B", "/")
    fixture.type("1005")
    #expect(fixture.lines[1].contains(" Panes /1005 ") && fixture.text.contains(" 1 of 20 "))
    #expect(fixture.lines[2].contains("6 ⊘ Importing part 5"))
    #expect(fixture.model.number == nil && view(fixture.model).cursor?.y == 1)
    #expect(fixture.lines[29] == " Enter go there  Esc clear")
    fixture.press(.down, .control("u"))
    fixture.type("failed")
    #expect(fixture.lines[2].contains("> 16 ✖ Importing part 15") && fixture.text.contains(" 1 of 20 "))
    fixture.type("zzz")
    #expect(fixture.text.contains("no pane of that name, id or state"))
    fixture.press(.enter)
    #expect(fixture.text.contains("no pane is found") && fixture.model.box(PaneList.self) != nil)
    fixture.press(.escape)
    #expect(fixture.model.box(PaneList.self)?.isTyping == false && fixture.lines[1].contains(" Panes ─"))
    fixture.press("/", "8", .enter)
    #expect(fixture.model.boxes.isEmpty)
    fixture.press("B", "/", .backspace, "q")
    #expect(fixture.model.boxes.isEmpty)
  }

  @Test func aClickGoesThere() {
    var fixture = Scenes.two()
    fixture.press(.function(2), "B", .mouse(MouseEvent(.press, x: 20, y: 3)))
    #expect(fixture.model.focus == 1 && fixture.model.boxes.isEmpty)
  }

  @Test func aSinglePaneNeedsNoList() {
    var fixture = Scenes.one(100, 24)
    fixture.press("B")
    #expect(fixture.model.boxes.isEmpty && fixture.text.contains("there is only one pane; A adds a task"))
  }
}
