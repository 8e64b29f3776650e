import Foundation
import MarketplaceSimulator
import Testing

extension ProgramTests {
  /// Taking things away from the screen, in a real terminal.
  @Suite(.serialized) struct KeepingScreenTests {
    @Test func savesWhatIsShownAndAsksBeforeItReplaces() async throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appendingPathComponent("kept.log")
      try await withPlatform { platform in
        let (task, screen) = try await Screens.watching(entries: 50, on: platform)
        func save() async throws {
          try screen.press("s")
          try await screen.wait(forText: "Save as: \(task).log")
          try screen.press("C-u")
          try screen.type(file.path)
          try screen.press("Enter")
        }
        // The file comes to its place as a whole; what the screen says of it stands there for seconds only.
        func written(_ what: String, _ isWanted: (String) -> Bool) async throws {
          try await screen.wait(for: what) { _ in (try? String(contentsOf: file, encoding: .utf8)).map(isWanted) == true
          }
        }
        try await save()
        try await written("the file") { !$0.isEmpty }
        let saved = try String(contentsOf: file, encoding: .utf8)
        #expect(saved.split(separator: "\n").count == 50 && saved.contains("entry 0") && saved.contains("entry 49"))
        try "precious".write(to: file, atomically: false, encoding: .utf8)
        try await save()
        try await screen.wait(forText: "is there already")
        #expect(try String(contentsOf: file, encoding: .utf8) == "precious")
        try screen.press("y")
        try await written("the same again") { $0 == saved }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["kept.log"])
      }
    }

    @Test func goesOnAsPlainLinesAndComesBack() async throws {
      try await withPlatform { platform in
        let (task, screen) = try await Screens.watching(entries: 20, on: platform, ["--interval", "0.2"])
        try screen.press("C-o")
        try await screen.wait(forText: "back to the screen")
        #expect(try screen.format("alternate_on") == "0")
        try await platform.publish(count: 3, to: task, named: "fresh")
        try await screen.wait(for: "lines of what is fresh") {
          $0.contains("entry 19") && !$0.contains("? help") && $0.matches(of: #/fresh \d/#).count == 3
        }
        try screen.press("C-o")
        try await screen.wait(for: "the screen") {
          $0.contains("? help") && $0.contains("23 entries") && $0.contains("fresh 2")
        }
        #expect(try screen.format("alternate_on") == "1")
        try screen.press("q")
        #expect(try await screen.end().status == 0)
        #expect(try screen.scrollback().matches(of: #/fresh \d/#).count >= 3)
      }
    }

    @Test func aStoppedTerminalHoldsNobodyUpAndLosesNoPlainLine() async throws {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: file) }
      try await withPlatform { platform in
        let notify = #"cmd:echo "$MPT_TAIL_MESSAGE" >'\#(file.path).new'; mv '\#(file.path).new' '\#(file.path)'"#
        let (task, screen) = try await Screens.watching(
          entries: 20, on: platform, ["--interval", "0.2", "--notify", notify])
        try screen.press("C-o")
        try await screen.wait(forText: "back to the screen")
        try screen.press("C-s")
        let tty = open(try screen.format("pane_tty"), O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(tty) }
        try await screen.wait(for: "a stopped terminal") { _ in
          var output = pollfd(fd: tty, events: Int16(POLLOUT), revents: 0)
          return poll(&output, 1, 0) == 0
        }
        try await platform.publish(count: 900, to: task, named: "fresh")
        try await platform.enter(.completed, task)
        // Following goes on and tells the end, while the terminal takes nothing.
        try await screen.wait(for: "the notice") { _ in
          (try? String(contentsOf: file, encoding: .utf8))?.contains("\(task) Completed.") == true
        }
        func told() throws -> [Int] {
          try screen.scrollback().matches(of: #/fresh (\d+)/#).compactMap { Int($0.1) }
        }
        #expect(try told().isEmpty)
        try screen.press("C-q")
        try await screen.wait(for: "all lines") { _ in try told().count >= 900 }
        // A burst is read by pages, the newest first.
        #expect(try told().sorted() == Array(0..<900))
        try screen.press("C-c")
        #expect(try await screen.end().status == 130)
      }
    }

    @Test func titlesTheWindowListensToTheMouseAndShowsTheTimeline() async throws {
      try await withPlatform { platform in
        var tasks: [String] = []
        for number in 1...2 {
          let task = try await platform.makeTask("Task number \(number)")
          // A failure would be told by the title, too.
          try await platform.publish(count: 60, to: task, named: "entry", severity: .info)
          tasks.append(task)
        }
        let screen = try Screens.tool(tasks, environment: platform.environment)
        try await screen.wait(for: "both") { $0.matches(of: #/entry 59/#).count == 2 }
        try await screen.wait(forFormat: "pane_title", "a title") { $0.contains(tasks[0]) }
        #expect(try screen.format("mouse_any_flag") == "0")
        try screen.press("F2")
        try await screen.wait(forFormat: "mouse_any_flag", "the mouse") { $0 == "1" }
        // A click into the lower half, as the terminal reports it.
        try screen.type("\u{1b}[<0;10;30M")
        try await screen.wait(forFormat: "pane_title", "the other title") { $0.contains(tasks[1]) }
        try screen.press("F2")
        try await screen.wait(forFormat: "mouse_any_flag", "no mouse") { $0 == "0" }
        try screen.press("i")
        try await screen.wait(for: "the timeline") {
          $0.contains("Timeline · Task number 2  \(tasks[1])") && $0.contains("go there")
        }
        try screen.press("Home", "Enter")
        try await screen.wait(for: "the oldest entries") {
          !$0.contains("Timeline ·") && $0.contains("entry 0") && $0.contains("G to follow")
        }
        // This tmux lets nothing through: what is to be told stands in the title until a key is pressed.
        try await platform.enter(.completed, tasks[1])
        try await screen.wait(forFormat: "pane_title", "the end") { $0.hasPrefix("! \(tasks[1]) Completed.") }
        try screen.press("j")
        try await screen.wait(forFormat: "pane_title", "the title again") { $0.hasPrefix("Completed \(tasks[1])") }
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
    }

    @Test func theNextScreenStandsAsTheLastWasLeft() async throws {
      let state = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: state) }
      try await withPlatform { platform in
        let tasks = [try await platform.makeTask("One"), try await platform.makeTask("Other")]
        let environment = platform.environment.merging(["XDG_STATE_HOME": state.path]) { $1 }
        func stand(_ screen: String) -> Bool {
          screen.split(separator: "\n").contains { $0.contains(tasks[0]) && $0.contains(tasks[1]) }
        }
        for run in 0..<2 {
          let screen = try Screens.tool(tasks, environment: environment)
          // A first screen has a line for each of the two, the next one has one for both.
          try await screen.wait(for: "both") { shown in
            stand(shown) == (run == 1) && tasks.allSatisfy(shown.contains) && shown.contains("? help")
          }
          if run == 0 {
            try screen.press("L")
            try await screen.wait(for: "columns", until: stand)
          }
          try screen.press("q")
          #expect(try await screen.end().status == 0)
        }
      }
      let kept = try FileManager.default.contentsOfDirectory(atPath: state.appendingPathComponent("mpt-tail").path)
      #expect(kept == ["state.db"])
    }

    @Test func obeysItsConfiguration() async throws {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString).toml")
      defer { try? FileManager.default.removeItem(at: file) }
      try """
      level = "warning"
      [keys]
      timeline = "V"
      """.write(to: file, atomically: true, encoding: .utf8)
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 20, to: task)
        let screen = try Screens.tool([task, "--config", file.path], environment: platform.environment)
        try await screen.wait(forText: "≥Warning")
        try screen.press("V")
        try await screen.wait(forText: "Timeline ·")
        // Together they would be Alt-q.
        try screen.press("Escape")
        try await screen.wait(for: "the panes") { !$0.contains("Timeline ·") }
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
      try "levle = 1".write(to: file, atomically: true, encoding: .utf8)
      let screen = try Screens.tool(["demo", "--config", file.path])
      let (status, last) = try await screen.end()
      #expect(status == 64)
      #expect(last.contains("line 1: 'levle' is no setting"))
    }
  }
}
