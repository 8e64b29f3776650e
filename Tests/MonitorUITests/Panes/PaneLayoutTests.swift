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

  @Test func tasksWithoutALineAreCountedOnSmallScreensToo() {
    for (width, height) in [(60, 6), (20, 5), (20, 4), (30, 5), (19, 3), (10, 2), (12, 1)] {
      var fixture = Fixture(tasks: 5, width: width, height: height)
      for number in 0..<5 { fixture.task(number, name: "Task \(number)", progress: 58) }
      let text = fixture.text
      let counted = [1, 2, 3, 4].contains { text.contains("+\($0)") || text.contains(" \($0) more task") }
      #expect(counted, "\(width)×\(height):\n\(text)")
    }
    // Where all have a line nothing is counted.
    var fixture = Fixture(tasks: 3, width: 60, height: 12)
    #expect(!fixture.text.contains("+"))
    fixture.send(.resized(Size(width: 19, height: 3)))
    #expect(!fixture.text.contains("+"))
  }

  @Test func columnsAreOfOneWidth() {
    for panes in 2...9 {
      for arrangement in [PaneArrangement.grid, .columns] {
        for width in stride(from: 100, through: 400, by: 13) {
          let layout = PaneLayout(
            size: Size(width: width, height: 60), panes: panes, focus: 0, arrangement: arrangement)
          guard layout.arrangement == arrangement else { continue }
          let widths = layout.areas.map(\.rect.width)
          #expect((widths.max() ?? 0) - (widths.min() ?? 0) <= 1, "\(panes) in \(width): \(widths)")
        }
      }
    }
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

/// Columns are narrow: severities are letters there, and lines wrap until the person says otherwise.
@Suite struct ColumnsTests {
  @Test func severitiesAreLettersAndLinesWrap() {
    var fixture = Fixture(tasks: 2, width: 100, height: 14)
    let long = "one two three four five six seven eight nine ten eleven"
    fixture.logs(0, .init(-3, .info, "short"), .init(-2, .error, long), .init(-1, .failure, "end"))
    fixture.press("L")
    let rows = fixture.lines.map { $0.prefix(49) }
    #expect(rows.contains { $0.contains(" I short") } && rows.contains { $0.contains(" E one two three") })
    #expect(
      rows.contains { $0.contains(" F end") }
        && rows.contains { $0.hasSuffix("   nine ten eleven") || $0.contains("eleven") })
    fixture.press("w")
    #expect(!fixture.text.contains("eleven"))
    fixture.press("L", "L")
    #expect(fixture.text.contains("ERROR") && !fixture.text.contains(" E one"))
  }
}
