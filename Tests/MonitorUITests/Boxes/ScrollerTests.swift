import Testing

@testable import MonitorUI

/// The one rule of movements.
@Suite struct ScrollerTests {
  @Test(arguments: [
    (Action.lineDown, 3, 53), (.lineUp, 1, 49), (.halfPageDown, 1, 55), (.halfPageUp, 2, 40), (.pageDown, 2, 68),
    (.pageUp, 1, 41), (.top, 9, 0), (.bottom, 1, 99), (.lineDown, 1_000, 99), (.pageUp, 1_000, 0),
  ])
  func movementsLeadTo(action: Action, count: Int, position: Int) {
    #expect(Scroller.Movement(action, count: count, rows: 10)?.target(from: 50, of: 100) == position)
  }

  @Test func whatIsNoMovementIsNone() {
    for action in [Action.zoom, .left, .nextError] { #expect(Scroller.Movement(action, count: 1, rows: 10) == nil) }
  }

  @Test func nothingIsLeftEmptyBelow() {
    var scroller = Scroller()
    scroller.move(.bottom, lines: 25, rows: 10)
    #expect(scroller.offset == 15)
    #expect(scroller.offset(lines: 12, rows: 10) == 2)
    scroller.show(3, rows: 10)
    #expect(scroller.offset == 3)
    scroller.move(.by(-99), lines: 5, rows: 10)
    #expect(scroller.offset == 0)
    #expect(Scroller.Movement.by(5).target(from: 0, of: 0) == 0)
  }
}
