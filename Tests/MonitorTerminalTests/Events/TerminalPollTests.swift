import CTerminalGuard
import Glibc
import MonitorCore
import MonitorUI
import Synchronization
import TestSupport
import Testing

@testable import MonitorTerminal

extension CursesTests {
  @Suite struct TerminalPollTests {
    @Test func waitsForNoMoreKeysOnceTheTerminalIsGone() throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      var poll = TerminalPoll(
        signals: -1, orders: -1, input: try TerminalDevice.open(pty.slave).duplicate(), deliver: { $0.count },
        executor: ThreadExecutor(), secondHand: nil)
      #expect(poll.timeout == -1)
      pty.type([0x1B])
      _ = poll.step()
      #expect((0...50).contains(poll.timeout), "an Esc may be the begin of a key")
      pty.hangUp()
      _ = poll.step()
      // A wait for the rest of the key would be over at once, again and again.
      #expect(poll.timeout == -1)
      poll.finish()
    }

    /// What is typed on stays with the terminal, which is full at last, and not with us.
    @Test func readsNoKeysWhileTheOldOnesAreNotTaken() throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      let taken = Taken(room: 2)
      let input = try TerminalDevice.open(pty.slave).duplicate()
      var poll = TerminalPoll(
        signals: -1, orders: -1, input: input, deliver: { $0.prefix { taken.take($0) }.count },
        executor: ThreadExecutor(), secondHand: nil)
      pty.type(Array("abc".utf8))
      _ = poll.step()
      #expect(taken.letters == "ab")
      pty.type(Array("de".utf8))
      pty.waitForInput()
      for _ in 0..<3 { _ = poll.step() }
      #expect(taken.letters == "ab" && poll.timeout == 20)
      var waiting: Int32 = 0
      #expect(ioctl(input, UInt(FIONREAD), &waiting) == 0 && waiting == 2)
      taken.makeRoom(for: 9)
      _ = poll.step()
      _ = poll.step()
      #expect(taken.letters == "abcde")
      poll.finish()
    }

    @Test func aSignalOvertakesKeysThatAreNotTaken() throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      var signals: [Int32] = [-1, -1]
      try #require(pipe(&signals) == 0)
      defer { for end in signals { close(end) } }
      let taken = Taken(room: 1)
      let input = try TerminalDevice.open(pty.slave).duplicate()
      var poll = TerminalPoll(
        signals: signals[0], orders: -1, input: input, deliver: { $0.prefix { taken.take($0) }.count },
        executor: ThreadExecutor(), secondHand: nil)
      pty.type(Array("abc".utf8))
      _ = poll.step()
      #expect(taken.letters == "a")
      var number = UInt8(SIGTERM)
      #expect(write(signals[1], &number, 1) == 1)
      _ = poll.step()
      #expect(taken.signals == [.terminate] && taken.letters == "a")
      poll.finish()
    }

    /// A terminal with its own modes may keep whoever looks at its input, and signals wait with him.
    @Test func aTerminalThatWasGivenBackIsNotLookedAt() throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      var signals: [Int32] = [-1, -1]
      try #require(pipe(&signals) == 0)
      defer { for end in signals { close(end) } }
      let taken = Taken(room: 9)
      let attention = InputAttention()
      var poll = TerminalPoll(
        signals: signals[0], orders: -1, input: try TerminalDevice.open(pty.slave).duplicate(),
        deliver: { $0.prefix { taken.take($0) }.count }, executor: ThreadExecutor(), secondHand: nil,
        attention: attention)
      pty.type(Array("abc".utf8))
      pty.waitForInput()
      attention.turn(on: false)
      var number = UInt8(SIGTERM)
      #expect(write(signals[1], &number, 1) == 1)
      _ = poll.step()
      #expect(taken.signals == [.terminate] && taken.letters.isEmpty)
      attention.turn(on: true)
      _ = poll.step()
      #expect(taken.letters == "abc")
      poll.finish()
    }

    /// A reader with room for some events.
    private final class Taken: Sendable {
      private let state: Mutex<(letters: String, signals: [TerminalSignal], room: Int)>

      init(room: Int) { state = Mutex(("", [], room)) }

      var letters: String { state.withLock(\.letters) }
      var signals: [TerminalSignal] { state.withLock(\.signals) }

      func makeRoom(for count: Int) { state.withLock { $0.room += count } }

      func take(_ event: TerminalEvent) -> Bool {
        state.withLock { state in
          if case .signal(let signal) = event { state.signals.append(signal) }
          if case .signal = event { return true }
          guard state.room > 0, case .key(.character(let letter)) = event else { return false }
          state.room -= 1
          state.letters.unicodeScalars.append(letter)
          return true
        }
      }
    }
  }
}
