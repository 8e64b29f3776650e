import Foundation
import TestSupport
import Testing

extension StreamProgramTests {
  /// Every command obeys the signals that end a program, whatever it waits for.
  @Suite(.serialized) struct InterruptTests {
    /// A platform that accepts connections and says nothing.
    private struct SilentServer {
      let socket: LoopbackSocket
      let port: UInt16

      init() throws {
        socket = try LoopbackSocket()
        port = try socket.bindToAnyPort()
        listen(socket.descriptor, 16)
      }

      var environment: [String: String] {
        ["MPT_API_BASE_URL": "http://127.0.0.1:\(port)", "MPT_API_TOKEN": "idt:TKN-1234-5678:abcdef"]
      }
    }

    @Test(
      arguments: [
        ["tasks"], ["tasks", "--json"], ["TSK-1"], ["TSK-1", "--no-follow"], ["TSK-1", "-o", "json"], ["-"],
        ["simulate"],
        ["demo", "--speed", "0.01"], ["TSK-1", "--config"],
      ], [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func ends(arguments: [String], signal: Int32) async throws {
      let server = try SilentServer()
      defer { close(server.socket.descriptor) }
      let pipe = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
      try #require(mkfifo(pipe, 0o600) == 0)
      // Open for writing, and nothing is written.
      let writer = open(pipe, O_RDWR | O_CLOEXEC)
      defer {
        close(writer)
        unlink(pipe)
      }
      let run = try ProgramRun.tool(
        arguments + (arguments.last == "--config" ? [pipe] : []), environment: server.environment,
        input: arguments == ["-"] ? pipe : "/dev/null")
      try await run.wait(for: "a wait") { ProcessState($0.pid).isAtRest }
      run.signal(signal)
      #expect(try await run.end() == 128 + signal)
    }
  }
}
