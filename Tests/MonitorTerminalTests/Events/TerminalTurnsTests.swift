import Glibc
import MonitorCore
import MonitorUI
import Synchronization
import TestSupport
import Testing

@testable import MonitorTerminal

extension CursesTests {
  @Suite struct TerminalTurnsTests {
    @Test func keysAreHeardWhileEventsNeverRunOut() async throws {
      let pty = try PseudoTerminal()
      let executor = ThreadExecutor()
      let events = try TerminalEvents(terminal: try TerminalDevice.open(pty.slave), executor: executor)
      let isHeard = Heard()
      let listening = Task(executorPreference: executor) {
        for await event in events.events where event == .key("q") { return isHeard.set() }
      }
      let rounds = Task(executorPreference: executor) {
        // The key is there before the first event is taken, and the thread that could read it is this one.
        pty.type("q\n".utf8)
        pty.waitForInput()
        var turns = TerminalTurns()
        var rounds = 0
        while !isHeard.value, rounds < 10_000 {
          rounds += 1
          await turns.endOfEvent(at: .zero)
        }
        return rounds
      }
      #expect(await rounds.value < 10_000)
      listening.cancel()
      withExtendedLifetime(events) {}
    }

    /// A signal is read by the thread that consumes: it waits for eight events, or for those of two milliseconds.
    @Test func aTurnEndsAfterAFewEventsOrASlowOne() {
      func turns(_ moments: [Int]) -> [Bool] {
        var turns = TerminalTurns()
        turns.begin(at: .milliseconds(100))
        return moments.map { turns.endsTurn(at: .milliseconds($0)) }
      }
      #expect(turns(Array(repeating: 100, count: 17)).enumerated().filter(\.element).map(\.offset) == [7, 15])
      #expect(turns([100, 101, 102, 103, 104, 105, 400]) == [false, false, true, false, true, false, true])
    }

    private final class Heard: Sendable {
      private let state = Mutex(false)
      var value: Bool { state.withLock(\.self) }
      func set() { state.withLock { $0 = true } }
    }
  }
}
