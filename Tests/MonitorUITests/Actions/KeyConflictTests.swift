import Testing

@testable import MonitorUI

/// A key that is given away is missed by somebody.
@Suite struct KeyConflictTests {
  private func conflicts(_ changes: [KeyMap.Context: [Action: [Key]]]) -> [KeyConflict] {
    KeyMap.standard.conflicts(of: changes)
  }

  @Test func theActionThatLosesItsKeyIsNamed() {
    #expect(
      conflicts([.log: [.copy: ["w", .function(5)]]])
        == [KeyConflict(key: "w", context: .log, winner: .copy, loser: .wrap)])
  }

  @Test func whoMovesAwayLosesNothing() {
    #expect(conflicts([.log: [.copy: ["w"], .wrap: [.function(5)]]]).isEmpty)
    #expect(conflicts([.log: [.copy: ["w"], .wrap: []]]).isEmpty)
    #expect(conflicts([.log: [.copy: ["y", .function(5)]]]).isEmpty, "its own key")
  }

  @Test func boxesThatShareARowAreAskedToo() {
    // In the details `v` is the box's own, and goes before.
    let lost = KeyConflict(key: "v", context: .details, winner: .filterValue, loser: .halfPageDown)
    #expect(conflicts([.log: [.halfPageDown: ["v"]]]) == [lost])
    #expect(KeyMap.standard.remapped([.halfPageDown: ["v"]]).action(of: "v", in: .details) == .filterValue)
    #expect(conflicts([.log: [.halfPageDown: ["v"]], .details: [.filterValue: ["V"]]]).isEmpty)
    #expect(conflicts([.log: [.halfPageDown: ["v"]], .details: [.halfPageDown: ["D"]]]).isEmpty)
    // Letters are text where lines are typed.
    #expect(conflicts([.log: [.redraw: ["R"]]]).isEmpty)
  }

  @Test func aBoxIsAskedAlone() {
    let lost = KeyConflict(key: .enter, context: .picker, winner: .markTask, loser: .watch)
    #expect(conflicts([.picker: [.markTask: [.enter]]]) == [lost])
    #expect(conflicts([.picker: [.markTask: [.enter], .watch: [.function(5)]]]).isEmpty)
  }

  @Test func aBoxMayHaveOtherKeysForWhatItShares() {
    let keys = KeyMap.standard.remapped([.lineDown: ["n"]], in: .details)
    #expect(keys.action(of: "n", in: .details) == .lineDown && keys.action(of: "j", in: .details) == nil)
    #expect(keys.action(of: "j", in: .log) == .lineDown && keys.action(of: "n", in: .log) == .nextMatch)
    #expect(keys.action(of: "k", in: .details) == .lineUp && keys.label(of: .lineDown, in: .table) == "j ↓")
    #expect(keys.remappable(in: .details).contains(.filterTemplate))
  }
}
