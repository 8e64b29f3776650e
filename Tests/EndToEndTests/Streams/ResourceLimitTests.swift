import Foundation
import TestSupport
import Testing

extension ShortProgramTests {
  /// With less than it needs the program says so and ends; it never hangs, and never exits as if a task had failed.
  @Suite(.serialized) struct ResourceLimitTests {
    @Test(
      arguments: ["-n 5", "-n 6", "-n 9", "-n 12", "-v 200000"],
      [["tasks"], ["TSK-1"], ["demo", "--speed", "100"], ["simulate"], ["-"]])
    func isSaidAtOnce(limit: String, arguments: [String]) async throws {
      let run = try ProgramRun(
        ["sh", "-c", "ulimit \(limit); exec \"$@\"", "sh", TmuxScreen.program] + arguments,
        environment: ["MPT_API_BASE_URL": "http://127.0.0.1:9", "MPT_API_TOKEN": "idt:TKN-1234-5678:abcdef"])
      #expect(try await run.end() == 71)
      #expect(run.errorText.hasPrefix("mpt-tail: This needs ") && run.output.isEmpty, "\(run.errorText)")
    }

    @Test func aFullDiskIsNoTaskThatFailed() async throws {
      try #require(FileManager.default.fileExists(atPath: "/dev/full"))
      for arguments in [["--help"], ["demo", "--speed", "100", "--no-follow"]] {
        let run = try ProgramRun.tool(arguments, output: .file("/dev/full"))
        #expect(try await run.end() == 74, "\(arguments): \(run.errorText)")
        #expect(run.errorText.contains("No space left"), "\(run.errorText)")
      }
    }
  }
}
