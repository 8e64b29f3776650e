import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension ProgramTests {
  /// The screen as a person has it: the real program in a real terminal.
  @Suite(.serialized) struct DemoScreenTests {
    @Test func showsTheDemoAndMoves() async throws {
      let screen = try Screens.demo()
      let first = try await screen.wait(for: "five tasks") {
        $0.matches(of: #/TSK-\d{4}/#).count >= 5 && $0.contains("● live") && $0.contains(" entries")
          && $0.contains("? help") && $0.contains("q quit")
      }
      try await screen.wait(for: "something else than before") {
        Screens.withoutClock($0) != Screens.withoutClock(first)
      }
      try screen.press("q")
      #expect(try await screen.end().status == 0)
    }

    @Test func watchesOverHTTPASimulatorInAnotherProcess() async throws {
      // Lives so slow that no task ends before the test does.
      let port = try ReservedPort()
      let simulator = try await SimulatorProcess(["--seed", "5", "--speed", "0.02", "--port", "\(port.number)"])
      let screen = try Screens.tool(
        [simulator.tasks[0], simulator.tasks[1]], environment: simulator.environment)
      try await screen.wait(for: "both tasks live") {
        $0.contains(simulator.tasks[0]) && $0.contains(simulator.tasks[1]) && $0.contains("● live")
      }
      try await simulator.kill()
      try await screen.wait(for: "stale, with a countdown") {
        $0.contains("stale") && $0.contains("retry")
      }
      let again = try await SimulatorProcess(simulator.again + ["--speed", "0.02"])
      #expect(again.port == port.number)
      try await screen.wait(forText: "● live")
      try screen.press("q")
      let (status, last) = try await screen.end()
      #expect(status == 0)
      // The receipt stays on the normal screen.
      #expect(last.contains(simulator.tasks[0]) && last.contains(" entries"))
    }

    /// Its own, the network's and the terminal's. Those of Dispatch would be woken every second by it.
    @Test func hasThreeThreads() async throws {
      try await withPlatform { platform in
        let (_, screen) = try await Screens.watching(entries: 30, on: platform)
        try screen.press("r", "Home", "i")
        try await screen.wait(forText: "Timeline ·")
        try screen.press("Escape")
        try await screen.wait(for: "the panes") { !$0.contains("Timeline ·") && $0.contains("entry 0") }
        let process = ProcessState(try screen.pid())
        // One that lives for a moment only, for a name to be found, does no harm.
        try await screen.wait(for: "three threads") { _ in process.threads == 3 }
      }
    }

    @Test func filtersBySeverityOnSingleKeys() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 50, to: task)
        let screen = try Screens.tool([task], environment: platform.environment)
        try await screen.wait(forText: "50 entries")
        for (key, label, words) in [
          ("4", "≥Error", ["ERROR", "FAILURE"]), ("4", "=Error", ["ERROR"]),
          ("2", "≥Info", ["INFO", "WARNING", "ERROR", "FAILURE"]), ("3", "≥Warning", ["WARNING", "ERROR", "FAILURE"]),
          ("5", "≥Failure", ["FAILURE"]), ("1", "≥Debug", Screens.severities), ("0", "50 entries", Screens.severities),
        ] {
          try screen.press(key)
          try await screen.wait(for: "\(key): \(label)") {
            $0.contains(" \(label)") && Screens.severitiesShown(in: $0) == Set(words)
              && (key == "0" || key == "1" || $0.contains("of 50 entries"))
          }
        }
      }
    }

    @Test func staysWhereOneReadsAndCountsWhatIsNew() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 200, to: task)
        let screen = try Screens.tool([task, "--interval", "0.2"], environment: platform.environment)
        try await screen.wait(for: "the history") {
          $0.contains("entry 199") && $0.contains(" 200 entries")
        }
        try screen.press("PPage")
        let before = Screens.entries(
          in: try await screen.wait(for: "a whole page up") { shown in
            let numbers = shown.matches(of: #/entry (\d+)/#).compactMap { Int($0.1) }
            guard let first = numbers.first, numbers.count > 20, !numbers.contains(199) else { return false }
            return numbers == Array(first..<first + numbers.count)
          })
        try await platform.publish(count: 15, to: task, named: "fresh", severity: .error)
        // What is read does not move, but for the row that the notice takes.
        try await screen.wait(for: "what is new, and what is read") { shown in
          let kept = Screens.entries(in: shown)
          return shown.contains("▼ 15 new (E 15)") && kept.count >= before.count - 2
            && before.prefix(kept.count) == kept[...]
        }
        try screen.press("G")
        try await screen.wait(for: "the newest") {
          $0.contains("fresh 14") && !$0.contains("▼")
        }
        try await platform.publish(count: 1, to: task, named: "followed")
        try await screen.wait(forText: "followed 0")
        // Pausing holds the display and goes on collecting.
        try screen.press("p")
        try await screen.wait(for: "paused") { $0.lowercased().contains("paused") }
        try await platform.publish(count: 3, to: task, named: "unseen", severity: .info)
        try await screen.wait(for: "what is held back") {
          $0.contains("3 new") && !$0.contains("unseen")
        }
        try screen.press("p")
        try await screen.wait(forText: "unseen 2")
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
          try await screen.wait(for: what) { shown in
            Set((1...3).filter { shown.contains("task \($0) entry") }) == expected
          }
        }
        try await screen.wait(for: "three panes") { shown in every.allSatisfy(shown.contains) }
        try screen.press("z")
        try await shows([1], "the first alone")
        try screen.press("Tab")
        try await shows([2], "the second alone")
        try screen.press("z")
        try await shows([1, 2, 3], "all again")
        try screen.press("M")
        try await screen.wait(forText: "all 3 tasks")
        func areBeside(_ shown: String) -> Bool {
          shown.split(separator: "\n").contains { $0.contains("task 1 entry") && $0.contains("task 2 entry") }
        }
        try screen.press("M")
        try await screen.wait(for: "panes again") { shown in
          !shown.contains("all 3 tasks") && every.allSatisfy(shown.contains) && !areBeside(shown)
        }
        try screen.press("L")
        try await screen.wait(for: "another layout", until: areBeside)
        try screen.press("?")
        try await screen.wait(forText: "a line down, up")
        try screen.press("q")
        try await screen.wait(for: "no help") { !$0.contains("a line down, up") }
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
    }

    @Test func takesEverySize() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish([LogDraft("a third of it", progress: 31)], to: task)
        let screen = try Screens.tool([task], environment: platform.environment)
        try await screen.wait(forText: "● live", "31.0 %", "? help")
        // Whose line it is stays to the last, without its status: the name, and not the id.
        let least = "◐ Moving the… 31.0 %"
        // How each one begins and ends, unlike what the one before it leaves there.
        for (width, height, first, last) in [
          (40, 12, " mpt-tail", "q quit"), (20, 4, least, ""), (5, 2, "31.0", ""), (1, 1, "3", ""),
          (2, 50, "31", ""), (200, 1, "31.0 % Processing", ""), (250, 80, " mpt-tail", "q quit"),
          (20, 4, least, ""), (80, 24, " mpt-tail", "q quit"),
        ] {
          try screen.resize(width: width, height: height)
          try await screen.wait(for: "a screen of \(width)×\(height)") { shown in
            let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            return lines.count == height && lines[0].hasPrefix(first)
              && (last.isEmpty || lines[height - 1].contains(last))
          }
        }
        try screen.press("q")
        #expect(try await screen.end().status == 0)
      }
    }

    /// What another size left behind cannot stand in for a screen here.
    @Test(arguments: [(1, 1), (1, 3), (3, 1)]) func beginsInTheSmallestWindows(width: Int, height: Int) async throws {
      let screen = try Screens.demo(width: width, height: height)
      try await screen.wait(for: "a percentage") { $0.first?.isNumber == true }
      try screen.press("q")
      #expect(try await screen.end().status == 0)
    }

    @Test func readsWithoutColours() async throws {
      for environment in [["NO_COLOR": "1"], [:]] {
        let screen = try Screens.demo(environment: environment)
        try await screen.wait(forText: "● live")
        try await screen.wait(for: "a severity") { !Screens.severitiesShown(in: $0).isEmpty }
        if environment.isEmpty {
          try await screen.wait(for: "colours") { _ in !Screens.colours(in: try screen.capture(escapes: true)).isEmpty }
        } else {
          let colours = Screens.colours(in: try screen.capture(escapes: true))
          #expect(colours.isEmpty, "\(colours)")
        }
      }
    }
  }
}
