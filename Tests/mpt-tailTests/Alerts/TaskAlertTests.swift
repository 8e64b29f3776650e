import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct TaskAlertTests {
  @Test func givesFactsThatAreSafeAndShort() throws {
    let id = try #require(TaskID("TSK-1"))
    var snapshot = TaskSnapshot(
      id: "TSK-1", name: "a\u{1B}]0;x\u{7}b\n$(touch /tmp/x)" + String(repeating: "n", count: 200_000),
      status: .other("Odd\u{0}"))
    snapshot.progress = 57.36
    let variables = TaskAlert(kind: .ended, task: id, snapshot: snapshot).variables
    #expect(variables["MPT_TAIL_TASK"] == "TSK-1")
    #expect(variables["MPT_TAIL_EVENT"] == "ended")
    #expect(variables["MPT_TAIL_PROGRESS"] == "57.3")
    #expect(variables["MPT_TAIL_ENTRY"] == "")
    for (name, value) in variables {
      #expect(value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, "\(name)")
      #expect(value.utf8.count < 8_000, "\(name)")
    }
    snapshot.progress = nil
    #expect(TaskAlert(kind: .failure, task: id, snapshot: snapshot).variables["MPT_TAIL_PROGRESS"] == "")
  }
}
