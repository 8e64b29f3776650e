import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// A platform that goes away under its watcher and comes back.
  @Suite(.serialized) struct RestartTests {
    /// Where a machine is so slow that all is over before the simulator is killed, slower lives are watched.
    @Test func outlivesAKilledSimulator() async throws {
      for speed in ["3", "1", "0.3"] where try await outlives(atSpeed: speed) { return }
      Issue.record("All was over before the simulator was killed.")
    }

    /// Whether the simulator was killed while it was watched.
    private func outlives(atSpeed speed: String) async throws -> Bool {
      let port = try ReservedPort()
      let lives = ["--scenario", "short", "--speed", speed]
      let first = try await SimulatorProcess(lives + ["--seed", "11", "--port", "\(port.number)"])
      #expect(first.tasks.count == 4)
      let run = try ProgramRun.tool(
        first.tasks + ["-o", "json", "--interval", "0.3"], environment: first.environment)
      try await run.wait(for: "something of most tasks") {
        try $0.status != nil || Set(ToldEvents($0.output).logs.map(\.task)).count >= 3
      }
      try await first.kill()
      try await run.wait(for: "stale") {
        try $0.status != nil || ToldEvents($0.output).all("source").contains { $0["state"] as? String == "stale" }
      }
      guard run.status == nil else { return false }
      let second = try await SimulatorProcess(first.again + lives)
      #expect(second.token == first.token && second.tasks == first.tasks && second.port == first.port)
      #expect(try await run.end() == 0)

      let told = try ToldEvents(run.output)
      let states = told.all("source").compactMap { $0["state"] as? String }
      #expect(states.contains("stale") && states.last == "live")
      let client = LoopbackClient(port: second.port)
      for task in first.tasks {
        let promise = try await client.promise(of: task)
        #expect(promise.count > 10)
        #expect(TruthCheck(told: told.logs.filter { $0.task == task }, truth: promise) == .clean)
      }
      return true
    }

    @Test func tellsWhatWasWrittenWhileThePlatformWasDown() async throws {
      let port = try ReservedPort()
      try await withPlatform(port: port.number) { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 30, to: task)
        let run = try ProgramRun.tool([task, "-o", "json", "--interval", "0.3"], environment: platform.environment)
        try await run.wait(for: "the history") { try ToldEvents($0.output).logs.count == 30 }
        await platform.server.stop()
        try await run.wait(for: "stale") { $0.outputText.contains("\"stale\"") }
        // Ten minutes of a busy task, as the platform sees it.
        let now = platform.endpoint.platform.now
        for batch in 0..<10 {
          try await platform.publish(
            (0..<500).map { number in
              LogDraft(
                "missed \(batch * 500 + number)",
                timestamp: now.advanced(bySeconds: Double(number) / 1000 - 60 * Double(9 - batch)))
            }, to: task)
        }
        _ = try await platform.server.start(port: port.number)
        try await run.wait(for: "live again") {
          try ToldEvents($0.output).all("source").last?["state"] as? String == "live"
        }
        try await platform.enter(.completed, task)
        #expect(try await run.end() == 0)
        let told = try ToldEvents(run.output)
        #expect(told.logs.count == 5030)
        #expect(try await platform.check(told, of: task) == .clean)
      }
    }
  }
}
