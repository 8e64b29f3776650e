import MarketplaceSimulator
import Testing

extension ProgramTests {
  /// Templates collapsed into a row and shown as a table, in a real terminal.
  @Suite(.serialized) struct CollapseScreenTests {
    private func draft(_ row: Int) -> LogDraft {
      LogDraft(
        "Row {{Row}} imported from {{File}}", parameters: ["Row": .integer(Int64(row)), "File": .string("a.csv")])
    }

    @Test func collapsesShowsTheTableAndFollowsInIt() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish((0..<30).map(draft), to: task)
        let screen = try Screens.tool([task, "--interval", "0.2"], environment: platform.environment)
        try await screen.wait(forText: "imported from a.csv")
        try screen.press("C")
        try await screen.wait(forText: "×30 Row {{Row}} imported from {{File}}")
        try await platform.publish([draft(30)], to: task)
        try await screen.wait(forText: "×31 Row {{Row}} imported from {{File}}")
        try screen.press("Enter")
        try await screen.wait(forText: "following · 31 of 31", "Row  File", " 30  a.csv")
        try await platform.publish([draft(31)], to: task)
        try await screen.wait(forText: "following · 32 of 32")
        try screen.press("Escape")
        try await screen.wait(forText: "×32 Row {{Row}}")
        try screen.press("C")
        try await screen.wait(forText: "Row 31 imported from a.csv")
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
    }

    @Test func filtersOfTheCommandLineAreChips() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish((0..<30).map(draft), to: task)
        let screen = try Screens.tool(
          [task, "-g", "row 1", "--exclude", "Row 11"], environment: platform.environment)
        try await screen.wait(forText: "&row 1 !Row 11")
        try await screen.wait(forText: "10 of 30 entries")
        try screen.press("&", "Tab", "C-u", "Enter")
        try await screen.wait(forText: "29 of 30 entries")
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
    }
  }
}
