import MonitorCore
import Testing

@testable import MonitorUI

/// Every span to now is on the server's clock; a client two hours off shows the same.
@Suite struct ServerTimeTests {
  /// The machine's clock first, the server's from the first answer on.
  private func fixture(clientAhead: Double) -> Fixture {
    var fixture = Fixture(width: 120, height: 16)
    fixture.model.now = Fixture.at(clientAhead)
    fixture.model.remember([
      fixture.model.tasks[0].id: Visit(newest: Fixture.at(-600), at: Fixture.at(-590))
    ])
    fixture.send(.tick(now: Fixture.start, engine: fixture.model.engine + .milliseconds(50)))
    fixture.task(name: "Importing", progress: 50, eta: 785)
    fixture.state { _ in }
    fixture.logs(0, .init(-700, .info, "old"), .init(-300, .error, "new"))
    fixture.state { $0.delivered = 2 }
    return fixture
  }

  @Test(arguments: [-7_200.0, 7_200]) func aClientThatIsOffShowsTheSame(clientAhead: Double) {
    let right = fixture(clientAhead: 0)
    var off = fixture(clientAhead: clientAhead)
    #expect(off.text == right.text)
    #expect(off.text.contains("in 13:05"))
    #expect(off.text.contains("1 new since you left 9m ago"))
    off.press("t", "t", "t")
    #expect(off.text.contains(" 5m00s") && off.text.contains("11m40s"))
  }
}
