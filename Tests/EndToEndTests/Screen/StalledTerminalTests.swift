import Foundation
import TestSupport
import Testing

extension ProgramTests {
  /// A terminal that takes no output holds nobody up, and a signal at any moment leaves it as it was found.
  @Suite(.serialized) struct StalledTerminalTests {
    enum Stall: CaseIterable {
      /// Ctrl-S.
      case stopped
      /// A connection on whose other side nobody reads.
      case unread
    }

    private static let enter = "\u{1b}[?1049h"
    private static let leave = "\u{1b}[?1049l"

    private static func stalledDemo(_ stall: Stall) async throws -> ScreenRun {
      let run = try ScreenRun(["demo", "--seed", "3"])
      try await run.wait(for: "the screen") { $0.shown.contains("live") }
      switch stall {
      case .stopped: run.terminal.stop()
      case .unread:
        try await run.wait(for: "a full buffer", isReading: false) { run in
          // Draws everything again.
          run.terminal.type([0x0C])
          return !run.terminal.takesOutput
        }
      }
      return run
    }

    @Test(arguments: Stall.allCases, [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGSEGV])
    func endsBySignals(stall: Stall, signal: Int32) async throws {
      let run = try await Self.stalledDemo(stall)
      run.signal(signal)
      #expect(try await run.end(isReading: false) == 128 + signal)
    }

    @Test(arguments: Stall.allCases, ["q", "Q"]) func endsByKeys(stall: Stall, key: String) async throws {
      let run = try await Self.stalledDemo(stall)
      if key == "q" {
        // Closes or clears first what there may be.
        for _ in 0..<3 { run.terminal.type("q".utf8) }
      } else {
        run.terminal.type(key.utf8)
      }
      #expect(try await run.end(isReading: false) == 0)
    }

    @Test func givesAStoppedTerminalBack() async throws {
      let found = try PseudoTerminal().modes
      let run = try await Self.stalledDemo(.stopped)
      #expect(run.terminal.modes != found)
      run.signal(SIGTERM)
      #expect(try await run.end() == 128 + SIGTERM)
      #expect(run.terminal.modes == found)
      #expect(run.shown.contains(Self.leave))
    }

    /// Also in the moments between the first byte for the terminal and the first wait for a signal.
    @Test(arguments: [SIGTERM, SIGINT, SIGUSR1, SIGRTMIN]) func aSignalAtAnyMoment(signal: Int32) async throws {
      let found = try PseudoTerminal().modes
      let began = ContinuousClock.now
      let first = try ScreenRun(["demo", "--seed", "3"])
      try await first.wait(for: "the screen") { $0.shown.contains(Self.enter) }
      let time = ContinuousClock.now - began
      for part in 0..<12 {
        let run = try ScreenRun(["demo", "--seed", "3"])
        let moment = ContinuousClock.now + time * (Double(part) / 8)
        while ContinuousClock.now < moment { usleep(200) }
        run.signal(signal)
        #expect(try await run.end() == 128 + signal)
        #expect(run.terminal.modes == found)
        if let entered = run.shown.range(of: Self.enter, options: .backwards) {
          #expect(run.shown[entered.upperBound...].contains(Self.leave))
        }
      }
    }

    /// Typed without brackets, as a terminal pastes that knows none.
    @Test func aHundredThousandTypedCharacters() async throws {
      let run = try ScreenRun(["demo", "--seed", "3"])
      try await run.wait(for: "the screen") { $0.shown.contains("live") }
      try await run.type(all: Array("/".utf8) + Array(repeating: UInt8(ascii: "x"), count: 100_000) + [0x03])
      #expect(try await run.end() == 128 + SIGINT)
    }
  }
}

private let SIGRTMIN: Int32 = 34
