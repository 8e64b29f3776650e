import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// What the program writes of its own doing, and how it is interrupted.
  @Suite(.serialized) struct DiagnosticsRunTests {
    @Test func saysWhatItAskedAndNeverTheToken() async throws {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
      defer { unlink(file) }
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish(count: 3, to: task)
        for arguments in [[task], ["tasks"]] {
          let run = try ProgramRun.tool(
            arguments + ["--log-file", file, "--log-level", "debug"], environment: platform.environment)
          #expect(try await run.end() == 0)
        }
        let log = try String(contentsOfFile: file, encoding: .utf8)
        for part in ["path=/public/v1/system/tasks/\(task)/logs?", "status=200", "trace=", " pass ", "state=ended"] {
          #expect(log.contains(part), "\(part)")
        }
        let secret = try #require(platform.endpoint.token.split(separator: ":").last)
        #expect(!log.contains(secret))
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
      }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func whatOnlyReadsCanBeInterrupted(signal: Int32) async throws {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
      try #require(mkfifo(path, 0o600) == 0)
      defer { unlink(path) }
      // Held open, and never written into.
      let writer = open(path, O_RDWR)
      defer { close(writer) }
      let environment = ["MPT_API_TOKEN": "idt:TKN-1234-5678:abcdef"]
      for (arguments, input) in [
        (["-"], path), (["TSK-1", "--token-file", path], "/dev/null"), (["TSK-1", "--config", path], "/dev/null"),
      ] {
        let run = try ProgramRun.tool(arguments, environment: environment, input: input)
        try await run.wait(for: "a rest") { ProcessState($0.pid).isAtRest }
        run.signal(signal)
        #expect(try await run.end(within: .seconds(10)) == 128 + signal)
      }
    }
  }
}
