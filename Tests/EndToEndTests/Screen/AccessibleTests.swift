import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension ProgramTests {
  /// The accessible mode in a real terminal.
  @Suite(.serialized) struct AccessibleTests {
    @Test func aFailureIsHeardItsMessageFoundAndTheProgramLeft() async throws {
      try await withPlatform { platform in
        let one = try await platform.makeTask("Moving the agreements")
        let two = try await platform.makeTask("Importing the prices")
        try await platform.publish(count: 40, to: one)
        let screen = try Screens.tool([one, two, "--accessible"], environment: platform.environment)
        try await screen.wait(
          forText: "Accessible mode is on, because of --accessible. ? reads the keys, q leaves",
          "Task 1: Moving the agreements, Processing, ", "Task 2: Importing the prices, Processing, ",
          "Task 1 so far: 40 entries, 16 errors; e reads the first")
        try await platform.publish(
          [LogDraft("The price list is empty", severity: .failure, timestamp: platform.endpoint.platform.now)], to: two)
        try await platform.enter(.failed, two)
        try await screen.wait(forText: "The price list is empty. Failure, task 2, ", "Task 2 Failed after ")
        try screen.press("G")
        try await screen.wait(for: "the failure twice") { screen in
          screen.components(separatedBy: "The price list is empty. Failure, task 2, ").count == 3
        }
        try screen.press("s")
        try await screen.wait(forText: "task 2 Failed")
        #expect(try screen.format("alternate_on") == "0")
        try screen.press("q")
        let (status, last) = try await screen.end()
        #expect(status == 0)
        #expect(last.contains("mpt-tail \(one) \(two)"))
      }
    }

    @Test func tasksAreChosenByTheirNumbers() async throws {
      try await withPlatform { platform in
        _ = try await platform.makeTask("Moving the agreements")
        // Tasks of one millisecond have no order.
        await OwnQueue.pause()
        let two = try await platform.makeTask("Importing the prices")
        try await platform.publish(count: 3, to: two)
        let screen = try Screens.tool([], environment: platform.environment.merging(["ACCESSIBLE": "1"]) { $1 })
        try await screen.wait(
          forText: "because ACCESSIBLE is set", "1: Importing the prices, Processing", "2: Moving the agreements",
          "Type a number")
        try screen.type("1")
        try screen.press("Enter")
        try await screen.wait(forText: "Watching 1 task", "entry 2. Warning, ")
        try screen.press("C-c")
        #expect(try await screen.end().status == 130)
      }
    }

    @Test func nothingButTextAndColoursIsSent() async throws {
      let run = try ScreenRun(["demo", "--accessible", "--seed", "3"])
      try await run.wait(for: "the first lines") { $0.shown.contains(" so far: ") }
      for key in ["s", "e", "?", "5", "0", "m", "m"] {
        run.terminal.type(key.utf8)
        await OwnQueue.pause()
      }
      try await run.wait(for: "an answer") { $0.shown.contains("nmuted") }
      run.terminal.type("q".utf8)
      #expect(try await run.end() == 0)
      let plain = run.shown.replacing(#/\u{1b}\[[0-9;]*m/#, with: "")
      #expect(plain.unicodeScalars.allSatisfy { !$0.properties.isDefaultIgnorableCodePoint })
      #expect(!plain.contains("\u{1b}"))
      #expect(plain.unicodeScalars.allSatisfy { $0.value >= 0x20 || ["\r", "\n", "\u{7}"].contains($0) })
      // Every return is a line's end: nothing is written over.
      #expect(plain.unicodeScalars.count { $0 == "\r" } == plain.unicodeScalars.count { $0 == "\n" })
    }

    @Test func itSuspendsAndGoesOn() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 2, to: task)
        let screen = try Screens.shell(["bash", "--norc"], environment: platform.environment)
        try await screen.wait(for: "a prompt") { Screens.showsPrompt($0) }
        try screen.type("$TOOL -o accessible \(task)\n")
        try await screen.wait(forText: "entry 1. ")
        try screen.press("C-z")
        try await screen.wait(for: "a prompt") { Screens.showsPrompt($0) }
        try screen.type("fg\n")
        try screen.press("s")
        try await screen.wait(forText: "2 entries")
        try screen.press("q")
        try await screen.wait(for: "a prompt") { Screens.showsPrompt($0) }
      }
    }

    @Test func aPipeGetsEachEntryAndTheEnd() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 20, to: task)
        try await platform.enter(.completed, task)
        let run = try ProgramRun.tool([task, "--accessible", "--utc"], environment: platform.environment)
        #expect(try await run.end() == 0)
        #expect(run.outputText.split(separator: "\n").count == 20)
        #expect(run.outputText.contains("entry 7. Warning, "))
        let plain = try ProgramRun.tool([task], environment: platform.environment.merging(["ACCESSIBLE": "1"]) { $1 })
        #expect(try await plain.end() == 0)
        #expect(plain.outputText.contains("WARNING  entry 7"))
      }
    }
  }
}
