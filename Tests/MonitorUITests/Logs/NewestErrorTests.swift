import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct NewestErrorTests {
  private func three() -> Fixture {
    var fixture = Fixture(tasks: 3, width: 100, height: 24)
    for number in 0..<3 {
      fixture.task(number, name: "Task \(number)", progress: 40)
      fixture.logs(number, (0..<60).map { .init(Double($0) - 100, .info, "entry \($0)") })
    }
    fixture.logs(1, .init(-50, .error, "older error"))
    fixture.logs(2, .init(-20, .failure, "newest error"))
    return fixture
  }

  private func current(_ fixture: Fixture) -> String {
    guard let slot = fixture.model.focusedPane?.viewport.current else { return "" }
    return String(decoding: fixture.model.store.message(of: slot), as: UTF8.self)
  }

  @Test func goesToTheNewestOfAnyTaskAndOnToTheNext() {
    var fixture = three()
    fixture.press("!")
    #expect(fixture.model.focus == 2 && current(fixture) == "newest error")
    fixture.press("!")
    #expect(fixture.model.focus == 1 && current(fixture) == "older error")
    fixture.press("!")
    #expect(fixture.model.focus == 2)
  }

  @Test func leavesBoxesFiltersAndFolds() {
    var fixture = three()
    fixture.press(.tab, .tab)
    fixture.type("&entry 5")
    fixture.press(.enter, .backTab, "i", "!")
    #expect(fixture.model.boxes.isEmpty && current(fixture) == "newest error")
    #expect(fixture.text.contains("the filter is off") && fixture.text.contains(">13:51:47"))
    fixture.press("M", "!")
    #expect(fixture.model.isMerged && fixture.text.contains("newest error"))
  }

  @Test func saysWhereThereIsNone() {
    var fixture = Fixture(tasks: 2)
    fixture.press("!")
    #expect(fixture.text.contains("no error in any task"))
  }

  /// One look at each error does not stop all panes; who read on stays there.
  @Test func aPaneThatOnlyThisKeyScrolledFollowsAgain() {
    var fixture = Scenes.two()
    fixture.fill(60)
    fixture.logs(1, (0..<40).map { .init(Double($0) - 60, $0 == 3 ? .error : .info, "other \($0)") })
    fixture.press("!")
    let first = fixture.model.focus
    #expect(fixture.model.focusedPane?.viewport.isFollowing == false)
    fixture.press("!")
    #expect(fixture.model.focus != first && fixture.model.panes[first].viewport.isFollowing)
    fixture.press("k", .tab)
    #expect(!fixture.model.panes[1 - first].viewport.isFollowing)
  }
}
