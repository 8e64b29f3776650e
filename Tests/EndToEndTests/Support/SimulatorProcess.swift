import Foundation
import TestSupport

/// `mpt-tail simulate` in a process of its own, as a person starts it.
final class SimulatorProcess {
  let run: ProgramRun
  let port: UInt16
  let token: String
  let tasks: [String]
  /// The arguments that start it again where it is.
  let again: [String]

  /// Starts it and waits until it said how to ask it.
  init(_ arguments: [String]) async throws {
    run = try ProgramRun.tool(["simulate"] + arguments)
    try await run.wait(for: "the simulator's last line") {
      $0.outputText.contains("# again:") && $0.outputText.hasSuffix("\n")
    }
    let lines = run.outputText.split(separator: "\n").map(String.init)
    func value(after prefix: String) -> String? {
      lines.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
    guard let address = value(after: "export MPT_API_BASE_URL=http://127.0.0.1:"), let port = UInt16(address),
      let token = value(after: "export MPT_API_TOKEN="), let again = value(after: "# again: mpt-tail simulate ")
    else { throw ChildProcess.Failure(description: "unexpected lines: \(run.outputText)") }
    self.port = port
    self.token = token
    self.again = again.split(separator: " ").map(String.init)
    tasks = lines.filter { $0.hasPrefix("# mpt-tail ") }.map { String($0.dropFirst("# mpt-tail ".count)) }
  }

  var environment: [String: String] {
    ["MPT_API_BASE_URL": "http://127.0.0.1:\(port)", "MPT_API_TOKEN": token]
  }

  /// Kills it, so that it can say nothing more.
  func kill() async throws {
    run.signal(SIGKILL)
    try await run.end()
  }
}
