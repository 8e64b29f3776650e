import MonitorCore
import Testing

@testable import MonitorUI

/// How panes stood is remembered, and never in the way.
@Suite struct SavedLayoutTests {
  private func tasks(_ ids: String...) -> Set<TaskID> { Set(ids.compactMap { TaskID($0) }) }
  private let all = Set(Fixture.ids.compactMap { TaskID($0) })

  @Test(arguments: PaneArrangement.allCases, [false, true])
  func isReadAsItWasWritten(arrangement: PaneArrangement, isMerged: Bool) {
    let sets = isMerged ? [tasks("TSK-1", "TSK-2"), tasks("TSK-1", "TSK-2", "TSK-3")] : []
    let layout = SavedLayout(arrangement: arrangement, merged: sets)
    #expect(SavedLayout(text: Array(layout.text.utf8)) == layout)
  }

  @Test func isALineASet() {
    #expect(
      SavedLayout(arrangement: .grid, merged: [tasks("TSK-2", "TSK-1")]).text
        == "mpt-tail layout 2\ngrid\nmerged TSK-1 TSK-2\n")
  }

  @Test func remembersTheLatestOfManySets() {
    var layout = SavedLayout()
    for number in 0..<40 { layout.remember(tasks("TSK-a", "TSK-\(number)"), isMerged: true) }
    layout.remember(tasks("TSK-a", "TSK-10"), isMerged: true)
    #expect(layout.mergedSets.count == 32 && layout.isMerged(tasks("TSK-a", "TSK-39")))
    #expect(layout.isMerged(tasks("TSK-10", "TSK-a")) && !layout.isMerged(tasks("TSK-a", "TSK-7")))
    layout.remember(tasks("TSK-a", "TSK-39"), isMerged: false)
    #expect(!layout.isMerged(tasks("TSK-a", "TSK-39")))
    #expect(SavedLayout(text: Array(layout.text.utf8)) == layout)
  }

  @Test(arguments: [
    "", "\n", "grid\nmerged\n", "mpt-tail layout 1\ngrid\nmerged\n", "mpt-tail layout 2",
    "mpt-tail layout 2\nspiral\nMerged\nmerged\nmerged TSK-1\nmerged TSK-1 \u{1B}[2J\n",
    "\u{0}\u{1B}[2J", String(repeating: "grid", count: 10_000), String(repeating: "\n", count: 10_000),
  ])
  func ofADamagedTextNothingIsTaken(text: String) {
    #expect(SavedLayout(text: Array(text.utf8)) == SavedLayout())
  }

  @Test func passesOverWhatItDoesNotKnow() {
    let text: [UInt8] = Array("mpt-tail layout 2\n".utf8) + [0xFF, 0x0A] + Array("columns\nnewer word\n".utf8)
    #expect(SavedLayout(text: text) == SavedLayout(arrangement: .columns))
  }

  @Test func theNextScreenStandsAsTheLastWasLeft() {
    var fixture = Fixture(tasks: 4, width: 130, height: 24)
    #expect(fixture.model.chosenLayout == SavedLayout())
    fixture.press("L", "L")
    #expect(fixture.model.chosenLayout.arrangement == .grid && fixture.model.chosenLayout.mergedSets.isEmpty)
    fixture.press("M")
    var next = Fixture(tasks: 4, width: 130, height: 24)
    next.model.restore(fixture.model.chosenLayout)
    #expect(next.model.isMerged)
    next.press("M")
    #expect(!next.model.isMerged && next.model.arrangement == .grid)
    fixture.press("M")
    #expect(next.text.split(separator: "\n").dropLast() == fixture.text.split(separator: "\n").dropLast())
    #expect(next.model.chosenLayout.arrangement == .grid && next.model.chosenLayout.mergedSets.isEmpty)
  }

  /// Four tasks as a grid, two of them in columns, whatever was chosen last.
  @Test func theSameTasksStandAsTheyWereLeft() {
    var four = Fixture(tasks: 4, width: 130, height: 24)
    four.press("L", "L")
    var two = Fixture(tasks: 2, width: 130, height: 24)
    two.model.restore(four.model.chosenLayout)
    #expect(two.model.arrangement == .grid)
    two.press("L")
    let layout = SavedLayout(text: Array(two.model.chosenLayout.text.utf8))
    #expect(layout == two.model.chosenLayout && layout.arrangement == two.model.arrangement)
    var again = Fixture(tasks: 4, width: 130, height: 24)
    again.model.restore(layout)
    #expect(again.model.arrangement == .grid && two.model.arrangement != .grid)
    var others = Fixture(tasks: 3, width: 130, height: 24)
    others.model.restore(layout)
    #expect(others.model.arrangement == two.model.arrangement)
  }

  @Test func otherTasksAreNotMerged() {
    var fixture = Fixture(tasks: 4)
    fixture.press("M")
    var others = Fixture(tasks: 3)
    others.model.restore(fixture.model.chosenLayout)
    #expect(!others.model.isMerged)
    others.press("M")
    let layout = others.model.chosenLayout
    #expect(layout.mergedSets.count == 2 && layout.isMerged(all))
    fixture.press("M")
    fixture.model.restore(layout)
    #expect(fixture.model.isMerged)
    fixture.press("M")
    #expect(!fixture.model.chosenLayout.isMerged(all) && fixture.model.chosenLayout.mergedSets.count == 1)
  }

  @Test func oneTaskLeavesWhatIsRememberedAlone() {
    let layout = SavedLayout(arrangement: .headers, merged: [all])
    var fixture = Fixture(tasks: 1)
    fixture.model.restore(layout)
    fixture.press("L", "M")
    #expect(!fixture.model.isMerged)
    #expect(fixture.model.chosenLayout == layout)
  }

  @Test func tasksChosenAtTheStartAreMergedAsRemembered() throws {
    let ids = try Fixture.ids.prefix(2).map { try #require(TaskID($0)) }
    var fixture = Fixture(tasks: 0)
    fixture.model.restore(SavedLayout(merged: [Set(ids)]))
    #expect(!fixture.model.isMerged)
    _ = fixture.model.watch(ids)
    #expect(fixture.model.isMerged)
    var single = Fixture(tasks: 1)
    single.model.restore(SavedLayout(merged: [Set(ids)]))
    _ = single.model.watch(ids)
    #expect(!single.model.isMerged)
  }
}
