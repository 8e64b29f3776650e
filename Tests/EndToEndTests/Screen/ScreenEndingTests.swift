import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// The terminal is as it was found, whatever ends the program.
  @Suite(.serialized) struct ScreenEndingTests {
    /// Keeps the modes from before and after the demo, and says how it ended.
    private static let comparing =
      "trap : INT QUIT; stty -g; \"$TOOL\" demo --seed 3; echo \"status $?\"; stty -g; echo THE END; sleep 1000"

    private static func demoUnderShell() async throws -> TmuxScreen {
      let screen = try Screens.shell(["sh", "-c", comparing])
      try await screen.wait(forText: "● live")
      #expect(try screen.format("alternate_on") == "1")
      return screen
    }

    private static func expectFoundAgain(
      _ screen: TmuxScreen, status: Int32, _ location: SourceLocation = #_sourceLocation
    ) async throws -> String {
      try await screen.wait(forText: "THE END")
      // The receipt may push the first line off the screen.
      let last = try screen.scrollback()
      let lines = last.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      let modes = lines.filter { $0.wholeMatch(of: #/[0-9a-f]+(:[0-9a-f]+)+/#) != nil }
      #expect(modes.count == 2 && modes.first == modes.last, "\(last)", sourceLocation: location)
      #expect(lines.contains("status \(status)"), "\(last)", sourceLocation: location)
      #expect(try screen.format("alternate_on") == "0", sourceLocation: location)
      #expect(try screen.format("cursor_flag") == "1", sourceLocation: location)
      #expect(try screen.format("mouse_any_flag") == "0", sourceLocation: location)
      return last
    }

    @Test(arguments: ["q", "Q"]) func leavesCleanly(key: String) async throws {
      let screen = try await Self.demoUnderShell()
      try screen.press(key)
      let last = try await Self.expectFoundAgain(screen, status: 0)
      #expect(last.contains(" entries"))
    }

    @Test func leavesByCtrlC() async throws {
      let screen = try await Self.demoUnderShell()
      try screen.press("C-c")
      _ = try await Self.expectFoundAgain(screen, status: 130)
    }

    @Test(arguments: [
      SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT, SIGBUS, SIGUSR1, SIGALRM, SIGXCPU, SIGPWR, 40,
    ])
    func isRestored(after signal: Int32) async throws {
      let screen = try await Self.demoUnderShell()
      kill(try screen.childOfShell(), signal)
      let last = try await Self.expectFoundAgain(screen, status: 128 + signal)
      #expect(!last.lowercased().contains("backtrace"))
    }

    @Test func suspendsAndComesBack() async throws {
      let screen = try Screens.shell(["sh", "-i"])
      try await screen.wait(forText: "prompt>")
      try screen.type("stty -g; \"$TOOL\" demo --seed 3")
      try screen.press("Enter")
      try await screen.wait(forText: "● live")
      for round in 1...2 {
        try screen.press("C-z")
        try await screen.wait(for: "the shell \(round)") {
          $0.components(separatedBy: "Stopped").count == round + 1 && Screens.showsPrompt($0)
        }
        #expect(try screen.format("alternate_on") == "0")
        #expect(try screen.format("cursor_flag") == "1")
        try screen.type("stty -g; echo round $((\(round) + 10))")
        try screen.press("Enter")
        let shell = try await screen.wait(forText: "round \(round + 10)")
        let modes = Set(shell.matches(of: #/(?m)^[0-9a-f]+(:[0-9a-f]+)+/#).map { String($0.output.0) })
        #expect(modes.count == 1, "\(shell)")
        try screen.type("fg")
        try screen.press("Enter")
        try await screen.wait(for: "the screen \(round)") {
          $0.contains("● live") && $0.contains("? help") && !$0.contains("prompt>")
        }
      }
      try screen.press("4")
      try await screen.wait(forText: "≥Error")
      try screen.press("q")
      try await screen.wait(for: "the prompt", until: Screens.showsPrompt)
      #expect(try screen.format("alternate_on") == "0")
    }

    @Test(arguments: ["dumb", ""]) func writesLinesWhereNoScreenCanBe(type: String) async throws {
      let command = "trap : INT; TERM='\(type)' \"$TOOL\" demo --seed 3 -n 3 2>&1; echo \"status $?\"; sleep 1000"
      let screen = try Screens.shell(["sh", "-c", command])
      try await screen.wait(for: "lines") { _ in
        let all = try screen.scrollback()
        return all.contains("INFO") && all.contains("TSK-")
      }
      try screen.press("C-c")
      try await screen.wait(forText: "status 130")
      let all = try screen.scrollback()
      #expect(all.components(separatedBy: "Plain lines instead.").count == 2, "\(all)")
      #expect(all.contains(type.isEmpty ? "TERM" : type), "\(all)")
      #expect(try screen.format("alternate_on") == "0")
    }

    @Test(arguments: [false, true]) func endsWhenTheTerminalIsGone(ignoringHangup: Bool) async throws {
      let trap = ignoringHangup ? "trap '' HUP; " : ""
      let screen = try Screens.shell(["sh", "-c", "\(trap)exec \"$TOOL\" demo --seed 3"])
      try await screen.wait(forText: "● live")
      let process = ProcessState(try screen.pid())
      try screen.killServer()
      // One that goes on, at rest or in a loop over a terminal that is gone, goes on for ever.
      let deadline = ContinuousClock.now + TmuxScreen.patience
      while process.isAlive, ContinuousClock.now < deadline { await OwnQueue.pause() }
      #expect(!process.isAlive)
      if process.isAlive { kill(process.pid, SIGKILL) }
    }
  }
}
