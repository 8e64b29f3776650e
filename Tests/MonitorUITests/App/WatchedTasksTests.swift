import Foundation
import MonitorCore
import Testing

@testable import MonitorUI

/// Tasks are added to a running screen, and closed in it.
@Suite struct UpdateTasksTests {
  private func three() -> Fixture {
    var fixture = Fixture(tasks: 3, width: 100, height: 30)
    for number in 0..<3 {
      fixture.state(number) { _ in }
      fixture.fill(3, task: number)
    }
    return fixture
  }

  private func list(_ fixture: inout Fixture, _ ids: [String]) {
    let tasks = ids.map { TaskSnapshot(id: $0, name: "Name of \($0)", status: .processing) }
    fixture.send(.listed(TaskPage(tasks: tasks, total: tasks.count), offset: 0))
  }

  @Test func closingSaysHowToComeBack() {
    var fixture = three()
    fixture.press(.tab)
    #expect(fixture.press("X") == [.unfollow(task: 1)])
    #expect(fixture.model.openTasks == [0, 2])
    #expect(!fixture.text.contains("\(Fixture.ids[1])  "))
    #expect(fixture.lines[29] == " closed \(Fixture.ids[1]): A brings it back")
    #expect(fixture.model.focus == 1)
  }

  @Test func theLastOneStays() {
    var fixture = three()
    fixture.press("X", "z", "X")
    #expect(fixture.press("X") == [])
    #expect(fixture.model.openTasks == [2])
    #expect(!fixture.model.isZoomed)
    #expect(fixture.lines[29].contains("the last task stays: Q quits"))
  }

  @Test func aClosedTaskIsToldNothingAndShownNowhere() {
    var fixture = three()
    fixture.press("X")
    let count = fixture.model.store.count
    fixture.logs(0, .init(-1, .failure, "late news"))
    fixture.task(0, name: "late news")
    #expect(fixture.model.store.count == count)
    fixture.press("M")
    #expect(!fixture.text.contains("late news"))
    #expect(fixture.text.contains("all 2 tasks"))
    #expect(fixture.model.mergedPane?.index.count == 6)
    // Also after filtering, and around the matches.
    fixture.press("3")
    fixture.tick(3)
    fixture.press("0")
    #expect(fixture.model.mergedPane?.index.count == 6)
    #expect(fixture.press("X") == [])
    #expect(fixture.text.contains("M splits them"))
  }

  @Test func addingGoesToTheNewPane() {
    var fixture = three()
    #expect(fixture.press("A") == [.listTasks(offset: 0, limit: 100)])
    list(&fixture, ["TSK-4", Fixture.ids[1], "TSK-5"])
    fixture.press(" ", .end, " ")
    let commands = fixture.press(.enter)
    #expect(commands == ["TSK-4", "TSK-5"].compactMap { TaskID($0) }.enumerated().map { .follow($1, task: $0 + 3) })
    #expect(fixture.model.openTasks == [0, 1, 2, 3, 4])
    #expect(fixture.model.focus == 3)
    #expect(fixture.text.contains("Name of TSK-4"))
    #expect(fixture.lines[29] == " added 2 tasks")
    fixture.logs(3, .init(-1, .info, "hello from the new one"))
    #expect(fixture.text.contains("hello from the new one"))
  }

  @Test func aWatchedTaskIsOnlyGoneTo() {
    var fixture = three()
    fixture.press("A")
    list(&fixture, [Fixture.ids[2]])
    fixture.press(" ")
    #expect(fixture.text.contains("is already watched"))
    #expect(fixture.press(.enter) == [])
    #expect(fixture.model.focus == 2)
    #expect(fixture.model.tasks.count == 3)
  }

  @Test func aTaskBroughtBackGetsANumberOfItsOwn() {
    var fixture = three()
    fixture.press("X")
    fixture.press("A")
    list(&fixture, [Fixture.ids[0]])
    let commands = fixture.press(.enter)
    #expect(commands == TaskID(Fixture.ids[0]).map { [.follow($0, task: 3)] })
    #expect(fixture.model.openTasks == [1, 2, 3])
    // What the closed one was told is not mixed with what this one will be.
    #expect(fixture.model.panes[2].index.count == 0)
    fixture.press("M")
    #expect(fixture.model.mergedPane?.index.count == 6)
  }

  @Test func escapeComesBackToWhatWasSeen() {
    var fixture = three()
    let before = fixture.text
    fixture.press("A")
    #expect(fixture.text != before)
    #expect(fixture.press(.escape) == [])
    #expect(fixture.text == before)
    // The list is still known when it is opened again, and read again.
    fixture.press("A")
    list(&fixture, ["TSK-4"])
    fixture.press(.escape)
    #expect(fixture.press("A") == [.listTasks(offset: 0, limit: 100)])
    #expect(fixture.text.contains("Name of TSK-4"))
  }

  @Test func whatIsWatchedGoesOnBehindThePicker() {
    var fixture = three()
    fixture.press("A")
    fixture.logs(0, .init(-0.5, .error, "told meanwhile"))
    fixture.press(.escape)
    #expect(fixture.text.contains("told meanwhile"))
  }

  @Test func addedPanesBeginWithTheLevelAskedFor() {
    var fixture = Fixture(tasks: 0)
    fixture.model = Model(
      tasks: [], host: "h", size: Size(width: 80, height: 24), now: Fixture.start, zone: { _ in 0 },
      filter: LogFilter(level: .atLeast(.error)))
    _ = fixture.model.openPicker()
    list(&fixture, ["TSK-4"])
    fixture.press(.enter)
    #expect(fixture.model.panes.map(\.filter.level) == [.atLeast(.error)])
  }
}
