import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// The contract of `-o json`, on the shipped binary over HTTP.
  @Suite(.serialized) struct JSONStreamTests {
    @Test func tellsATaskFromItsHistoryToItsEnd() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask("Moving 'A' to \u{202e}B")
        let ids = try await platform.publish(count: 250, to: task)
        let run = try ProgramRun.tool([task, "-o", "json", "--interval", "0.2"], environment: platform.environment)
        try await run.wait(for: "the history") { try ToldEvents($0.output).logs.count == 250 }

        // An entry is late by as much as it is older than the newest that was told before it.
        let newest = try #require(try await platform.endpoint.platform.snapshot.logs(of: task).last?.timestamp)
        try await platform.publish(
          [
            LogDraft(
              "late by {{Span}}", severity: .warning, parameters: ["Span": "20 s"],
              timestamp: newest.advanced(bySeconds: -20)),
            LogDraft("on time", progress: 62.5),
          ], to: task)
        try await platform.revise(ids[3], of: task, to: LogDraft("said again", severity: .error))
        try await run.wait(for: "what came later") { try ToldEvents($0.output).logs.count >= 253 }
        try await run.wait(for: "the progress") {
          try ToldEvents($0.output).all("task").contains { $0["progress"] as? Double == 62.5 }
        }
        try await platform.enter(.completed, task)
        #expect(try await run.end() == 0)

        let told = try ToldEvents(run.output)
        #expect(try await platform.check(told, of: task) == .clean)
        #expect(told.logs.first { $0.text == "late by 20 s" }?.late == 20)
        #expect(told.logs.filter(\.isRevised).map(\.id) == [ids[3]])
        #expect(told.logs.last { $0.id == ids[3] }?.revision == 2)
        let history = told.logs.prefix(250)
        #expect(history.map(\.timestamp) == history.map(\.timestamp).sorted())
        #expect(told.kinds.starts(with: ["start", "watch"]))
        #expect(told.kinds.last == "end" && told.all("end").count == 1)
        #expect(told.all("source").first?["state"] as? String == "live")
        let tasks = told.all("task")
        #expect(tasks.first?["status"] as? String == "Processing" && tasks.last?["status"] as? String == "Completed")
        let end = try #require((told.all("end").first?["tasks"] as? [[String: Any]])?.first)
        #expect(told.all("end").first?["exit"] as? Int == 0)
        #expect(end["task"] as? String == task && end["status"] as? String == "Completed")
        #expect(end["logs"] as? Int == 252 && end["revised"] as? Int == 1 && end["late"] as? Int == 1)
        #expect(end["missing"] as? Int == 0 && end["invalid"] as? Int == 0)
        #expect((end["severities"] as? [String: Int])?.values.reduce(0, +) == 252)
        let moments = told.events.compactMap { $0["at"] as? String }
        #expect(moments.count == told.events.count && moments == moments.sorted())
      }
    }

    @Test func endsEveryRunWithItsEndEvent() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 5, to: task)
        for (arguments, signal, status) in [
          (["--no-follow"], nil, 0), (["--timeout", "1s"], nil, 124), ([], SIGTERM, 143), ([], SIGINT, 130),
          ([], SIGHUP, 129),
        ] as [([String], Int32?, Int32)] {
          let run = try ProgramRun.tool([task, "-o", "json"] + arguments, environment: platform.environment)
          if let signal {
            try await run.wait(for: "five logs") { try ToldEvents($0.output).logs.count == 5 }
            run.signal(signal)
          }
          #expect(try await run.end() == status)
          let told = try ToldEvents(run.output)
          #expect(told.kinds.last == "end" && told.all("end").count == 1)
          #expect(told.all("end").first?["exit"] as? Int == Int(status))
          let reason = status == 0 ? "completed" : status == 124 ? "timeout" : "interrupted"
          #expect(told.all("end").first?["reason"] as? String == reason)
        }
      }
    }

    /// By another reader than ours, where it is installed.
    @Test func everyEventIsWhatTheSchemaSays() async throws {
      let python = try ProgramRun(["python3", "-c", "import jsonschema"])
      guard try await python.end() == 0 else { return }
      let folder = try TemporaryFolder()
      let events = folder.path + "/events.ndjson"
      let run = try ProgramRun.tool(["demo", "--speed", "20", "-o", "json"], output: .file(events))
      #expect(try await run.end() == 0)
      let root = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardizedFileURL.path
      let check = try ProgramRun(["\(root)/Scripts/events", events])
      #expect(try await check.end() == 0, "\(check.outputText)")
      #expect(check.errorText.hasSuffix(" events, 0 of them none.\n"))
    }

    @Test func obeysHowMuchHistoryIsAskedFor() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let now = platform.endpoint.platform.now
        try await platform.publish(
          (0..<60).map { LogDraft("hour \($0)", timestamp: now.advanced(bySeconds: Double($0 - 59) * 3600)) }, to: task)
        func texts(_ arguments: [String]) async throws -> [String] {
          let run = try ProgramRun.tool(
            [task, "-o", "json", "--no-follow"] + arguments, environment: platform.environment)
          #expect(try await run.end() == 0)
          return try ToldEvents(run.output).logs.map(\.text)
        }
        #expect(try await texts(["-n", "10"]) == (50..<60).map { "hour \($0)" })
        #expect(try await texts(["-n", "0"]) == [])
        #expect(try await texts(["-n", "all"]).count == 60)
        #expect(try await texts([]).count == 60)
        // Half an hour may go by until the program counts back.
        let recent = try await texts(["--since", "330m"])
        #expect(recent == (54..<60).map { "hour \($0)" })
        let moment = now.advanced(bySeconds: -3600 * 1.5).rfc3339
        #expect(try await texts(["--since", moment]) == ["hour 58", "hour 59"])
      }
    }

    @Test func tellsOnlyTheAskedSeverities() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 50, to: task)
        let run = try ProgramRun.tool(
          [task, "-o", "json", "--no-follow", "-l", "warning"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let told = try ToldEvents(run.output)
        #expect(told.logs.count == 30)
        #expect(Set(told.logs.map(\.severity)) == ["Warning", "Error", "Failure"])
      }
    }

    @Test func watchesSeveralTasksAtOnce() async throws {
      try await withPlatform { platform in
        var tasks: [String] = []
        for number in 0..<12 {
          let task = try await platform.makeTask("Task \(number)")
          try await platform.publish(count: 120, to: task)
          tasks.append(task)
        }
        let run = try ProgramRun.tool(tasks + ["-o", "json", "--interval", "0.5"], environment: platform.environment)
        try await run.wait(for: "all histories") { try ToldEvents($0.output).logs.count == 12 * 120 }
        for task in tasks {
          try await platform.publish(count: 7, to: task, named: "later")
          try await platform.enter(.completed, task)
        }
        #expect(try await run.end() == 0)
        let told = try ToldEvents(run.output)
        for task in tasks { #expect(try await platform.check(told, of: task) == .clean) }
      }
    }
  }
}
