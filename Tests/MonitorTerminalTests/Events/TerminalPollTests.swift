import CTerminalGuard
import Glibc
import Testing

@testable import MonitorTerminal

extension CursesTests {
  @Suite struct TerminalPollTests {
    @Test func waitsForNoMoreKeysOnceTheTerminalIsGone() throws {
      let pty = try PseudoTerminal()
      var modes = termios()
      tcgetattr(pty.slave, &modes)
      cfmakeraw(&modes)
      tcsetattr(pty.slave, TCSANOW, &modes)
      let (stream, continuation) = AsyncStream.makeStream(of: TerminalEvent.self)
      var poll = TerminalPoll(
        signals: -1, orders: -1, input: try TerminalDevice.open(pty.slave).duplicate(), continuation: continuation,
        executor: TerminalExecutor(), secondHand: nil)
      #expect(poll.timeout == -1)
      pty.type([0x1B])
      _ = poll.step()
      #expect((0...25).contains(poll.timeout), "an Esc may be the begin of a key")
      pty.hangUp()
      _ = poll.step()
      // A wait for the rest of the key would be over at once, again and again.
      #expect(poll.timeout == -1)
      poll.finish()
      withExtendedLifetime(stream) {}
    }
  }
}
