import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension RefusedProgramTests {
  /// Who may ask what: each refusal is an exit code and a sentence that helps.
  @Suite(.serialized) struct AccessTests {
    @Test func saysThatThereIsNoSuchTask() async throws {
      try await withPlatform { platform in
        let run = try ProgramRun.tool(["TSK-9999-9999-9999-9999"], environment: platform.environment)
        #expect(try await run.end() == 5)
        #expect(run.errorText.contains("not found, or not visible to this token"), "\(run.errorText)")
        #expect(run.output.isEmpty)
      }
    }

    @Test func saysThatTheTokenIsRefused() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        var environment = platform.environment
        let secret = "thesecretpartofthetoken"
        environment["MPT_API_TOKEN"] = "idt:TKN-1234-5678:\(secret)"
        for arguments in [[task], ["tasks"], [task, "-o", "json"]] {
          let run = try ProgramRun.tool(arguments, environment: environment)
          #expect(try await run.end() == 4)
          #expect(run.errorText.contains("401"), "\(run.errorText)")
          #expect(run.errorText.contains("MPT_API_TOKEN"), "\(run.errorText)")
          #expect(!run.errorText.contains(secret) && !run.outputText.contains(secret))
        }
      }
    }

    @Test func saysThatThereIsNoToken() async throws {
      let run = try ProgramRun.tool(["TSK-1"])
      #expect(try await run.end() == 4)
      #expect(run.errorText.contains("MPT_API_TOKEN") && run.errorText.contains("demo"))
    }

    @Test func neverSendsATokenInTheClear() async throws {
      for address in ["http://api.example.com", "http://127.0.0.1.example.com:8080", "ftp://localhost"] {
        let run = try ProgramRun.tool(
          ["TSK-1"], environment: ["MPT_API_BASE_URL": address, "MPT_API_TOKEN": "idt:TKN-1234-5678:abc"])
        #expect(try await run.end() == 64)
        #expect(run.errorText.contains("MPT_API_BASE_URL"), "\(run.errorText)")
      }
    }

    @Test func refusesATokenThatIsNone() async throws {
      try await withPlatform { platform in
        var environment = platform.environment
        environment["MPT_API_TOKEN"] = "idt:TKN-1\r\nX-Injected: yes"
        let run = try ProgramRun.tool(["TSK-1"], environment: environment)
        #expect(try await run.end() == 4)
        #expect(!run.errorText.contains("Injected"))
      }
    }

    @Test func readsTheTokenFromAFileOfOnesOwn() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish(count: 2, to: task)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
        try "Bearer \(platform.endpoint.token)\n".write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let address = ["MPT_API_BASE_URL": platform.endpoint.baseURL]
        chmod(file.path, 0o644)
        let open = try ProgramRun.tool([task, "--token-file", file.path], environment: address)
        #expect(try await open.end() == 4)
        #expect(open.errorText.contains("chmod 600"))
        chmod(file.path, 0o600)
        let own = try ProgramRun.tool([task, "--token-file", file.path], environment: address)
        #expect(try await own.end() == 0)
        #expect(own.outputText.contains("entry 1"))
      }
    }

    @Test func goesOnWithTheStatusWhereTheLogsAreRefused() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 5, to: task)
        let run = try ProgramRun.tool(
          [task, "-o", "json", "--interval", "0.2"], environment: platform.vendorEnvironment)
        try await run.wait(for: "the refusal") {
          try ToldEvents($0.output).all("source").contains { $0["state"] as? String == "refused" }
        }
        try await platform.publish([LogDraft("half way", progress: 50)], to: task)
        try await run.wait(for: "progress all the same") {
          try ToldEvents($0.output).all("task").contains { $0["progress"] as? Double == 50 }
        }
        try await platform.enter(.completed, task)
        #expect(try await run.end() == 0)
        let told = try ToldEvents(run.output)
        #expect(told.logs.isEmpty)
        let problem = told.all("source").compactMap { $0["problem"] as? String }.joined()
        #expect(problem.contains("403") && problem.contains("Operations"), "\(problem)")
        #expect(told.kinds.last == "end")
        #expect(run.errorText.contains("logs only"))
      }
    }

    @Test func keepsTryingWithoutANetwork() async throws {
      let port = try ReservedPort()
      let environment = [
        "MPT_API_BASE_URL": "http://127.0.0.1:\(port.number)", "MPT_API_TOKEN": "idt:TKN-1234-5678:abc",
      ]
      let run = try ProgramRun.tool(["TSK-1", "-o", "json"], environment: environment)
      func stale() throws -> [[String: Any]] {
        try ToldEvents(run.output).all("source").filter { $0["state"] as? String == "stale" }
      }
      try await run.wait(for: "two failures") { _ in try stale().count >= 2 }
      // Between two tries it waits, and does not look again and again whether it is time.
      var looks = 0
      try await run.wait(for: "a rest") {
        looks = ProcessState($0.pid).isAtRest ? looks + 1 : 0
        return looks == 5
      }
      run.signal(SIGTERM)
      #expect(try await run.end() == 143)
      let told = try ToldEvents(run.output)
      #expect(try stale().allSatisfy { $0["retry"] as? Double != nil && ($0["problem"] as? String)?.isEmpty == false })
      #expect(told.kinds.last == "end")
      #expect(run.errorText.contains("stale") && run.errorText.contains("127.0.0.1"), "\(run.errorText)")
      let list = try ProgramRun.tool(["tasks"], environment: environment)
      #expect(try await list.end() == 3)
      #expect(!list.errorText.isEmpty)
    }
  }
}
