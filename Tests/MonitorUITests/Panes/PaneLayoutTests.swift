import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct PaneLayoutTests {
  @Test func tasksWithoutALineAreCounted() {
    var fixture = Fixture(tasks: 42, width: 80, height: 24)
    #expect(fixture.lines[22] == " 34 more tasks: Tab")
    #expect(fixture.lines.filter { $0.contains("◌") && !$0.contains("mpt-tail") }.count == 8)
    for _ in 0..<42 {
      fixture.press(.tab)
      #expect(fixture.text.contains(fixture.model.tasks[fixture.model.focus].tag))
      #expect(fixture.lines[22] == " 34 more tasks: Tab")
    }
    fixture.send(.resized(Size(width: 80, height: 100)))
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

  /// However many tasks there are, half of the screen is for the log of the one that is read.
  @Test(arguments: [(160, 50), (120, 40), (100, 30), (80, 24), (60, 15), (40, 12)])
  func manyTasksLeaveHalfOfTheScreenToLogs(width: Int, height: Int) {
    for panes in [20, 50, 200] {
      for focus in [0, panes / 2, panes - 1] {
        let layout = PaneLayout(
          size: Size(width: width, height: height), panes: panes, focus: focus, arrangement: .automatic)
        let logs = layout.areas.filter { !$0.isHeaderOnly }.reduce(0) { $0 + $1.rect.height }
        #expect(logs >= height / 2, "\(panes) tasks: \(logs) of \(height) rows")
        let counted = layout.areas.count + (layout.more?.count ?? 0) + layout.uncounted
        #expect(counted == panes && layout.areas.contains { $0.pane == focus && !$0.isHeaderOnly })
      }
    }
  }

  /// The one that failed has a line, however far it is from the one that is read.
  @Test(arguments: [(160, 50), (120, 40), (80, 24), (60, 15)])
  func aTaskThatFailedKeepsItsLine(width: Int, height: Int) {
    let fixture = Scenes.twenty(width, height)
    #expect(fixture.lines.contains { $0.contains("✖") && !$0.contains("mpt-tail") }, "\(fixture.text)")
    #expect(fixture.text.contains("entry 59"))
  }

  @Test func aFleetHasAsManyLinesAsThereAreRows() {
    let layout = PaneLayout(size: Size(width: 80, height: 24), panes: 200, focus: 0, arrangement: .headers)
    #expect(layout.areas.count == 17 && layout.more?.count == 183)
  }
}
