import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct AlertsTests {
  @Test(arguments: [(NotifyWay.bell, true), (.osc, true), (.command("true"), true), (.off, false)])
  func keepsQuietWhenToldTo(way: NotifyWay, isTold: Bool) throws {
    let id = try #require(TaskID("TSK-1"))
    var alerts = Alerts(way, environment: [:]) { Issue.record("\($0)") }
    let told = [TaskStatus.processing, .failed].map {
      alerts.consume(.task(TaskSnapshot(id: id.text, name: "Importing", status: $0)), of: id)?.kind
    }
    #expect(told == [nil, isTold ? .ended : nil])
  }
}
