import Foundation
import MarketplaceSimulator
import Testing

extension ProgramTests {
  /// The screen as a person has it: the real program in a real terminal.
  @Suite(.serialized) struct DemoScreenTests {
    @Test func showsTheDemoAndMoves() async throws {
      let screen = try Screens.demo()
      let first = try await screen.wait(for: "five tasks", within: .seconds(20)) {
        $0.matches(of: #/TSK-\d{4}/#).count >= 5 && $0.contains("● live") && $0.contains(" logs")
      }
      #expect(first.contains("? help") && first.contains("q quit"))
      try await screen.wait(for: "something else than before", within: .seconds(20)) {
        Screens.withoutClock($0) != Screens.withoutClock(first)
      }
      try screen.press("q")
      #expect(try await screen.end(within: .seconds(20)).status == 0)
    }

    @Test func watchesOverHTTPASimulatorInAnotherProcess() async throws {
      let simulator = try await SimulatorProcess(["--seed", "5"])
      let screen = try Screens.tool(
        [simulator.tasks[0], simulator.tasks[1]], environment: simulator.environment)
      try await screen.wait(for: "both tasks live", within: .seconds(20)) {
        $0.contains(simulator.tasks[0]) && $0.contains(simulator.tasks[1]) && $0.contains("● live")
      }
      try await simulator.kill()
      try await screen.wait(for: "stale, with a countdown", within: .seconds(30)) {
        $0.contains("stale") && $0.contains("retry")
      }
      let again = try await SimulatorProcess(simulator.again)
      #expect(again.port == simulator.port)
      try await screen.wait(forText: "● live", within: .seconds(60))
      try screen.press("q")
      let (status, last) = try await screen.end(within: .seconds(20))
      #expect(status == 0)
      // The receipt stays in the scrollback.
      #expect(last.contains(simulator.tasks[0]) && last.contains(" logs"))
    }

    /// Its own, the network's and the terminal's. Those of Dispatch would be woken every second by it.
    @Test func hasThreeThreads() async throws {
      try await withPlatform { platform in
        let (_, screen) = try await Screens.watching(entries: 30, on: platform)
        try screen.press("r", "Home", "i", "Escape")
        try await screen.wait(forText: "entry 0", within: .seconds(20))
        #expect(ProcessState(try screen.pid()).threads == 3)
      }
    }

    @Test func filtersBySeverityOnSingleKeys() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 50, to: task)
        let screen = try Screens.tool([task], environment: platform.environment)
        try await screen.wait(forText: "50 logs", within: .seconds(20))
        for (key, label, words) in [
          ("4", "≥Error", ["ERROR", "FAILURE"]), ("4", "=Error", ["ERROR"]),
          ("2", "≥Info", ["INFO", "WARNING", "ERROR", "FAILURE"]), ("3", "≥Warning", ["WARNING", "ERROR", "FAILURE"]),
          ("5", "≥Failure", ["FAILURE"]), ("1", "≥Debug", Screens.severities), ("0", "all", Screens.severities),
        ] {
          try screen.press(key)
          let shown = try await screen.wait(for: "\(key): \(label)", within: .seconds(20)) {
            $0.contains(" \(label) ") && Screens.severitiesShown(in: $0) == Set(words)
          }
          #expect(key == "0" || key == "1" || shown.contains("of 50 logs"))
        }
      }
    }

    @Test func staysWhereOneReadsAndCountsWhatIsNew() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 200, to: task)
        let screen = try Screens.tool([task, "--interval", "0.2"], environment: platform.environment)
        try await screen.wait(for: "the history", within: .seconds(20)) {
          $0.contains("entry 199") && $0.contains(" 200 logs")
        }
        try screen.press("PPage")
        let before = try await screen.wait(for: "a page up", within: .seconds(20)) { !$0.contains("entry 199") }
        try await platform.publish(count: 15, to: task, named: "fresh", severity: .error)
        let after = try await screen.wait(forText: "▼ 15 new (15 ✖)", within: .seconds(20))
        // What is read does not move, but for the row that the notice takes.
        let kept = Screens.entries(in: after)
        #expect(!kept.isEmpty && Screens.entries(in: before).prefix(kept.count) == kept[...])
        try screen.press("G")
        try await screen.wait(for: "the newest", within: .seconds(20)) {
          $0.contains("fresh 14") && !$0.contains("▼")
        }
        try await platform.publish(count: 1, to: task, named: "followed")
        try await screen.wait(forText: "followed 0", within: .seconds(20))
        // Pausing holds the display and goes on collecting.
        try screen.press("p")
        try await screen.wait(for: "paused", within: .seconds(20)) { $0.lowercased().contains("paused") }
        try await platform.publish(count: 3, to: task, named: "unseen", severity: .info)
        try await screen.wait(for: "what is held back", within: .seconds(20)) {
          $0.contains("3 new") && !$0.contains("unseen")
        }
        try screen.press("p")
        try await screen.wait(forText: "unseen 2", within: .seconds(20))
      }
    }

    @Test func arrangesPanesAndShowsHelp() async throws {
      try await withPlatform { platform in
        var tasks: [String] = []
        for number in 1...3 {
          let task = try await platform.makeTask("Task number \(number)")
          try await platform.publish(count: 30, to: task, named: "task \(number) entry")
          tasks.append(task)
        }
        let screen = try Screens.tool(tasks, environment: platform.environment)
        let every = ["task 1 entry 29", "task 2 entry 29", "task 3 entry 29"]
        func shows(_ expected: Set<Int>, _ what: String) async throws {
          try await screen.wait(for: what, within: .seconds(20)) { shown in
            Set((1...3).filter { shown.contains("task \($0) entry") }) == expected
          }
        }
        try await screen.wait(for: "three panes", within: .seconds(20)) { shown in every.allSatisfy(shown.contains) }
        try screen.press("z")
        try await shows([1], "the first alone")
        try screen.press("Tab")
        try await shows([2], "the second alone")
        try screen.press("z")
        try await shows([1, 2, 3], "all again")
        try screen.press("M")
        try await screen.wait(forText: "all 3 tasks", within: .seconds(20))
        try screen.press("M")
        try await shows([1, 2, 3], "panes again")
        let rows = try screen.capture()
        try screen.press("L")
        try await screen.wait(for: "another layout", within: .seconds(20)) {
          Screens.withoutClock($0) != Screens.withoutClock(rows)
            && $0.split(separator: "\n").contains { line in
              line.contains("task 1 entry") && line.contains("task 2 entry")
            }
        }
        try screen.press("?")
        try await screen.wait(forText: "a line down, up", within: .seconds(20))
        try screen.press("q")
        try await screen.wait(for: "no help", within: .seconds(20)) { !$0.contains("a line down, up") }
        try screen.press("q")
        #expect(try await screen.end(within: .seconds(20)).status == 0)
      }
    }

    @Test func takesEverySize() async throws {
      let screen = try Screens.demo()
      try await screen.wait(forText: "● live", within: .seconds(20))
      for (width, height) in [(40, 12), (20, 4), (5, 2), (1, 1), (2, 50), (200, 1), (250, 80), (80, 24)] {
        try screen.resize(width: width, height: height)
        try await screen.wait(for: "a screen of \(width)×\(height)", within: .seconds(20)) { shown in
          shown.split(separator: "\n").contains { !$0.allSatisfy { $0 == " " } }
        }
      }
      try await screen.wait(for: "everything at 80×24 again", within: .seconds(20)) {
        $0.contains("TSK-") && $0.contains("? help")
      }
      #expect(try screen.format("pane_dead") == "0")
      try screen.press("q")
      #expect(try await screen.end(within: .seconds(20)).status == 0)
    }

    /// What another size left behind cannot stand in for a screen here.
    @Test(arguments: [(1, 1), (1, 3), (3, 1)]) func beginsInTheSmallestWindows(width: Int, height: Int) async throws {
      let screen = try Screens.demo(width: width, height: height)
      try await screen.wait(for: "a percentage", within: .seconds(20)) { $0.first?.isNumber == true }
      try screen.press("q")
      #expect(try await screen.end(within: .seconds(20)).status == 0)
    }

    @Test func readsWithoutColours() async throws {
      for environment in [["NO_COLOR": "1"], [:]] {
        let screen = try Screens.demo(environment: environment)
        try await screen.wait(forText: "● live", within: .seconds(20))
        try await screen.wait(for: "a severity", within: .seconds(20)) { !Screens.severitiesShown(in: $0).isEmpty }
        let colours = Screens.colours(in: try screen.capture(escapes: true))
        #expect(colours.isEmpty == !environment.isEmpty, "\(colours)")
      }
    }
  }
}
