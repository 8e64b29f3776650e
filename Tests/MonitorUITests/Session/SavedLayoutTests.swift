import MonitorCore
import Testing

@testable import MonitorUI

/// How panes stood is remembered, and never in the way.
@Suite struct SavedLayoutTests {
  @Test(arguments: PaneArrangement.allCases, [false, true])
  func isReadAsItWasWritten(arrangement: PaneArrangement, isMerged: Bool) {
    let layout = SavedLayout(arrangement: arrangement, isMerged: isMerged)
    #expect(SavedLayout(text: Array(layout.text.utf8)) == layout)
  }

  @Test func isALineAWord() {
    #expect(SavedLayout(arrangement: .grid, isMerged: true).text == "mpt-tail layout 1\ngrid\nmerged\n")
  }

  @Test(arguments: [
    "", "\n", "grid\nmerged\n", "mpt-tail layout 2\ngrid\n", "mpt-tail layout 1", "mpt-tail layout 1\nspiral\nMerged\n",
    "\u{0}\u{1B}[2J", String(repeating: "grid", count: 100_000), String(repeating: "\n", count: 100_000),
  ])
  func ofADamagedTextNothingIsTaken(text: String) {
    #expect(SavedLayout(text: Array(text.utf8)) == SavedLayout())
  }

  @Test func passesOverWhatItDoesNotKnow() {
    let text: [UInt8] = Array("mpt-tail layout 1\n".utf8) + [0xFF, 0x0A] + Array("columns\nnewer word\n".utf8)
    #expect(SavedLayout(text: text) == SavedLayout(arrangement: .columns))
  }

  @Test func theNextScreenStandsAsTheLastWasLeft() {
    var fixture = Fixture(tasks: 4, width: 130, height: 24)
    #expect(fixture.model.chosenLayout == SavedLayout())
    fixture.press("L", "L")
    #expect(fixture.model.chosenLayout == SavedLayout(arrangement: .grid))
    fixture.press("M")
    var next = Fixture(tasks: 4, width: 130, height: 24)
    next.model.restore(fixture.model.chosenLayout)
    #expect(next.model.isMerged)
    next.press("M")
    #expect(!next.model.isMerged && next.model.arrangement == .grid)
    fixture.press("M")
    #expect(next.text.split(separator: "\n").dropLast() == fixture.text.split(separator: "\n").dropLast())
    #expect(next.model.chosenLayout == SavedLayout(arrangement: .grid))
  }

  @Test func oneTaskLeavesWhatIsRememberedAlone() {
    let layout = SavedLayout(arrangement: .headers, isMerged: true)
    var fixture = Fixture(tasks: 1)
    fixture.model.restore(layout)
    fixture.press("L", "M")
    #expect(!fixture.model.isMerged)
    #expect(fixture.model.chosenLayout == layout)
  }

  @Test func tasksChosenAtTheStartAreMergedAsRemembered() throws {
    let ids = try Fixture.ids.prefix(2).map { try #require(TaskID($0)) }
    var fixture = Fixture(tasks: 0)
    fixture.model.restore(SavedLayout(isMerged: true))
    #expect(!fixture.model.isMerged)
    _ = fixture.model.watch(ids)
    #expect(fixture.model.isMerged)
    var single = Fixture(tasks: 1)
    single.model.restore(SavedLayout(isMerged: true))
    _ = single.model.watch(ids)
    #expect(!single.model.isMerged)
    // Nobody asked for it to be forgotten, until somebody does.
    #expect(single.model.chosenLayout.isMerged)
    single.press("M", "M")
    #expect(!single.model.chosenLayout.isMerged)
  }
}
