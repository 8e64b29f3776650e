import Foundation
import MarketplaceSimulator
import Testing

extension ProgramTests {
  /// A platform that goes away under its watcher and comes back.
  @Suite(.serialized) struct RestartTests {
    /// The tasks whose end was told.
    private static func ended(_ run: ProgramRun) throws -> Set<String> {
      let ends = try ToldEvents(run.output).all("task").filter { $0["status"] as? String == "Completed" }
      return Set(ends.compactMap { $0["task"] as? String })
    }

    @Test func outlivesAKilledSimulator() async throws {
      let first = try await SimulatorProcess(["--scenario", "short", "--seed", "11", "--speed", "3"])
      #expect(first.tasks.count == 4)
      let run = try ProgramRun.tool(
        first.tasks + ["-o", "json", "--interval", "0.3"], environment: first.environment)
      try await run.wait(for: "something of every task") {
        Set(try ToldEvents($0.output).logs.map(\.task)).count >= 3
      }
      try await first.kill()
      try await run.wait(for: "stale") {
        try ToldEvents($0.output).all("source").contains { $0["state"] as? String == "stale" }
      }
      let second = try await SimulatorProcess(first.again + ["--scenario", "short", "--speed", "3"])
      #expect(second.token == first.token && second.tasks == first.tasks && second.port == first.port)
      let client = LoopbackClient(port: second.port)
      // What each task had when its end was told: the simulator revises entries for seconds after it, which nobody promises.
      var atEnd: [String: [String: Int]] = [:]
      for count in 1...first.tasks.count {
        try await run.wait(for: "\(count) ends") { try Self.ended($0).count >= count }
        for task in try Self.ended(run) where atEnd[task] == nil { atEnd[task] = try await client.truth(of: task).logs }
      }
      #expect(try await run.end(within: .seconds(60)) == 0)

      let told = try ToldEvents(run.output)
      let states = told.all("source").compactMap { $0["state"] as? String }
      #expect(states.contains("stale") && states.last == "live")
      for task in first.tasks {
        let truth = try await client.truth(of: task)
        #expect(truth.status == "Completed" && truth.logs.count > 10)
        let promised = Dictionary(uniqueKeysWithValues: truth.logs.keys.map { ($0, atEnd[task]?[$0] ?? 1) })
        #expect(TruthCheck(told: told.logs.filter { $0.task == task }, truth: promised) == .clean)
      }
    }

    @Test func tellsWhatWasWrittenWhileThePlatformWasDown() async throws {
      try await withPlatform { platform in
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
        _ = try await platform.server.start(port: platform.endpoint.port)
        try await run.wait(for: "live again", within: .seconds(60)) {
          try ToldEvents($0.output).all("source").last?["state"] as? String == "live"
        }
        try await platform.enter(.completed, task)
        #expect(try await run.end(within: .seconds(60)) == 0)
        let told = try ToldEvents(run.output)
        #expect(told.logs.count == 5030)
        #expect(try await platform.check(told, of: task) == .clean)
      }
    }
  }
}
