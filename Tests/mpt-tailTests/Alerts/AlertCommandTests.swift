import Foundation
import Glibc
import MarketplaceAPI
import MonitorCore
import TestSupport
import Testing

@testable import mpt_tail

/// The person's command: told facts, told no secret, heard by nobody and waited for by nobody.
@Suite struct AlertCommandTests {
  private func alert(_ name: String = "Importing") throws -> TaskAlert {
    let id = try #require(TaskID("TSK-1111"))
    return TaskAlert(kind: .ended, task: id, snapshot: TaskSnapshot(id: id.text, name: name, status: .failed))
  }

  private func environment(_ folder: TemporaryFolder) -> [String: String] {
    ["PATH": "/usr/bin:/bin", "OUT": folder.path]
  }

  @Test func nothingThatHoldsTheTokenIsPassedOn() throws {
    let given = [
      "PATH": "/bin", "MPT_API_TOKEN": "Bearer idt:TKN-1:topsecret", "COPY": "idt:TKN-1:topsecret",
      "PART": "x topsecret",
    ]
    let token = try Token(try #require(given["MPT_API_TOKEN"]))
    #expect(Connection.variables(of: Environment(given), without: token) == ["PATH": "/bin"])
  }

  /// Waits for a file that a command moves into its place.
  private func told(_ folder: TemporaryFolder, _ name: String) async throws -> String {
    while true {
      if let text = folder.read(name) { return text }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func getsTheFactsAndNoTokenAndNoTerminal() async throws {
    let folder = try TemporaryFolder()
    let open = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(open) }
    let command = AlertCommand(
      #"open=$(readlink "/proc/$$/fd/0" "/proc/$$/fd/1" "/proc/$$/fd/2"; readlink /proc/$$/fd/* | grep -c socket); "#
        + #"{ env; echo "$open"; echo "name=$MPT_TAIL_NAME"; } >"$OUT/new"; mv "$OUT/new" "$OUT/told""#,
      environment: environment(folder)
    ) { Issue.record("\($0)") }
    let name = "$(touch $OUT/owned) `touch $OUT/owned`; touch $OUT/owned"
    await command.run(try alert(name))
    let told = try await told(folder, "told")
    #expect(told.contains("name=\(name)\n"))
    #expect(told.contains("MPT_TAIL_STATUS=Failed\n"))
    #expect(told.contains("MPT_TAIL_TASK=TSK-1111\n"))
    #expect(!told.contains("secret"))
    #expect(told.contains("\n/dev/null\n/dev/null\n/dev/null\n0\n"), "no terminal, and no socket of ours")
    #expect(folder.names == ["told"], "a name is never run")
  }

  @Test(.timeLimit(.minutes(60)))
  func runsAFewAtOnceAndTheOthersAfterThem() async throws {
    let folder = try TemporaryFolder()
    // Each one waits for the word to go, and says how many were there with it.
    let command = AlertCommand(
      #"mkdir "$OUT/run.$$"; until test -e "$OUT/go"; do sleep 0.02; done; "#
        + #"ls -d "$OUT"/run.* | wc -l >"$OUT/count.$$"; rmdir "$OUT/run.$$""#,
      environment: environment(folder)
    ) { Issue.record("\($0)") }
    for _ in 0..<9 { await command.run(try alert()) }
    while folder.names.count(where: { $0.hasPrefix("run.") }) < 4 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(folder.names.count { $0.hasPrefix("run.") } == 4)
    try folder.write("go", "")
    await command.finish(within: .seconds(3_600))
    while folder.names.count(where: { $0.hasPrefix("count.") }) < 9 { try await Task.sleep(for: .milliseconds(5)) }
    while folder.names.contains(where: { $0.hasPrefix("run.") }) { try await Task.sleep(for: .milliseconds(5)) }
    let counts = folder.names.filter { $0.hasPrefix("count.") }.compactMap(folder.read)
    #expect(counts.allSatisfy { (Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 99) <= 4 })
  }

  @Test(.timeLimit(.minutes(60)))
  func aCommandThatHangsHoldsNobodyUpAndLeavesNoZombie() async throws {
    let folder = try TemporaryFolder()
    let (reports, reporter) = AsyncStream.makeStream(of: String.self)
    let command = AlertCommand(
      #"echo $$ >"$OUT/$$.new"; mv "$OUT/$$.new" "$OUT/$$.pid"; exec sleep 600"#, environment: environment(folder)
    ) { reporter.yield($0) }
    for _ in 0..<6 { await command.run(try alert()) }
    // Nothing frees a place: the end waits no longer than it said.
    await command.finish(within: .milliseconds(20))
    var ended: Set<String> = []
    while ended.count < 6 {
      for name in folder.names where name.hasSuffix(".pid") && ended.insert(name).inserted {
        kill(try #require(pid_t(name.dropLast(4))), SIGKILL)
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(await reports.first { _ in true } == "the notify command ended with 137")
    for name in ended {
      let process = try #require(pid_t(name.dropLast(4)))
      while kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    }
  }

  @Test(.timeLimit(.minutes(60)))
  func saysOnceThatItDoesNotWork() async throws {
    let folder = try TemporaryFolder()
    let (reports, reporter) = AsyncStream.makeStream(of: String.self)
    // The seventh takes its turn after at least three others have ended, as only four run at once.
    let command = AlertCommand(
      #"for turn in 1 2 3 4 5 6 7; do mkdir "$OUT/$turn" 2>/dev/null && break; done; "#
        + #"test "$turn" -lt 7 || exit 3; no-such-program-here"#,
      environment: environment(folder)
    ) { reporter.yield($0) }
    for _ in 0..<7 { await command.run(try alert()) }
    var told: [String] = []
    for await sentence in reports.prefix(2) { told.append(sentence) }
    #expect(told == ["the notify command ended with 127", "the notify command ended with 3"])
  }
}
