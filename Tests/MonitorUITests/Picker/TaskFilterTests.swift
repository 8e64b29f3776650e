import MonitorCore
import Testing

@testable import MonitorUI

/// What is typed finds tasks.
@Suite struct TaskFilterTests {
  private static let task = {
    var task = TaskSnapshot(id: "TSK-5498-1544", name: "Transferring the Buyer (urgent)", status: .processing)
    task.code = "accounts.buyers.transfer"
    return task
  }()

  private func admits(_ typed: String, _ task: TaskSnapshot) -> Bool {
    var filter = TaskFilter(typed)
    return filter.admits(task)
  }

  @Test(arguments: [
    ("", true), ("   ", true), ("5498", true), ("tsk-5498", true), ("buyer", true), ("Buyer", true), ("BUYER", false),
    ("buyers.transfer", true), ("processing", true), ("Processing", true), ("failed", false), ("buyer 1544", true),
    ("1544 buyer proc", true), ("buyer failed", false), ("(urgent)", true), ("a.b", false), (".*", false), ("[", false),
    ("\\", false), ("漢字", false),
  ])
  func finds(typed: String, isFound: Bool) {
    #expect(admits(typed, Self.task) == isFound)
  }

  @Test func noWordIsFoundAcrossTwoFields() {
    #expect(!admits("urgent)accounts", Self.task))
  }

  @Test func whatIsFoundIsSetOffAndTheTextStays() {
    let filter = TaskFilter("an ER")
    let segments = filter.highlight("Transferring 漢字 ER", Style(.text), found: Style(.match))
    #expect(segments.map(\.text).joined() == "Transferring 漢字 ER")
    #expect(segments.filter { $0.style.role == .match }.map(\.text) == ["an", "ER"])
    #expect(TaskFilter("").highlight("", Style(.text), found: Style(.match)).isEmpty)
  }

  @Test func anyScalarMeansItself() {
    for value in UInt32(0x21)...0x7E {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      #expect(!TaskFilter(text).isEmpty, "\(text)")
      #expect(admits(text, TaskSnapshot(id: "TSK-1", name: "a\(text)b", status: .queued)), "\(text)")
    }
  }
}
