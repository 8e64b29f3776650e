import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct PaneHeightsTests {
  private func three(_ height: Int = 40) -> Fixture {
    var fixture = Fixture(tasks: 3, width: 100, height: height)
    for number in 0..<3 {
      fixture.task(number, name: "Task \(number)", progress: 40)
      fixture.state(number) { $0.logIsRead = true }
      fixture.fill(60, task: number)
    }
    return fixture
  }

  private func heights(_ fixture: Fixture) -> [Int] { fixture.model.layout.areas.map(\.rect.height) }

  @Test func aFinishedPaneFoldsAfterHalfAMinute() {
    var fixture = three()
    fixture.task(1, name: "Task 1", status: .completed, progress: 100, completed: 0)
    fixture.task(2, name: "Task 2", status: .failed, progress: 60, completed: 0)
    fixture.tick(29)
    #expect(heights(fixture)[1] > 1)
    fixture.tick(2)
    #expect(heights(fixture)[1] == 1, "Completed")
    #expect(heights(fixture)[2] > 1, "a failure stays open")
    // Who goes there sees it.
    fixture.press(.tab)
    #expect(heights(fixture)[1] > 1)
  }

  /// What had ended before anybody looked has nothing new to say; what failed has.
  @Test func whatHadEndedIsFoldedFromTheFirstFrame() {
    var fixture = Fixture(tasks: 4, width: 100, height: 30)
    fixture.task(0, name: "Task 0", status: .completed, progress: 100, completed: -90)
    fixture.task(1, name: "Task 1", status: .completed, progress: 100, completed: -90)
    fixture.task(2, name: "Task 2", status: .failed, progress: 60, completed: -90)
    fixture.task(3, name: "Task 3", progress: 60)
    for number in 0..<4 { fixture.fill(20, task: number) }
    #expect(heights(fixture).map { $0 > 1 } == [true, false, true, true], "the focused one is open")
    fixture.tick(10)
    fixture.press(.tab)
    #expect(heights(fixture)[1] > 1)
  }

  /// Twenty tasks: what failed has rows before what is over, and what has the focus keeps it.
  @Test(arguments: [(120, 40), (80, 24)]) func whatFailedHasRowsFirst(width: Int, height: Int) {
    var fixture = Fixture(tasks: 20, width: width, height: height)
    for number in 0..<20 {
      fixture.task(
        number, name: "Task \(number)", status: [7, 15].contains(number) ? .failed : .completed, completed: -90)
      fixture.fill(20, task: number)
    }
    let open = fixture.model.layout.areas.filter { !$0.isHeaderOnly }.map(\.pane)
    #expect(open == [0, 7, 15])
  }

  @Test func whatIsBelowAReaderFolds() {
    var fixture = three()
    fixture.press("k", "k")
    let before = fixture.model.layout.areas.map(\.rect.y)
    fixture.task(2, name: "Task 2", status: .completed, progress: 100, completed: 0)
    fixture.tick(60)
    let areas = fixture.model.layout.areas
    #expect(areas[2].rect.height == 1 && areas[0].rect.y == before[0] && areas[1].rect.y == before[1])
    #expect(heights(fixture).reduce(0, +) == 38)
    // Once nobody reads, the rows are shared.
    fixture.press("G")
    fixture.tick(10)
    #expect(heights(fixture)[2] == 1 && abs(heights(fixture)[0] - heights(fixture)[1]) <= 1)
  }

  @Test func newErrorsGiveThreeMoreRows() {
    var fixture = three()
    let before = heights(fixture)
    fixture.logs(1, .init(0, .error, "quota"))
    #expect(heights(fixture)[1] == before[1] + 3)
    fixture.tick(70)
    #expect(heights(fixture) == before)
  }

  @Test func errorsFromBeforeItWasWatchedGiveNone() {
    var fixture = three()
    let before = heights(fixture)
    fixture.logs(1, .init(-1, .error, "of the first reading, or late"))
    fixture.tick(10)
    #expect(heights(fixture) == before)
  }

  @Test func nothingMovesAboveAReader() {
    var fixture = three()
    fixture.press("k", "k")
    let before = heights(fixture)
    fixture.logs(1, .init(0, .error, "quota"))
    fixture.tick(60)
    #expect(heights(fixture) == before)
    fixture.press("G", .tab, .tab, "k", "k")
    fixture.task(1, name: "Task 1", status: .completed, progress: 100, completed: 0)
    let read = heights(fixture)
    fixture.tick(60)
    #expect(heights(fixture) == read)
  }

  /// An hour in which errors come and tasks end: at most one move in five seconds, three lines a pane, a fifth for the focus.
  @Test func anHourMovesCalmly() {
    var fixture = three()
    var (last, lastMove) = (heights(fixture), -10)
    for second in 0..<3600 {
      fixture.tick(1)
      if second % 7 == 3 { fixture.logs(second % 3, .init(Double(second) + 120, .error, "error \(second)")) }
      if second == 1800 { fixture.task(2, name: "Task 2", status: .completed, progress: 100, completed: 1900) }
      let now = heights(fixture)
      if now != last {
        #expect(second - lastMove >= 5, "\(second)")
        (last, lastMove) = (now, second)
      }
      #expect(now.allSatisfy { $0 == 1 || $0 >= 3 } && now[0] >= 38 / 5 && now.reduce(0, +) == 38)
    }
    #expect(last[2] == 1)
  }

  @Test func inAGridARowOfPanesIsHigher() {
    var fixture = Fixture(tasks: 5, width: 200, height: 50)
    for number in 0..<5 { fixture.fill(9, task: number) }
    fixture.press("L", "L")
    let before = heights(fixture)
    fixture.press("+", "+")
    let now = heights(fixture)
    #expect(fixture.model.layout.arrangement == .grid)
    #expect(now[0] == before[0] + 2 && now[1] == now[0] && now[2] == now[0], "all of its row")
    #expect(now[3] == before[3] - 2 && now[4] == now[3])
    fixture.press("-", "-", "-")
    #expect(heights(fixture)[0] == before[0] - 1)
    fixture.press("Z")
    #expect(heights(fixture) == before)
    fixture.press("L", "+")
    #expect(fixture.text.contains("rows are given to panes that stand one above another"))
  }

  @Test func rowsAreGivenByHand() {
    var fixture = three()
    let before = heights(fixture)
    fixture.press("+", "+")
    #expect(heights(fixture)[0] == before[0] + 2 && heights(fixture).reduce(0, +) == 38)
    fixture.type("99-")
    #expect(heights(fixture).allSatisfy { $0 >= 3 })
    fixture.press("Z")
    #expect(heights(fixture) == before)
    fixture.press("M", "+")
    #expect(fixture.text.contains("rows are given to panes that stand one above another"))
  }
}
