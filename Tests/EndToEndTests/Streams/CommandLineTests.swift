import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension ShortProgramTests {
  /// What is given to the program: words, standard input, files and variables. Nothing of it is dropped, hangs or is
  /// tried again where it can never work.
  @Suite(.serialized) struct CommandLineTests {
    private let token = ["MPT_API_TOKEN": "idt:TKN-1234-5678:abcdef"]

    @Test func everyTaskOfAWordIsWatchedOnce() async throws {
      try await withPlatform { platform in
        let tasks = [
          try await platform.makeTask(status: .completed), try await platform.makeTask(status: .completed),
        ]
        for task in tasks { try await platform.publish(count: 1, to: task) }
        for words in [[tasks.joined(separator: ",")], [tasks.joined(separator: " ")], tasks + [tasks[0].lowercased()]] {
          let run = try ProgramRun.tool(words + ["-o", "json"], environment: platform.environment)
          #expect(try await run.end() == 0)
          #expect(Set(try ToldEvents(run.output).logs.map(\.task)) == Set(tasks))
          #expect(try ToldEvents(run.output).logs.count == 2, "\(words)")
        }
      }
    }

    @Test func theListOfTasksCanBeWatched() async throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try await withPlatform { platform in
        var tasks: [String] = []
        for number in 0..<3 {
          tasks.append(try await platform.makeTask("Task {\(number)} of TSK-9", status: .completed))
        }
        for task in tasks { try await platform.publish(count: 1, to: task) }
        for arguments in [["tasks"], ["tasks", "--json"], ["tasks", "--status", "comp"]] {
          let file = folder.appendingPathComponent("list").path
          try? FileManager.default.removeItem(atPath: file)
          let list = try ProgramRun.tool(arguments, environment: platform.environment, output: .file(file))
          #expect(try await list.end() == 0)
          let run = try ProgramRun.tool(["-", "-o", "json"], environment: platform.environment, input: file)
          #expect(try await run.end() == 0)
          #expect(Set(try ToldEvents(run.output).logs.map(\.task)) == Set(tasks))
        }
        let file = folder.appendingPathComponent("zeros").path
        try "\(tasks[0])\0\(tasks[1])\0".write(toFile: file, atomically: true, encoding: .utf8)
        let run = try ProgramRun.tool(["-", "-o", "json"], environment: platform.environment, input: file)
        #expect(try await run.end() == 0)
        #expect(Set(try ToldEvents(run.output).logs.map(\.task)) == Set(tasks.prefix(2)))
      }
    }

    @Test func whatIsAfterTheEndIsLeftOut() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish([LogDraft("early", timestamp: platform.endpoint.platform.now)], to: task)
        let late = platform.endpoint.platform.now.advanced(bySeconds: 3_600)
        try await platform.publish([LogDraft("late", timestamp: late)], to: task)
        // The task runs on: it is the moment that ends the run, at once or when it comes.
        for moment in ["0s", late.advanced(bySeconds: -3_599).rfc3339] {
          let run = try ProgramRun.tool(
            [task, "--until", moment, "--interval", "0.2"], environment: platform.environment)
          #expect(try await run.end() == 0)
          #expect(run.outputText.contains("early") && !run.outputText.contains("late"), "\(run.outputText)")
        }
      }
    }

    /// The last entries are those before the end, and what the stream says of itself is proven.
    @Test func whatIsCountedStandsBeforeTheEnd() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let now = platform.endpoint.platform.now
        for (number, ago) in [3_000.0, 2_000, 1_000, 20, 10].enumerated() {
          try await platform.publish(
            [LogDraft("entry \(number)", timestamp: now.advanced(bySeconds: -ago))], to: task)
        }
        for moment in ["10m", now.advanced(bySeconds: -600).rfc3339] {
          let run = try ProgramRun.tool(
            [task, "-n", "2", "--until", moment, "-o", "json", "--interval", "0.2"], environment: platform.environment)
          #expect(try await run.end() == 0)
          let told = try ToldEvents(run.output)
          #expect(told.logs.map(\.text) == ["entry 1", "entry 2"], "\(moment): \(run.outputText)")
          #expect(run.outputText.contains(#""complete":true"#), "\(moment): \(run.outputText.suffix(600))")
        }
      }
    }

    @Test func anInputWithoutAnEndIsBounded() async throws {
      let run = try ProgramRun.tool(["-"], environment: token, input: "/dev/zero")
      #expect(try await run.end() == 64)
      #expect(run.errorText.contains("larger than"), "\(run.errorText)")
      #expect(run.peakMemory < 200 << 20)
    }

    @Test(
      arguments: [
        (["--ca-file", "/none"], [:], "/none"), (["--ca-file", "/dev/null"], [:], "empty"),
        ([], ["SSL_CERT_FILE": "/etc/passwd"], "SSL_CERT_FILE"), ([], ["CURL_CA_BUNDLE": "/none"], "CURL_CA_BUNDLE"),
        ([], ["SSL_CERT_DIR": "/none"], "SSL_CERT_DIR"), ([], ["HTTPS_PROXY": "\"http://proxy\""], "quotation"),
        ([], ["https_proxy": "socks5://proxy:1080"], "socks5"),
        (["--base-url", "http://api.example.com"], [:], "https"),
        (["--config", "/dev/zero"], [:], "device"), (["--config", "/none\u{1B}[2J"], [:], "/none^[[2J"),
      ] as [([String], [String: String], String)])
    func whatCanNeverWorkIsSaidAtOnce(flags: [String], variables: [String: String], hint: String) async throws {
      let base = ["MPT_API_BASE_URL": "https://platform.invalid"].merging(token) { $1 }
      let run = try ProgramRun.tool(["TSK-1"] + flags, environment: base.merging(variables) { $1 })
      #expect(try await run.end() == 64)
      #expect(run.errorText.contains(hint) && run.output.isEmpty, "\(run.errorText)")
    }

    @Test func aTokenFileNeverHangs() async throws {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
      try #require(mkfifo(path, 0o600) == 0)
      defer { unlink(path) }
      for (file, hint) in [(path, "nobody writes"), ("/tmp", "folder"), ("/dev/null", "empty"), ("/dev/tty", "used")] {
        let run = try ProgramRun.tool(["TSK-1", "--token-file", file])
        #expect(try await run.end() == 4)
        #expect(run.errorText.contains(hint), "\(run.errorText)")
      }
    }

    @Test func configurationAndTokenMayComeFromACommand() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish([LogDraft("low", severity: .debug), LogDraft("high", severity: .error)], to: task)
        let script = "exec \"$0\" \"$@\" --config <(printf 'level = \"err\"\\n') --token-file <(echo \"$TOKEN\")"
        let run = try ProgramRun(
          ["bash", "-c", script, TmuxScreen.program, task],
          environment: ["MPT_API_BASE_URL": platform.endpoint.baseURL, "TOKEN": platform.endpoint.token])
        #expect(try await run.end() == 0)
        #expect(run.outputText.contains("high") && !run.outputText.contains("low"), "\(run.errorText)")
      }
    }

    @Test func aLibraryThatSetsAVariableHidesNoArgument() async throws {
      let base = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
      defer { for end in [".c", ".so"] { unlink(base + end) } }
      // Setting a variable moves the environment away from the arguments that stand before it in memory.
      let source = """
        #include <stdlib.h>
        __attribute__((constructor)) static void set(void) { setenv("SET_BY_A_LIBRARY", "1", 1); }
        """
      try source.write(toFile: base + ".c", atomically: true, encoding: .utf8)
      let compiler = try ["cc", "clang", "gcc"].first {
        try ChildProcess.run(["sh", "-c", "command -v \($0)"]).status == 0
      }
      guard let compiler else { return }
      let built = try ChildProcess.run([compiler, "-shared", "-fPIC", "-o", base + ".so", base + ".c"])
      try #require(built.status == 0, "\(built.output)")
      let run = try ProgramRun.tool(["--version"], environment: ["LD_PRELOAD": base + ".so"])
      #expect(try await run.end() == 0)
      #expect(run.outputText == "0.1.0\n", "\(run.outputText)\(run.errorText)")
    }
  }
}
