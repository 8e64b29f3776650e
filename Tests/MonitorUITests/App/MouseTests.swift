import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct MouseTests {
  private func two() -> Fixture {
    var fixture = Fixture(tasks: 2, width: 80, height: 24)
    fixture.fill(100)
    fixture.fill(100, task: 1)
    return fixture
  }

  @Test func isOffUntilAskedFor() {
    var fixture = two()
    fixture.press(.mouse(MouseEvent(.press, x: 5, y: 18)))
    #expect(fixture.model.focus == 0)
    #expect(fixture.press(.function(2)) == [.mouse(true)])
    fixture.press(.mouse(MouseEvent(.press, x: 5, y: 18)))
    #expect(fixture.model.focus == 1)
    #expect(fixture.press(.function(2)) == [.mouse(false)])
  }

  @Test func scrollsThePaneUnderThePointer() {
    var fixture = two()
    fixture.press(.function(2), .mouse(MouseEvent(.wheelUp, x: 40, y: 18)))
    #expect(fixture.model.focus == 0)
    #expect(fixture.model.panes[0].viewport.isFollowing)
    #expect(!fixture.model.panes[1].viewport.isFollowing)
    fixture.press(.mouse(MouseEvent(.wheelDown, x: 40, y: 18)))
    #expect(fixture.model.panes[1].viewport.isFollowing)
  }

  @Test func zoomsByTheHeaderOfTheFocusedPane() {
    var fixture = two()
    fixture.press(.function(2), .mouse(MouseEvent(.press, x: 3, y: 12)))
    #expect(fixture.model.focus == 1 && !fixture.model.isZoomed)
    fixture.press(.mouse(MouseEvent(.press, x: 3, y: 12)))
    #expect(fixture.model.isZoomed)
    fixture.press(.mouse(MouseEvent(.press, x: 3, y: 1)))
    #expect(!fixture.model.isZoomed)
  }

  @Test func survivesPlacesThatAreNone() {
    var fixture = two()
    fixture.press(.function(2))
    for (x, y) in [(-1, -1), (0, 0), (500, 500), (.max, .max), (0, 23)] {
      for action in [MouseEvent.Kind.press, .wheelUp, .wheelDown] {
        #expect(fixture.press(.mouse(MouseEvent(action, x: x, y: y))).isEmpty)
      }
    }
  }
}
