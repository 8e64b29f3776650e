import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// How lines end: by the task, by the reader, by a full disk, by wrong usage.
  @Suite(.serialized) struct StreamEndingTests {
    @Test func exitsWithWhatBecameOfTheTasks() async throws {
      try await withPlatform { platform in
        let good = try await platform.makeTask("Good", status: .completed)
        let bad = try await platform.makeTask("Bad", status: .failed)
        try await platform.publish(count: 3, to: good)
        try await platform.publish(count: 3, to: bad)
        let runs = try [[good], [bad], [good, bad]].map { try ProgramRun.tool($0, environment: platform.environment) }
        #expect(try await runs[0].end() == 0)
        #expect(try await runs[1].end() == 1)
        #expect(try await runs[2].end() == 1)
        #expect(runs[0].outputText.split(separator: "\n").count == 3)
        #expect(runs[0].errorText.split(separator: "\n").last?.contains("Completed") == true)
        #expect(runs[1].errorText.contains("Failed"))
        // With several tasks each line names its own.
        #expect(runs[2].outputText.split(separator: "\n").allSatisfy { $0.contains(good) || $0.contains(bad) })
      }
    }

    @Test func leavesOnTheFirstFailureWhereThatIsAskedForAndTellsWhyItFailed() async throws {
      try await withPlatform { platform in
        let running = try await platform.makeTask("Runs on")
        let failing = try await platform.makeTask("Fails")
        let run = try ProgramRun.tool(
          [running, failing, "--fail-fast", "--interval", "0.2"], environment: platform.environment)
        try await run.wait(for: "both tasks") { $0.errorText.contains("Runs on") && $0.errorText.contains("Fails") }
        try await platform.publish(count: 300, to: failing, named: "reason")
        try await platform.enter(.failed, failing)
        #expect(try await run.end() == 1)
        let told = run.outputText.split(separator: "\n")
        #expect(told.count { $0.contains(" reason ") } == 300 && told.last?.contains("reason 299") == true)
      }
    }

    @Test(.timeLimit(.minutes(60))) func tellsAnEndByACommandThatGetsNoToken() async throws {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: file) }
      try await withPlatform { platform in
        let task = try await platform.makeTask("Named $(id)")
        let run = try ProgramRun.tool(
          [
            task, "--interval", "0.2", "--notify",
            "cmd:env >'\(file.path).new'; mv '\(file.path).new' '\(file.path)'; false",
          ],
          environment: platform.environment)
        try await run.wait(for: "the task") { $0.errorText.contains(task) }
        try await platform.enter(.completed, task)
        #expect(try await run.end() == 0)
        // What runs when the program ends goes on.
        var told: String?
        while told == nil {
          told = try? String(contentsOf: file, encoding: .utf8)
          await OwnQueue.pause()
        }
        #expect(told?.contains("MPT_TAIL_TASK=\(task)\n") == true)
        #expect(told?.contains("MPT_TAIL_NAME=Named $(id)\n") == true)
        #expect(told?.contains(platform.endpoint.token) == false)
        #expect(run.output.isEmpty, "a notice is no entry")
      }
    }

    @Test func endsQuietlyWhenNobodyReads() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 4000, to: task)
        let shell = "\"$0\" \"$@\" | head -1; echo done"
        let run = try ProgramRun(
          ["sh", "-c", shell, TmuxScreen.program, task, "-o", "plain"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let lines = run.outputText.split(separator: "\n")
        #expect(lines.count == 2 && lines.last == "done")
        #expect(!run.errorText.lowercased().contains("broken pipe") && !run.errorText.contains("Cannot"))

        let alone = try ProgramRun.tool([task, "-o", "json"], environment: platform.environment, output: .closedPipe)
        #expect(try await alone.end() == 0)
        #expect(!alone.errorText.contains("Cannot"))
      }
    }

    @Test func endsWhenTheReaderLeavesInQuiet() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 1, to: task)
        let run = try ProgramRun.tool([task], environment: platform.environment)
        try await run.wait(for: "the first line") { $0.outputText.contains("entry 0") }
        run.closeOutput()
        // Nothing is ever written again: the reader's leaving is noticed all the same.
        #expect(try await run.end() == 0)
      }
    }

    @Test func saysThatTheDiskIsFull() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish(count: 20, to: task)
        for arguments in [[task, "-o", "plain"], [task, "-o", "json"], ["tasks"], ["tasks", "--json"]] {
          let run = try ProgramRun.tool(arguments, environment: platform.environment, output: .file("/dev/full"))
          #expect(try await run.end() == 74)
          #expect(run.errorText.contains("No space left on device"), "\(arguments): \(run.errorText)")
        }
        for arguments in [["--help"], ["--version"], ["simulate"]] {
          let run = try ProgramRun.tool(arguments, environment: platform.environment, output: .file("/dev/full"))
          #expect(try await run.end() != 0, "\(arguments)")
          #expect(!run.errorText.isEmpty, "\(arguments)")
        }
      }
    }

    @Test func saysThatItsOutputIsClosed() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish(count: 20, to: task)
        for closing in [">&-", "<&- >&-"] {
          for arguments in [[task], [task, "-o", "json"], ["tasks"], ["--help"]] {
            let run = try ProgramRun(
              ["sh", "-c", "exec \"$0\" \"$@\" \(closing)", TmuxScreen.program] + arguments,
              environment: platform.environment)
            #expect(try await run.end() != 0, "\(arguments) \(closing)")
            #expect(run.errorText.contains("Bad file descriptor"), "\(arguments) \(closing): \(run.errorText)")
          }
        }
        let silent = try ProgramRun(
          ["sh", "-c", "exec \"$0\" \"$@\" <&- 2>&-", TmuxScreen.program, task], environment: platform.environment)
        #expect(try await silent.end() == 0)
        #expect(silent.outputText.split(separator: "\n").count == 20)
      }
    }

    @Test func diesBySignalsAlsoWhenTheReaderIsStuck() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let failed = try await platform.makeTask(status: .failed)
        for task in [task, failed] { try await platform.publish(count: 3000, to: task) }
        for (arguments, signal, status) in [
          ([task, "-o", "json"], SIGTERM, Int32(143)), ([task, "-o", "json"], SIGINT, 130),
          ([failed, "--fail-fast"], SIGTERM, 143),
        ] {
          let (reader, writer) = try Self.makePipe()
          defer { close(reader) }
          let run = try ProgramRun.tool(
            arguments, environment: platform.environment, output: .file("/proc/self/fd/\(writer)"))
          close(writer)
          try await run.wait(for: "a full pipe") { _ in Self.isFull(reader) }
          run.signal(signal)
          #expect(try await run.end() == status)
        }
      }
    }

    @Test(arguments: [
      ["--no-such-flag"], ["TSK-1", "--interval", "0"], ["TSK-1", "--interval", "nan"], ["TSK-1", "-n", "-1"],
      ["TSK-1", "--since", "yesterday"], ["TSK-1", "-l", "loud"], ["no task"], ["taks"], ["demo", "--speed", "0"],
      ["TSK-1", "-n", "1", "--since", "1m"], ["simulate", "--faults", "nonsense=5%"], ["simulate", "--scenario", "x"],
      ["TSK-1", "--timeout", "-1s"], ["tasks", "-n", "0"],
      ["TSK-1", "foo"], ["TSK-1,foo"], ["TSK-1", "--follow", "--no-follow"], ["TSK-1", "--utc", "-t", "off"],
      ["tasks", "--status", "nonsense"], ["idt:TKN-1234-5678:secret"], ["TSK-1", "idt:TKN-1234-5678:\u{1B}secret"],
    ]) func refusesWrongUsage(_ arguments: [String]) async throws {
      let run = try ProgramRun.tool(arguments, environment: ["MPT_API_TOKEN": "idt:TKN-1234-5678:abc"])
      #expect(try await run.end() == 64)
      #expect(run.output.isEmpty && run.errorText.contains("Error:"), "\(run.errorText)")
      #expect(!run.errorText.contains("secret") && !run.errorText.contains("\u{1B}"), "\(run.errorText)")
    }

    private static func makePipe() throws -> (read: Int32, write: Int32) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw ChildProcess.Failure(description: "no pipe: \(errno)") }
      return (ends[0], ends[1])
    }

    /// Whether the pipe holds what a pipe holds (64 KiB), but for a page.
    private static func isFull(_ reader: Int32) -> Bool {
      var waiting: Int32 = 0
      return ioctl(reader, UInt(FIONREAD), &waiting) == 0 && waiting >= 60 << 10
    }
  }
}
