import Foundation
import MarketplaceSimulator
import Testing

extension StreamProgramTests {
  /// `--grep` and `--exclude` on the shipped binary over HTTP.
  @Suite(.serialized) struct FilteredStreamTests {
    private func publish(on platform: TestPlatform) async throws -> String {
      let task = try await platform.makeTask()
      try await platform.publish(
        (0..<20).map { number in
          LogDraft(
            "Row {{Row}} {{What}}",
            parameters: ["Row": .string("\(number)"), "What": .string(number % 2 == 0 ? "even" : "odd")])
        }, to: task)
      try await platform.enter(.completed, task)
      return task
    }

    @Test func linesThatDoNotMatchAreNotWritten() async throws {
      try await withPlatform { platform in
        let task = try await publish(on: platform)
        let run = try ProgramRun.tool(
          [task, "-o", "plain", "-t", "off", "-g", "row 1\\d", "--exclude", "odd"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let lines = run.outputText.split(separator: "\n").map {
          $0.split(separator: " ").dropFirst().joined(separator: " ")
        }
        #expect(lines.sorted() == ["Row 10 even", "Row 12 even", "Row 14 even", "Row 16 even", "Row 18 even"])
        #expect(run.errorText.contains("Completed · 20 entries"))
      }
    }

    @Test func eventsThatDoNotMatchAreNotWritten() async throws {
      try await withPlatform { platform in
        let task = try await publish(on: platform)
        let run = try ProgramRun.tool(
          [task, "-o", "json", "--grep", "Row 3 "], environment: platform.environment)
        #expect(try await run.end() == 0)
        let told = try ToldEvents(run.output)
        #expect(told.logs.map(\.text) == ["Row 3 odd"])
        let end = try #require((told.all("end").first?["tasks"] as? [[String: Any]])?.first)
        #expect(end["logs"] as? Int == 20)
      }
    }

    /// The last two that match, and not what matches of the last two.
    @Test(arguments: [["-g", "odd"], ["-l", "error"], ["--exclude", "even"]])
    func aNumberOfEntriesCountsThoseThatMatch(filter: [String]) async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let now = platform.endpoint.platform.now
        try await platform.publish(
          (0..<300).map { number in
            LogDraft(
              "Row \(number) \(number % 100 == 50 ? "odd" : "even")", severity: number % 100 == 50 ? .error : .info,
              timestamp: now.advanced(bySeconds: Double(number - 300)))
          }, to: task)
        try await platform.enter(.completed, task)
        for output in ["plain", "json"] {
          let run = try ProgramRun.tool(
            [task, "--no-follow", "-t", "off", "-n", "2", "-o", output] + filter, environment: platform.environment)
          #expect(try await run.end() == 0)
          let rows = run.outputText.matches(of: #/Row \d+ \w+(?="|\n)/#).map { String($0.output) }
          #expect(Set(rows) == ["Row 150 odd", "Row 250 odd"])
        }
      }
    }

    @Test func aWrongExpressionIsWrongUsage() async throws {
      let run = try ProgramRun.tool(["TSK-0001-2474-4798-1266", "-g", "(a"])
      #expect(try await run.end() == 64)
      #expect(run.errorText.contains("missing closing parenthesis, at the end"))
      #expect(run.output.isEmpty)
    }

    @Test func anExpressionThatIsTooSlowIsWrongUsage() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let message = String(repeating: "a", count: 60) + "!"
        try await platform.publish((0..<80).map { LogDraft("\(message) \($0)-") }, to: task)
        let run = try ProgramRun.tool(
          [task, "-o", "plain", "-t", "off", "-g", "(a+)+$"], environment: platform.environment)
        #expect(try await run.end() == 64)
        #expect(run.errorText.contains("this expression is too slow: (a+)+$"))
        // What could not be decided is not kept back.
        #expect(run.outputText.contains(message))
      }
    }
  }
}
