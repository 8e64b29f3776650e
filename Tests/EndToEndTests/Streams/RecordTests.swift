import Foundation
import MarketplaceSimulator
import MonitorCore
import TestSupport
import Testing

extension StreamProgramTests {
  /// `--record` beside lines.
  @Suite(.serialized) struct RecordTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/run.ndjson" }

    init() throws {
      folder = try TemporaryFolder()
    }

    private func events(_ path: String? = nil) throws -> ToldEvents {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path ?? self.path))
      try EventSchema().check(bytes)
      return try ToldEvents(Array(bytes))
    }

    @Test func everythingIsRecordedWhateverIsFiltered() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let ids = try await platform.publish(count: 250, to: task)
        let run = try ProgramRun.tool(
          [task, "-o", "json", "-l", "error", "--interval", "0.2", "--record", path], environment: platform.environment)
        try await run.wait(for: "the history") { try ToldEvents($0.output).logs.count == 100 }
        try await platform.revise(ids[3], of: task, to: LogDraft("said again"))
        try await platform.publish(count: 10, to: task, named: "later")
        try await platform.enter(.completed, task)
        #expect(try await run.end() == 0)
        let told = try events()
        #expect(try await platform.check(told, of: task) == .clean)
        #expect(told.kinds.starts(with: ["start", "watch"]) && told.kinds.last == "end")
        #expect(told.all("start").first?["filter"] is NSNull)
        let end = try #require((told.all("end").first?["tasks"] as? [[String: Any]])?.first)
        #expect(end["complete"] as? Bool == true && end["logs"] as? Int == 260)
        #expect(run.errorText.contains("recorded 260 entries in \(path), "))
      }
    }

    /// Lines show little of an entry, and record all of it.
    @Test(arguments: ["plain", "accessible"]) func everyMemberIsRecordedBesideLines(form: String) async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 20, to: task)
        try await platform.enter(.completed, task)
        let flags = form == "plain" ? ["-o", "plain"] : ["--accessible"]
        let lines = try ProgramRun.tool([task] + flags + ["--record", path], environment: platform.environment)
        #expect(try await lines.end() == 0)
        let run = try ProgramRun.tool([task, "-o", "json"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let logs = { (told: ToldEvents) in told.all("log").map { $0["log"] as? NSDictionary } }
        #expect(try logs(events()) == logs(try ToldEvents(run.output)))
      }
    }

    @Test func aFileThatIsThereIsKept() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let file = try folder.write("mine", "mine\n")
        for flags in [[], ["--append"]] {
          let run = try ProgramRun.tool(
            [task, "-o", "plain", "--no-follow", "--record", file] + flags, environment: platform.environment)
          #expect(try await run.end() == 64)
          #expect(run.errorText.contains("cannot be recorded into: it is there"))
        }
        #expect(folder.read("mine") == "mine\n")
        for (file, status) in [(folder.path + "/none/run", 74), (folder.path, 74)] as [(String, Int32)] {
          let run = try ProgramRun.tool([task, "--no-follow", "--record", file], environment: platform.environment)
          #expect(try await run.end() == status)
        }
      }
    }

    /// Killed at any moment it opens, and what is appended goes on with it.
    @Test(arguments: ["run.ndjson", "run.ndjson.gz"]) func killedAndGoneOnWith(name: String) async throws {
      let path = "\(folder.path)/\(name)"
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        for round in 0..<4 {
          try await platform.publish(count: 40, to: task, named: "round \(round)")
          let run = try ProgramRun.tool(
            [task, "-o", "json", "--interval", "0.2", "--record", path, "--append"], environment: platform.environment)
          try await run.wait(for: "all") { try ToldEvents($0.output).logs.count == 40 * (round + 1) }
          run.signal(SIGKILL)
          #expect(try await run.end() == 128 + SIGKILL)
          if round == 1, name == "run.ndjson" {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle.truncate(atOffset: try handle.seekToEnd() - 7)
          }
        }
        let opened = try ProgramRun.tool(["open", path, "-o", "plain", "-t", "off"])
        #expect(try await opened.end() == 0)
        // Each entry once, though every part has those of the parts before.
        #expect(opened.outputText.split(separator: "\n").count == 160)
        let json = try ProgramRun.tool(["open", path, "-o", "json"])
        #expect(try await json.end() == 0)
        let told = try ToldEvents(json.output)
        #expect(told.all("start").count == 4)
        #expect(Set(told.logs.map(\.text)).count == 160)
      }
    }

    @Test func aFullDiskEndsTheRecordingAndNotTheWatch() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 200, to: task)
        try await platform.enter(.completed, task)
        // In kB, and an error of writing where it is reached.
        let command = "ulimit -f 24; exec \"$0\" \"$@\""
        let run = try ProgramRun(
          ["/bin/bash", "-c", command, TmuxScreen.program, task, "-o", "plain", "--record", path],
          environment: platform.environment)
        #expect(try await run.end() == 74)
        #expect(run.output.count { $0 == 0x0A } == 200)
        let said = "Cannot write \(path): File too large"
        #expect(run.errorText.components(separatedBy: said).count == 3, "\(run.errorText)")
        // What was written is whole lines.
        let kept = try events()
        #expect((10..<200).contains(kept.logs.count))
        let full = try ProgramRun.tool(
          [task, "-o", "json", "--record", "/dev/full"], environment: platform.environment)
        #expect(try await full.end() == 74)
        #expect(try ToldEvents(full.output).logs.count == 200)
      }
    }

    @Test func aStreamThatNobodyReadsIsRecordedToItsEnd() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 50, to: task)
        let run = try ProgramRun.tool(
          [task, "-o", "plain", "--record", path], environment: platform.environment, output: .closedPipe)
        #expect(try await run.end() == 0)
        #expect(try events().all("end").first?["reason"] as? String == "interrupted")
      }
    }

    @Test func placesInTheNameAreFilledIn() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let run = try ProgramRun.tool(
          [task, "--no-follow", "--record", folder.path + "/{task} {time}.ndjson"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let name = try #require(folder.names.first)
        #expect(name.wholeMatch(of: /(TSK-[-0-9]+) \d{8}-\d{6}\.ndjson/)?.1 == task[...])
      }
    }

    @Test func valuesAreReplacedByPseudonyms() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask("Moving BUY-1234-5678")
        let drafts = [
          LogDraft("Early word of BUY-1234-5678"),
          LogDraft(
            "Moving '{{BuyerId}}' of {{Name}}", parameters: ["BuyerId": "BUY-1234-5678", "Name": "Zoë O'Neill"]),
          LogDraft("Done with BUY-1234-5678"),
        ]
        // One after the other: entries of one millisecond have no order.
        for draft in drafts {
          try await platform.publish([draft], to: task)
          await OwnQueue.pause()
        }
        try await platform.enter(.completed, task)
        let run = try ProgramRun.tool(
          [task, "-o", "json", "--record", path, "--redact", "BuyerId,Name"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let text = try #require(folder.read("run.ndjson"))
        let told = try events()
        #expect(!text.contains("Zoë O'Neill") && told.logs.last?.text.hasPrefix("Done with redacted-") == true)
        // The name of the task, and one entry, were written before the value was known.
        #expect(told.logs.first?.text == "Early word of BUY-1234-5678")
        #expect(run.errorText.contains("1 value may stand in lines that were written before"))
        // Afterwards all of it can be known.
        let whole = folder.path + "/whole.ndjson"
        let other = try ProgramRun.tool([task, "-o", "json"], environment: platform.environment, output: .file(whole))
        #expect(try await other.end() == 0)
        let clean = try ProgramRun.tool(["open", whole, "-o", "json", "--redact", "BuyerId,Name"])
        #expect(try await clean.end() == 0)
        #expect(!clean.outputText.contains("BUY-1234-5678") && !clean.outputText.contains("O'Neill"))
        #expect(
          clean.outputText.split(separator: "\n").count
            == (folder.read("whole.ndjson") ?? "").split(separator: "\n").count)
      }
    }
  }
}
