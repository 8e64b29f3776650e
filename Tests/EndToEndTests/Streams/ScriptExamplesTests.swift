import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// The examples of `docs/scripts.md`, run as they stand there.
  @Suite(.serialized) struct ScriptExamplesTests {
    private struct Example {
      var name: String
      var isUnderFaults: Bool
      var script: String
    }

    private static let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/scripts.md")

    /// The blocks below a line `<!-- runs: NAME[, with faults] -->`.
    private static func examples() throws -> [Example] {
      let text = try String(contentsOf: document, encoding: .utf8)
      return text.components(separatedBy: "<!-- runs: ").dropFirst().compactMap { part in
        guard let end = part.range(of: " -->\n```bash\n"), let close = part.range(of: "\n```\n") else { return nil }
        let words = part[..<end.lowerBound].components(separatedBy: ", ")
        return Example(
          name: words[0], isUnderFaults: words.contains("with faults"),
          script: String(part[end.upperBound..<close.lowerBound]))
      }
    }

    private struct Result {
      var exit: Int32
      var output: String
      var errors: String
    }

    /// Runs an example in a folder of its own, where the commands of the person's are.
    private func run(
      _ name: String, _ platform: TestPlatform, task: String, folder: TemporaryFolder, _ more: [String: String] = [:]
    ) async throws -> Result {
      let example = try #require(try Self.examples().first { $0.name == name })
      for (file, text) in [
        "start-transfer": "echo \"$TASK\"", "roll-back": "echo back >rolled-back", "switch-over": "echo over >switched",
      ] {
        chmod(try folder.write(file, "#!/bin/sh\n\(text)\n"), 0o755)
      }
      chmod(try folder.write("token.txt", platform.endpoint.token + "\n"), 0o600)
      let program = URL(fileURLWithPath: TmuxScreen.program).deletingLastPathComponent().path
      var environment = platform.environment.merging(more) { $1 }
      environment["TASK"] = task
      environment["XDG_CACHE_HOME"] = folder.path
      environment["PATH"] = "\(program):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      let started = try ProgramRun(
        ["bash", "-c", "cd \"$0\" && eval \"$1\"", folder.path, example.script], environment: environment)
      let exit = try await started.end(within: .seconds(120))
      return Result(exit: exit, output: started.outputText, errors: started.errorText)
    }

    private func with(_ name: String, _ body: (TestPlatform, TemporaryFolder) async throws -> Void) async throws {
      let isUnderFaults = try #require(try Self.examples().first { $0.name == name }).isUnderFaults
      let plan = try FaultPlan("seed=5,reset=8%,half=8%,503=8%,429=4%:retry=1s,slow=4%:1s")
      let folder = try TemporaryFolder()
      try await withPlatform(faults: isUnderFaults ? plan : nil) { try await body($0, folder) }
    }

    @Test func everyExampleWithANameIsRun() throws {
      let run = [
        "token-command", "deploy", "milestone", "job", "prompt", "exit-status", "agent", "fields", "teams", "doctor",
      ]
      #expect(try Self.examples().map(\.name) == run)
    }

    @Test func aDeploymentGoesOnOrIsRolledBack() async throws {
      try await with("deploy") { platform, folder in
        let good = try await platform.makeTask(status: .completed)
        let done = try await run("deploy", platform, task: good, folder: folder)
        #expect(done.exit == 0 && folder.read("switched") != nil && folder.read("rolled-back") == nil, "\(done)")
      }
      try await with("deploy") { platform, folder in
        let bad = try await platform.makeTask(status: .processing)
        try await platform.publish([LogDraft("No quota is left", severity: .error)], to: bad)
        let failing = Task {
          for _ in 0..<40 { await OwnQueue.pause() }
          try await platform.enter(.failed, bad)
        }
        let stopped = try await run("deploy", platform, task: bad, folder: folder)
        try await failing.value
        #expect(stopped.exit == 1 && folder.read("switched") == nil && folder.read("rolled-back") != nil, "\(stopped)")
        #expect(folder.read("errors.log")?.contains("No quota is left") == true)
      }
    }

    @Test func aMilestoneIsWaitedFor() async throws {
      try await with("milestone") { platform, folder in
        let task = try await platform.makeTask()
        try await platform.publish([LogDraft("Swapped 3 of 20 agreements")], to: task)
        let result = try await run("milestone", platform, task: task, folder: folder)
        #expect(result.exit == 0 && result.output == "The swap has begun.\n", "\(result)")
      }
    }

    @Test func aJobFailsWithItsTask() async throws {
      for (status, exit) in [(SimulatedStatus.completed, 0), (.failed, 1)] as [(SimulatedStatus, Int32)] {
        try await with("job") { platform, folder in
          let task = try await platform.makeTask(status: status)
          try await platform.publish(count: 30, to: task)
          let result = try await run("job", platform, task: task, folder: folder)
          #expect(result.exit == exit, "\(result)")
          #expect(folder.read("task.log")?.split(separator: "\n").count == 30)
        }
      }
    }

    @Test func aPromptAndAScriptReadTheState() async throws {
      try await with("prompt") { platform, folder in
        let task = try await platform.makeTask()
        try await platform.publish([LogDraft("half way", progress: 50)], to: task)
        let prompt = try await run("prompt", platform, task: task, folder: folder)
        #expect(prompt.output.contains(" [50.0%]"), "\(prompt)")
        #expect(try await run("exit-status", platform, task: task, folder: folder).output == "It goes on.\n")
        #expect(try await run("token-command", platform, task: task, folder: folder).output == "Processing\n")
        let fields = try await run("fields", platform, task: task, folder: folder)
        #expect(fields.output == "Processing 50 ?\n", "\(fields)")
        let doctor = try await run("doctor", platform, task: task, folder: folder, ["XDG_STATE_HOME": folder.path])
        #expect(doctor.output.isEmpty, "\(doctor)")
      }
    }

    @Test func anAgentReadsTheEnd() async throws {
      try await with("agent") { platform, folder in
        let task = try await platform.makeTask(status: .failed)
        try await platform.publish([LogDraft("No quota is left", severity: .error)], to: task)
        let result = try await run("agent", platform, task: task, folder: folder)
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(object?["status"] as? String == "Failed" && object?["complete"] as? Bool == true, "\(result)")
        #expect(result.output.contains("No quota is left"))
      }
    }

    @Test func teamsIsTold() async throws {
      let server = try LoopbackServer { connection in
        while connection.readRequest() != nil { guard connection.answer("202 Accepted") else { return } }
      }
      defer { server.stop() }
      try await with("teams") { platform, folder in
        // What has ended before is no news.
        let task = try await platform.makeTask()
        let ending = Task {
          for _ in 0..<40 { await OwnQueue.pause() }
          try await platform.enter(.completed, task)
        }
        let result = try await run(
          "teams", platform, task: task, folder: folder, ["TEAMS_WEBHOOK": "http://127.0.0.1:\(server.port)/hook"])
        try await ending.value
        #expect(result.exit == 0, "\(result)")
        for _ in 0..<500 where server.requests.isEmpty { await OwnQueue.pause() }
        let head = try #require(server.requests.first)
        #expect(head.hasPrefix("POST /hook") && !head.contains(platform.endpoint.token), "\(head)")
      }
    }
  }
}
