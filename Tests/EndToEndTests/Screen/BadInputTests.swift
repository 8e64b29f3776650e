import Foundation
import MonitorCore
import Testing

extension ProgramTests {
  /// The real program under input that no person types.
  @Suite(.serialized) struct BadInputTests {
    /// Keys that leave, save or close are nobody's, so that chance can only show what it does to the rest.
    private static let configuration = """
      [keys]
      quit = []
      close = []
      save = []
      remove-task = []
      plain-stream = []
      interrupt = []
      suspend = []
      """

    @Test func survivesAHundredKilobytesOfAnythingAndObeysNoPaste() async throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appendingPathComponent("config.toml")
      try Self.configuration.write(to: file, atomically: true, encoding: .utf8)
      let garbage = folder.appendingPathComponent("garbage")
      var random = SplitMix64(seed: 4)
      // Without the keys that the terminal itself takes: Ctrl-C, Ctrl-Q, Ctrl-S, Ctrl-Z, Ctrl-\\.
      let signals: Set<UInt8> = [0x03, 0x11, 0x13, 0x1a, 0x1c]
      let bytes = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }.filter { !signals.contains($0) }
      let halves = ["\u{1b}[", "\u{1b}[<0;", "\u{1b}]0;", "\u{1b}P", "\u{1b}O"].flatMap { Array($0.utf8) }
      // At last Ctrl-G, which leaves whatever is open, and then something that is seen when all was taken.
      let end = String(repeating: "\u{7}", count: 40) + "/all was taken"
      try Data(bytes + halves + Array(end.utf8)).write(to: garbage)
      try await withPlatform { platform in
        let (task, screen) = try await Screens.watching(entries: 20, on: platform, ["--config", file.path])
        try screen.paste(":quit\nq\nQ\n" + String(repeating: "q\ny\n", count: 1_000))
        try screen.paste(file: garbage.path)
        try await screen.wait(forText: "/all was taken")
        try screen.press("C-g", "0", "?")
        try await screen.wait(forText: " Keys ")
        try screen.press("C-g")
        try await platform.publish(count: 1, to: task, named: "after")
        try await screen.wait(for: "the new entry, once no filter hides it") { shown in
          if shown.contains("21 entries") { return true }
          try screen.press(":")
          try screen.type("clear")
          try screen.press("Enter")
          return false
        }
        try screen.signal(SIGTERM)
        #expect(try await screen.end().status == 143)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["config.toml", "garbage"])
    }

    @Test func aSaveThatCannotBeWrittenSaysWhy() async throws {
      try await withPlatform { platform in
        let (_, screen) = try await Screens.watching(entries: 20, on: platform)
        for (path, reason) in [
          ("/nonexistent/folder/a.log", "No such file or directory"), ("/dev/full", "it is no ordinary file"),
          ("/proc/a.log", "was not saved"),
        ] {
          try await screen.wait(forText: "\(path) was not saved", reason, "entry 19") {
            try screen.press("s")
            try await screen.wait(forText: "Save as:")
            try screen.press("C-u")
            try screen.type(path)
            try screen.press("Enter")
          }
        }
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
    }
  }
}
