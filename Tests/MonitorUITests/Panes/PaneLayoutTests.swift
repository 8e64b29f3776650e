import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct PaneLayoutTests {
  @Test func tasksWithoutALineAreCounted() {
    var fixture = Fixture(tasks: 42, width: 80, height: 24)
    #expect(fixture.lines[22] == " 25 more tasks: Tab")
    #expect(fixture.lines.filter { $0.contains("TSK-") }.count == 17)
    for _ in 0..<42 {
      fixture.press(.tab)
      #expect(fixture.text.contains(fixture.model.tasks[fixture.model.focus].id.text))
      #expect(fixture.lines[22] == " 25 more tasks: Tab")
    }
    fixture.send(.resized(Size(width: 80, height: 60)))
    #expect(!fixture.text.contains("more tasks"))
  }

  @Test func whatHasNothingToShowGivesWay() {
    var fixture = Fixture(tasks: 6, width: 80, height: 24)
    for number in 0..<6 {
      fixture.task(number, name: "Task \(number)", status: number < 3 ? .queued : .processing)
    }
    for number in 3..<6 { fixture.fill(2, task: number) }
    let open = fixture.model.layout.areas.filter { !$0.isHeaderOnly }.map(\.pane)
    #expect(open == [0, 3, 4, 5])
    fixture.press(.tab)
    #expect(fixture.model.layout.areas.filter { !$0.isHeaderOnly }.map(\.pane) == [1, 3, 4, 5])
    #expect(fixture.model.layout.areas.map(\.rect.height).reduce(0, +) == 22)
  }

  @Test func layoutsThatDoNotFitSaySo() {
    var fixture = Fixture(tasks: 3, width: 100, height: 24)
    fixture.press("L")
    #expect(fixture.lines[23] == " columns do not fit here: rows")
    fixture.press("L")
    #expect(fixture.lines[23] == " layout: grid")
    fixture.send(.resized(Size(width: 80, height: 24)))
    fixture.press("L", "L", "L", "L")
    #expect(fixture.lines[23] == " grid does not fit here: rows")
    fixture.press("L")
    #expect(fixture.lines[23] == " layout: headers")
  }
}
