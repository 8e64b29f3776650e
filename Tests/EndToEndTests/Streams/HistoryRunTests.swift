import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// `mpt-tail history`, and what runs leave for it.
  @Suite(.serialized) struct HistoryRunTests {
    /// A task that completed after a minute.
    private func completedTask(_ platform: TestPlatform) async throws -> String {
      try await platform.endpoint.platform.change { (state, now) throws(PlatformProblem) in
        let task = SimulatedTask(
          id: state.newTaskID(), name: "Importing", code: "tests.imports", queue: "tests",
          created: now.advanced(bySeconds: -61))
        state.add(task)
        _ = try state.enter(.processing, task.id, at: now.advanced(bySeconds: -60))
        _ = try state.enter(.completed, task.id, at: now)
        return task.id
      }
    }

    @Test func runsThatEndAtTheSameMomentAreAllRememberedAndForgotten() async throws {
      let folder = try TemporaryFolder()
      try await withPlatform { platform in
        var environment = platform.environment
        environment["XDG_STATE_HOME"] = folder.path
        var tasks: [String] = []
        for _ in 0..<4 { tasks.append(try await completedTask(platform)) }
        let without = try ProgramRun.tool([tasks[0], "-o", "json", "--no-history"], environment: environment)
        #expect(try await without.end() == 0)
        #expect(folder.names.isEmpty)
        let runs = try tasks.map { try ProgramRun.tool([$0, "-o", "json"], environment: environment) }
        for run in runs {
          #expect(try await run.end() == 0)
          #expect(!run.errorText.contains("remembered"), "\(run.errorText)")
        }
        let json = try ProgramRun.tool(["history", "--json"], environment: environment)
        #expect(try await json.end() == 0)
        let known = try json.outputText.split(separator: "\n").map {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        #expect(Set(known.compactMap { $0["task"] as? String }) == Set(tasks))
        #expect(known.allSatisfy { $0["code"] as? String == "tests.imports" && $0["duration_s"] as? Double == 60 })
        let forget = try ProgramRun.tool(["history", "--forget", "tests.imports"], environment: environment)
        #expect(try await forget.end() == 0)
        #expect(forget.outputText == "forgot 4 runs\n")
        let table = try ProgramRun.tool(["history"], environment: environment)
        #expect(try await table.end() == 0)
        #expect(table.outputText == "no run is remembered\n")
      }
    }

    @Test func recordedEndsAreEstimatedWithEarlierRuns() async throws {
      let folder = try TemporaryFolder()
      try await withPlatform { platform in
        var environment = platform.environment
        environment["XDG_STATE_HOME"] = folder.path
        for _ in 0..<3 {
          let run = try ProgramRun.tool([try await completedTask(platform), "-o", "json"], environment: environment)
          #expect(try await run.end() == 0)
        }
        let running = try await platform.endpoint.platform.change { (state, now) throws(PlatformProblem) in
          let task = SimulatedTask(
            id: state.newTaskID(), name: "Importing", code: "tests.imports", queue: "tests", created: now)
          state.add(task)
          _ = try state.enter(.processing, task.id, at: now)
          return task.id
        }
        for (flags, basis) in [([], "history"), (["--no-history"], nil)] {
          let path = "\(folder.path)/\(basis ?? "none").ndjson"
          let run = try ProgramRun.tool(
            [running, "-o", "plain", "--timeout", "1s", "--record", path] + flags, environment: environment)
          #expect(try await run.end() == 124)
          let text = try String(contentsOfFile: path, encoding: .utf8)
          let events = try text.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
          }
          let first = try #require(events.first { $0["event"] as? String == "task" })
          #expect(first["basis"] as? String == basis, "\(first)")
        }
      }
    }

    @Test func aStateFileThatCannotBeUsedIsASentenceAndNoFailure() async throws {
      let folder = try TemporaryFolder()
      try await withPlatform { platform in
        let task = try await completedTask(platform)
        var environment = platform.environment
        environment["XDG_STATE_HOME"] = folder.path
        try folder.write("mpt-tail/state.db", String(repeating: "no database ", count: 500))
        let damaged = try ProgramRun.tool([task], environment: environment)
        #expect(try await damaged.end() == 0)
        #expect(damaged.errorText.contains("state.db was damaged"), "\(damaged.errorText)")
        #expect(folder.read("mpt-tail/state.db.damaged")?.hasPrefix("no database") == true)
        environment["XDG_STATE_HOME"] = "/proc/none"
        let nowhere = try ProgramRun.tool([task], environment: environment)
        #expect(try await nowhere.end() == 0)
        #expect(nowhere.errorText.contains("nothing is remembered"), "\(nowhere.errorText)")
      }
    }
  }
}
