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
        try await screen.wait(for: "both tasks", within: .seconds(20)) { $0.contains(one) && $0.contains(two) }
        try screen.type("agree")
        try await screen.wait(for: "one of them", within: .seconds(10)) { $0.contains(one) && !$0.contains(two) }
        try screen.press("Enter")
        try await screen.wait(forText: "10 logs", within: .seconds(20))
        try screen.press("A")
        try await screen.wait(forText: "Importing the prices", within: .seconds(20))
        try screen.type("prices")
        try screen.press("Enter")
        try await screen.wait(for: "two panes", within: .seconds(20)) {
          $0.contains("\(one)  Moving") && $0.contains("\(two)  Importing")
        }
        try await platform.publish(count: 1, to: two, named: "second")
        try await screen.wait(forText: "second 0", within: .seconds(20))
        try screen.press("X")
        try await screen.wait(forText: "closed \(two): A brings it back", within: .seconds(10))
        try screen.press("q")
        let (status, last) = try await screen.end(within: .seconds(20))
        #expect(status == 0)
        #expect(last.contains("\(one)  Moving the agreements"))
        #expect(last.contains("10 logs · 2 failures · 2 errors · 2 warnings"))
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
        try await first.wait(forText: "before 4", within: .seconds(20))
        try first.press("q")
        _ = try await first.end(within: .seconds(20))
        try await platform.publish(count: 3, to: task, named: "after", severity: .error)
        let second = try Screens.tool([task], environment: environment)
        let shown = try await second.wait(for: "what is new", within: .seconds(20)) {
          $0.contains("3 new since you left")
        }
        #expect(shown.contains("(3 ✖)"))
        let rows = shown.split(separator: "\n")
        #expect(rows.filter { $0.contains("•") && $0.contains("after") }.count == 3)
        #expect(!rows.contains { $0.contains("•") && $0.contains("before") })
        try second.press("q")
        _ = try await second.end(within: .seconds(20))
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
