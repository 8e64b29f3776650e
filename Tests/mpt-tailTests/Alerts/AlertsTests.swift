import MonitorCore
import MonitorTerminal
import Testing

@testable import mpt_tail

@Suite struct AlertsTests {
  private func alerts(
    _ way: NotifyWay, _ when: NotifyWhen = .always, in environment: Environment = ["TERM": "xterm-256color"]
  ) -> Alerts {
    Alerts((way, when), in: environment, childEnvironment: [:]) { Issue.record("\($0)") }
  }

  /// What becomes of a task that fails.
  private func told(_ alerts: inout Alerts) throws -> TaskAlert? {
    let id = try #require(TaskID("TSK-1"))
    return [TaskStatus.processing, .failed].compactMap {
      alerts.consume(.task(TaskSnapshot(id: id.text, name: "Importing", status: $0)), of: id)
    }.last
  }

  @Test(arguments: [(NotifyWay.bell, true), (.auto, true), (.command("true"), true), (.off, false)])
  func keepsQuietWhenToldTo(way: NotifyWay, isTold: Bool) throws {
    var alerts = alerts(way)
    #expect(try told(&alerts)?.kind == (isTold ? .ended : nil))
  }

  @Test(arguments: [(nil, true), (false, true), (true, false)] as [(Bool?, Bool)])
  func keepsQuietWhileThePersonIsThereAsFarAsThatIsReported(hasFocus: Bool?, isTold: Bool) throws {
    var (unfocused, always) = (alerts(.bell, .unfocused), alerts(.bell))
    (unfocused.hasFocus, always.hasFocus) = (hasFocus, hasFocus)
    #expect(try (told(&unfocused) != nil) == isTold)
    #expect(try told(&always) != nil)
  }

  @Test func neverGoesAWayThatMayShowNothing() throws {
    var unknown = alerts(.auto)
    let route = unknown.settledRoute()
    #expect(route?.sequence == nil && route?.rings == true && route?.showsTitle == true)
    var kitty = alerts(.auto, in: ["TERM": "xterm-kitty"])
    #expect(kitty.settledRoute()?.sequence == .osc99)
    var bell = alerts(.bell)
    #expect(bell.settledRoute() == .bell)
    var command = alerts(.command("true"))
    #expect(command.settledRoute() == nil)
  }
}
