import CTerminalGuard
import Glibc
import MonitorTerminal
import MonitorUI
import TestSupport
import Testing

extension CursesTests {
  /// Keys from a pseudo-terminal, through the thread that reads them.
  @Suite struct TerminalEventsTests {
    private func next(_ count: Int, of events: TerminalEvents) async -> [TerminalEvent] {
      var found: [TerminalEvent] = []
      for await event in events.events {
        found.append(event)
        if found.count == count { break }
      }
      return found
    }

    @Test func tellsKeysInOrder() async throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      pty.type("j\u{1b}[A\u{1b}".utf8)
      #expect(await next(3, of: events) == [.key(.character("j")), .key(.up), .key(.escape)])
    }

    @Test func loosesNothingWhenTheReaderIsSlow() async throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      let letters = (0..<3000).map { UInt8(0x61 + $0 % 26) }
      pty.type(letters)
      // More than may wait are there before the first one is taken.
      #expect(await next(3000, of: events) == letters.map { .key(.character(Unicode.Scalar($0))) })
    }

    @Test func tellsThatTheTerminalIsGone() async throws {
      let pty = try PseudoTerminal()
      pty.becomeRaw()
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      pty.type("x".utf8)
      #expect(await next(1, of: events) == [.key(.character("x"))])
      pty.hangUp()
      #expect(await next(1, of: events) == [.hungUp])
    }
  }
}
