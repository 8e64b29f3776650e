import MonitorUI
import TestSupport
import Testing

@testable import MonitorTerminal

extension CursesTests {
  /// A terminal that keeps its normal screen, on a pseudo-terminal.
  @Suite struct LineTerminalTests {
    @Test func appendsLinesAndGivesTheModesBack() throws {
      let pty = try PseudoTerminal()
      let before = pty.modes
      do {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        var terminal = LineTerminal(device: device, events: events, input: .lines)
        #expect(pty.modes == before)
        terminal.listen(to: .keys)
        #expect(pty.modes != before)
        terminal.write(Array("one\ntwo\n".utf8))
        #expect(String(decoding: pty.read(count: 10), as: UTF8.self) == "one\r\ntwo\r\n")
        terminal.suspend()
        #expect(pty.modes == before)
        terminal.write(Array("not shown".utf8))
        terminal.resume()
        #expect(pty.modes != before)
        terminal.bell()
      }
      #expect(pty.read(patience: 100) == [0x07])
      #expect(pty.modes == before)
    }

    @Test func keysComeOneByOne() async throws {
      let pty = try PseudoTerminal()
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      let terminal = LineTerminal(device: device, events: events, input: .keys)
      pty.type("e".utf8)
      var iterator = events.events.makeAsyncIterator()
      #expect(await iterator.next() == .key(.character("e")))
      terminal.write([])
      #expect(pty.read(patience: 50) == [])
    }

    @Test func aStoppedTerminalHoldsNobodyUp() async throws {
      let pty = try PseudoTerminal()
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      let terminal = LineTerminal(device: device, events: events, input: .keys)
      pty.stop()
      terminal.write(Array("later\n".utf8))
      #expect(pty.read(patience: 50) == [])
      pty.type([0x11])
      var iterator = events.events.makeAsyncIterator()
      #expect(await iterator.next() == .writable)
      terminal.flush()
      #expect(String(decoding: pty.read(count: 7), as: UTF8.self) == "later\r\n")
    }
  }
}
