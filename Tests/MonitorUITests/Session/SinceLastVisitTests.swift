import MonitorCore
import Testing

@testable import MonitorUI

/// Coming back says and marks what is new.
@Suite struct SinceLastVisitTests {
  /// A task last seen two hours ago, when its entry of 100 s before was the newest.
  private func back(_ tasks: Int = 1, errors: Bool = true) -> Fixture {
    var fixture = Fixture(tasks: tasks, width: 80, height: 14)
    let visit = Visit(newest: Fixture.at(-7_300), at: Fixture.at(-7_200))
    fixture.model.remember(Dictionary(uniqueKeysWithValues: fixture.model.tasks.map { ($0.id, visit) }))
    for number in 0..<tasks {
      fixture.logs(
        number, .init(-7_400, .info, "old"), .init(-7_300, .info, "the newest told"), .init(-60, .info, "new"),
        .init(-50, errors ? .error : .info, "bad"), .init(-40, .warning, "new"))
    }
    return fixture
  }

  @Test func saysHowMuchIsNewWhenTheFirstLookIsComplete() {
    var fixture = back()
    #expect(!fixture.text.contains("since you left"))
    fixture.state { _ in }
    #expect(fixture.lines[13] == " 3 new since you left 2h ago (E 1): ' goes there")
    fixture.tick(13)
    fixture.state { _ in }
    #expect(!fixture.text.contains("since you left"))
  }

  @Test func theKeyGoesThereThoughAnOwnMarkIsOlder() {
    var fixture = back()
    fixture.state { _ in }
    fixture.model.setNote("mine", on: 0)
    fixture.press("'")
    #expect(fixture.model.focusedPane?.viewport.current == fixture.model.visitMarks.first)
    // From then on it goes through all of them.
    fixture.press("'")
    #expect(fixture.model.focusedPane?.viewport.current == 0)
  }

  @Test func whereTheNewIsHiddenTheKeyGoesToTheOthers() {
    var fixture = back()
    fixture.state { _ in }
    fixture.logs(0, .init(-30, .error, "mine", id: "mine"))
    fixture.model.setNote("mine", on: fixture.model.store.slot(of: "mine".utf8, task: 0) ?? 0)
    fixture.press("5", "0", "4")
    fixture.press("'")
    #expect(!fixture.text.contains("no mark here"), "\(fixture.text)")
  }

  @Test func aStateBeforeTheFirstPageSaysNothingYet() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.model.remember([fixture.model.tasks[0].id: Visit(newest: Fixture.at(-90), at: Fixture.at(-90))])
    fixture.state { _ in }
    #expect(!fixture.text.contains("since you left"))
    fixture.logs(0, .init(-20, .info, "first page"))
    fixture.state { $0.delivered = 1 }
    #expect(fixture.text.contains("1 new since you left 1m ago"))
    // A page that comes soon is added to it; one that comes late is not said.
    fixture.tick(5)
    fixture.logs(0, .init(-30, .info, "second page"))
    fixture.state { $0.delivered = 2 }
    #expect(fixture.text.contains("2 new since you left 1m ago"))
    fixture.tick(30)
    fixture.logs(0, .init(-40, .info, "late"))
    fixture.state { $0.delivered = 3 }
    #expect(!fixture.text.contains("since you left"))
  }

  @Test func marksTheRowsBehindTheirTime() {
    var fixture = back()
    fixture.state { _ in }
    let rows = fixture.lines[3...7].map { String($0) }
    #expect(rows.map { $0.contains("• ") } == [false, false, true, true, true])
    #expect(rows[3].hasPrefix(" 13:51:17.000• ERROR"))
  }

  @Test func aKeyGoesToWhereReadingStopped() {
    var fixture = Fixture(width: 80, height: 14)
    let visit = Visit(newest: Fixture.at(-50.5), at: Fixture.at(-50))
    fixture.model.remember([fixture.model.tasks[0].id: visit])
    fixture.fill(300)
    fixture.state { _ in }
    #expect(fixture.lines[13].contains("50 new since you left 50s ago (E 2)"))
    fixture.press("'")
    #expect(fixture.text.contains("entry 250\n") || fixture.text.contains("entry 250 "))
    #expect(fixture.model.panes[0].viewport.current == fixture.model.marks.first)
  }

  /// The `Date` of answers has whole seconds: what was written right before leaving or coming may seem to be later.
  @Test func aServersClockThatSeemsASecondBehindChangesNothing() throws {
    var first = Fixture(width: 80, height: 14)
    first.logs(0, .init(-10, .info, "before"), .init(0.7, .info, "right before leaving"))
    let visits = first.model.visits(at: first.model.now)
    var second = Fixture(width: 80, height: 14)
    second.model.remember(visits)
    second.logs(
      0, .init(-10, .info, "before"), .init(0.7, .info, "right before leaving"),
      .init(0.9, .info, "right before coming"))
    second.state { _ in }
    #expect(second.lines[3...5].map { $0.contains("• ") } == [false, false, true])
  }

  @Test func whatArrivesWhileLookingIsNotNewInThisSense() {
    var fixture = back()
    fixture.state { _ in }
    fixture.tick(20)
    fixture.logs(0, .init(10, .error, "live"))
    #expect(fixture.lines[8].hasPrefix(" 13:52:17.000  ERROR    live"))
    #expect(fixture.model.tasks[0].sinceLeft?.count == 3)
  }

  @Test func severalTasksAreSummedUp() {
    var fixture = back(2)
    fixture.state(0) { _ in }
    fixture.state(1) { _ in }
    #expect(fixture.text.contains("6 new in 2 tasks since you left 2h ago (E 2)"))
  }

  @Test func withoutErrorsAndWithoutNewsItSaysLess() {
    var fixture = back(errors: false)
    fixture.state { _ in }
    #expect(fixture.text.contains("3 new since you left 2h ago:"))
    var quiet = Fixture(width: 80, height: 14)
    quiet.model.remember([quiet.model.tasks[0].id: Visit(newest: Fixture.at(-1), at: Fixture.at(-1))])
    quiet.fill(5)
    quiet.state { _ in }
    #expect(!quiet.text.contains("since"))
    #expect(!quiet.text.contains("•"))
  }

  @Test func aFirstVisitMarksNothing() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(5)
    fixture.state { _ in }
    #expect(!fixture.text.contains("•"))
    #expect(fixture.model.marks.isEmpty)
  }

  @Test func leavingRemembersTheNewestTold() {
    var fixture = back(2)
    fixture.logs(0, .init(100_000, .info, "from the future"))
    let visits = fixture.model.visits(at: Fixture.at(5))
    #expect(
      visits == [
        fixture.model.tasks[0].id: Visit(newest: Fixture.at(-40), at: Fixture.at(5)),
        fixture.model.tasks[1].id: Visit(newest: Fixture.at(-40), at: Fixture.at(5)),
      ])
  }

  @Test func aVisitThatToldLessForgetsNothing() {
    var fixture = Fixture(width: 80, height: 14)
    let task = fixture.model.tasks[0].id
    fixture.model.remember([task: Visit(newest: Fixture.at(-10), at: Fixture.at(-5))])
    fixture.logs(0, .init(-400, .info, "older"))
    #expect(fixture.model.visits(at: Fixture.at(1)) == [task: Visit(newest: Fixture.at(-10), at: Fixture.at(1))])
    #expect(Fixture(tasks: 2).model.visits(at: Fixture.start).isEmpty)
  }
}
