import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension ShortProgramTests {
  /// `mpt-tail status`: a line a task within a second, or nothing.
  @Suite(.serialized) struct StatusRunTests {
    @Test func printsALineATask() async throws {
      try await withPlatform { platform in
        let tasks = [try await platform.makeTask(status: .failed), try await platform.makeTask()]
        try await platform.publish([LogDraft("half way", progress: 50)], to: tasks[1])
        let format = ["--format", "{id} {status} {percent}"]
        let run = try ProgramRun.tool(["status"] + tasks + format, environment: platform.environment)
        #expect(try await run.end() == 0)
        #expect(run.outputText == "\(tasks[0]) Failed\n\(tasks[1]) Processing 50.0%\n", "\(run.outputText)")
        let strict = try ProgramRun.tool(["status", "--exit-status"] + tasks, environment: platform.environment)
        #expect(try await strict.end() == 1)
        let json = try ProgramRun.tool(["status", tasks[1], "--json"], environment: platform.environment)
        #expect(try await json.end() == 0)
        let object = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
        #expect(object?["id"] as? String == tasks[1] && object?["progress"] as? Double == 50)
      }
    }

    @Test func anAnswerThatIsHeldIsPrintedThoughNobodyAnswers() async throws {
      let folder = try TemporaryFolder()
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        var environment = platform.environment
        environment["XDG_CACHE_HOME"] = folder.path
        let first = try ProgramRun.tool(["status", task], environment: environment)
        #expect(try await first.end() == 0)
        await platform.server.stop()
        let held = try ProgramRun.tool(["status", task, "--max-age", "1h"], environment: environment)
        #expect(try await held.end() == 0)
        #expect(held.outputText == first.outputText)
        let anew = try ProgramRun.tool(["status", task], environment: environment)
        #expect(try await anew.end() == 3)
        #expect(anew.output.isEmpty && anew.errors.isEmpty)
      }
    }

    @Test func whatIsNotAnsweredWithinASecondIsNotPrinted() async throws {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil { connection.waitForEnd() }
      }
      defer { server.stop() }
      let environment = ["MPT_API_BASE_URL": "http://127.0.0.1:\(server.port)"]
      for arguments in [["--token-command", "echo idt:TKN-1:secret-part"], ["--token-command", "sleep 100"]] {
        let run = try ProgramRun.tool(["status", "TSK-1"] + arguments, environment: environment)
        #expect(try await run.end() == 3)
        #expect(run.output.isEmpty && run.errors.isEmpty, "\(run.errorText)")
      }
    }

    @Test func aRefusalIsSaid() async throws {
      try await withPlatform { platform in
        let run = try ProgramRun.tool(["status", "TSK-9999-9999"], environment: platform.environment)
        #expect(try await run.end() == 5)
        #expect(run.output.isEmpty && run.errorText.contains("404"))
        var environment = platform.environment
        environment["MPT_API_TOKEN"] = "idt:TKN-1234-5678:thesecretpart"
        let refused = try ProgramRun.tool(["status", "TSK-1"], environment: environment)
        #expect(try await refused.end() == 4)
        #expect(!refused.errorText.contains("thesecretpart"))
      }
    }
  }
}
