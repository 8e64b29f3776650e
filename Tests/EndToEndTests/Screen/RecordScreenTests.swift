import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension ProgramTests {
  /// `--record` beside the screen.
  @Suite(.serialized) struct RecordScreenTests {
    @Test func whatTheScreenDoesNotShowIsRecordedToo() async throws {
      let folder = try TemporaryFolder()
      let path = folder.path + "/run.ndjson"
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 1_500, to: task)
        let screen = try Screens.tool([task, "--record", path], environment: platform.environment)
        try await screen.wait(forText: "entry 1499", "1 500 entries")
        let other = try await platform.makeTask("Another")
        try screen.type("A")
        try await screen.wait(forText: "Another")
        try screen.type("Another")
        try screen.press("Enter")
        try await screen.wait(forText: "Another", "Moving")
        try screen.type("X")
        try screen.type("q")
        let (status, left) = try await screen.end()
        #expect(status == 0 && left.contains("mpt-tail: recorded 1500 entries in \(path)"), "\(left)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try EventSchema().check(bytes)
        let told = try ToldEvents(Array(bytes))
        #expect(try await platform.check(told, of: task) == .clean)
        let watches = told.all("watch").map { "\($0["task"] ?? "") \($0["state"] ?? "") \($0["by"] ?? "")" }
        #expect(watches == ["\(task) joined command", "\(other) joined key", "\(other) left key"])
        #expect(told.all("end").first?["reason"] as? String == "left")
      }
    }

    @Test func aFullDiskIsSaidAtOnceAndAtTheEnd() async throws {
      try await withPlatform { platform in
        let (_, screen) = try await Screens.watching(entries: 30, on: platform, ["--record", "/dev/full"])
        try await screen.wait(forText: "Cannot write /dev/full: No space left on device")
        try screen.type("q")
        let (status, left) = try await screen.end()
        #expect(status == 74 && left.contains("mpt-tail: Cannot write /dev/full"))
      }
    }
  }
}
