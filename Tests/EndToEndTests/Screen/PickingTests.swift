import Foundation
import MarketplaceSimulator
import Testing

extension ProgramTests {
  /// Choosing tasks, adding and closing them, and what stays when the screen is left, in a real terminal.
  @Suite(.serialized) struct PickingTests {
    @Test func tasksAreChosenAddedClosedAndLeft() async throws {
      try await withPlatform { platform in
        let one = try await platform.makeTask("Moving the agreements")
        let two = try await platform.makeTask("Importing the prices")
        try await platform.publish(count: 10, to: one, named: "first")
        let screen = try Screens.tool([], environment: platform.environment)
        try await screen.wait(for: "both tasks") { $0.contains(one) && $0.contains(two) }
        try screen.type("agree")
        try await screen.wait(for: "one of them") { $0.contains(one) && !$0.contains(two) }
        try screen.press("Enter")
        try await screen.wait(forText: "10 entries")
        try screen.press("A")
        try await screen.wait(forText: "Importing the prices")
        try screen.type("prices")
        try screen.press("Enter")
        try await screen.wait(for: "two panes") {
          $0.contains("◐ Moving the agreements   ") && $0.contains("◐ Importing the prices   ")
        }
        try await platform.publish(count: 1, to: two, named: "second")
        try await screen.wait(forText: "second 0")
        try screen.press("X")
        try await screen.wait(for: "one pane") {
          $0.contains("◐ Moving the agreements   ") && !$0.contains("◐ Importing the prices   ")
        }
        try screen.press("q")
        let (status, last) = try await screen.end()
        #expect(status == 0)
        #expect(last.contains("\(one)  Moving the agreements"))
        #expect(last.contains("10 entries · 2 failures · 2 errors · 2 warnings"))
        #expect(last.contains("mpt-tail \(one)"))
        #expect(!last.contains("mpt-tail \(one) \(two)"))
      }
    }

    @Test func comingBackSaysWhatIsNew() async throws {
      let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: state) }
      try await withPlatform { platform in
        let environment = platform.environment.merging(["XDG_STATE_HOME": state]) { $1 }
        let task = try await platform.makeTask()
        try await platform.publish(count: 5, to: task, named: "before")
        let first = try Screens.tool([task], environment: environment)
        try await first.wait(forText: "before 4")
        try first.press("q")
        _ = try await first.end()
        try await platform.publish(count: 3, to: task, named: "after", severity: .error)
        let second = try Screens.tool([task], environment: environment)
        // How many there are is said for seconds only; that they are new is marked for good.
        try await second.wait(for: "what is new") { shown in
          func rows(_ name: String) -> [Bool] {
            shown.split(separator: "\n").filter { $0.contains("\(name) ") && $0.contains(":") }.map { $0.contains("•") }
          }
          return rows("after") == [true, true, true] && rows("before") == [false, false, false, false, false]
        }
        try second.press("q")
        _ = try await second.end()
      }
    }

    @Test func withoutATerminalATaskIsNeeded() async throws {
      try await withPlatform { platform in
        let run = try ProgramRun.tool([], environment: platform.environment)
        #expect(try await run.end() == 64)
        #expect(run.output.isEmpty)
        #expect(run.errorText.contains("Name at least one task"), "\(run.errorText)")
      }
    }
  }
}
