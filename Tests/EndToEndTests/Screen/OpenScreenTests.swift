import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// `mpt-tail open` on a terminal.
  @Suite(.serialized) struct OpenScreenTests {
    private func recording(in folder: TemporaryFolder) async throws -> String {
      let path = folder.path + "/run.ndjson"
      let run = try ProgramRun.tool(["demo", "--speed", "20", "-o", "json"], output: .file(path))
      #expect(try await run.end() == 0)
      return path
    }

    @Test func showsEverythingAsAfterAWatch() async throws {
      let folder = try TemporaryFolder()
      let screen = try Screens.tool(["open", try await recording(in: folder)])
      try await screen.wait(forText: "■ recording", "Completed", "Resources released")
      try await screen.wait(forText: "run.ndjson")
      try screen.type("r")
      try await screen.wait(forText: "there is nothing to poll")
      try screen.type("M")
      try await screen.wait(forText: "all 4 tasks")
      try screen.type("q")
      let (status, left) = try await screen.end()
      #expect(status == 0 && left.contains("Completed"))
    }

    @Test func playsARecordingAsItHappened() async throws {
      let folder = try TemporaryFolder()
      let path = try await recording(in: folder)
      let screen = try Screens.tool(["replay", path, "--speed", "50"])
      try await screen.wait(forText: "■ 50×", "Completed", "Resources released")
      // Back to where it was not there yet, and on again.
      try screen.type("(")
      try await screen.wait(for: "the beginning") { $0.contains("■ 50×") && !$0.contains("Resources released") }
      try screen.type(">p")
      try await screen.wait(forText: "■ 100×", "Resources released")
      try screen.type("?")
      try await screen.wait(forText: "half, double speed")
      try screen.type("qq")
      let (status, left) = try await screen.end()
      #expect(status == 0 && left.contains("Completed"))
    }

    @Test func aReplayNeedsAScreen() async throws {
      let run = try ProgramRun.tool(["replay", "nothing.ndjson"])
      #expect(try await run.end() == 64 && run.errorText.contains("needs the screen of a terminal"))
    }

    @Test func aLogThatIsNoneIsSaidOnTheNormalScreen() async throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("prose", "nothing\n")
      let screen = try Screens.tool(["open", path])
      let (status, left) = try await screen.end()
      #expect(status == 65 && left.contains("holds no log: line 1 is no JSON"))
    }
  }
}
