import Glibc
import MonitorUI
import TestSupport
import Testing

@testable import MonitorTerminal

extension CursesTests {
  /// The whole terminal on a pseudo-terminal.
  @Suite struct TerminalTests {
    private let environment = ["TERM": "xterm-256color"]

    private func frame(_ size: Size, _ text: String) -> Frame {
      var frame = Frame(size: size)
      for (x, scalar) in text.unicodeScalars.enumerated() { frame.put(Cell(scalar), x: x, y: 0) }
      return frame
    }

    @Test func takesTheTerminalAndGivesItBack() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let before = pty.modes
      do {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        var terminal = try Terminal(device: device, events: events, environment: environment)
        #expect(terminal.size == Size(width: 40, height: 6))
        #expect(pty.modes != before)
        #expect(terminal.draw(frame(terminal.size, "hello there")) == .drawn)
        let shown = String(decoding: pty.read(count: terminal.bytesWritten), as: UTF8.self)
        #expect(shown.contains("\u{1b}[?1049h") && shown.contains("hello there") && shown.contains("\u{1b}[?2004h"))
        terminal.setMouse(true)
        terminal.setTitle("title")
        terminal.setTitle("title")
        let control = String(decoding: pty.read(count: 16 + 10), as: UTF8.self)
        #expect(control == "\u{1b}[?1000h\u{1b}[?1006h\u{1b}]2;title\u{7}")
      }
      let end = String(decoding: pty.read(patience: 100), as: UTF8.self)
      for sequence in ["\u{1b}[23;0t", "\u{1b}[?1000l", "\u{1b}[?2004l", "\u{1b}[?1049l", "\u{1b}[?25h"] {
        #expect(end.contains(sequence), "\(sequence.debugDescription)")
      }
      #expect(pty.modes == before)
    }

    @Test func leavesNoTraceWhereItCannotShowAScreen() throws {
      let pty = try PseudoTerminal()
      let before = pty.modes
      #expect(throws: TerminalFailure.cannotMoveCursor("dumb")) {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        _ = try Terminal(device: device, events: events, environment: ["TERM": "dumb"])
      }
      #expect(pty.modes == before)
      #expect(pty.read(patience: 50) == [])
    }

    /// On a machine that one has logged in to there may be no description of the terminal one came with.
    @Test(arguments: ["xterm-nobody-has-it", "nobody-has-it-256color", "kitty-of-tomorrow"])
    func takesATerminalOfXtermsFamilyForOne(type: String) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      var terminal = try Terminal(device: device, events: events, environment: ["TERM": type])
      terminal.draw(frame(terminal.size, "hello there"))
      let shown = String(decoding: pty.read(count: terminal.bytesWritten), as: UTF8.self)
      #expect(shown.contains("\u{1b}[?1049h") && shown.contains("hello there"))
      #expect(terminal.advice?.contains("'\(type)'") == true && terminal.advice?.contains("xterm-256color") == true)
    }

    @Test func refusesATypeThatNobodyKnows() throws {
      let pty = try PseudoTerminal()
      #expect(throws: TerminalFailure.typeUnknown("nobody-has-it")) {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        _ = try Terminal(device: device, events: events, environment: ["TERM": "nobody-has-it"])
      }
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      let terminal = try Terminal(device: device, events: events, environment: environment)
      #expect(terminal.advice == nil)
    }

    @Test func refusesWhatIsNoTerminal() throws {
      let file = open("/dev/null", O_RDWR)
      defer { close(file) }
      #expect(throws: TerminalFailure.noTerminal) { _ = try TerminalDevice.open(file) }
    }

    /// Between two changes the terminal may have cut what it showed, and be as large as before again when it is asked.
    @Test func drawsEverythingAgainAfterAChangeOfTheWindow() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      var terminal = try Terminal(device: device, events: events, environment: environment)
      terminal.draw(frame(terminal.size, "there"))
      _ = pty.read(count: terminal.bytesWritten)
      let before = terminal.bytesWritten
      #expect(terminal.resized() == Size(width: 40, height: 6))
      terminal.draw(frame(terminal.size, "there"))
      let shown = String(decoding: pty.read(count: max(1, terminal.bytesWritten - before)), as: UTF8.self)
      #expect(shown.contains("there"))
    }

    @Test func leavesAndComesBackWithEverythingDrawnAgain() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let before = pty.modes
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      var terminal = try Terminal(device: device, events: events, environment: environment)
      terminal.setTitle("kept")
      terminal.draw(frame(terminal.size, "first"))
      terminal.suspend()
      _ = pty.read(count: terminal.bytesWritten)
      #expect(pty.modes == before)
      let quiet = terminal.bytesWritten
      terminal.draw(frame(terminal.size, "unseen"))
      terminal.bell()
      #expect(terminal.bytesWritten == quiet)
      pty.resize(columns: 30, rows: 5)
      terminal.resume()
      #expect(terminal.size == Size(width: 30, height: 5))
      terminal.draw(frame(terminal.size, "second"))
      let shown = String(decoding: pty.read(count: terminal.bytesWritten - quiet), as: UTF8.self)
      for text in ["\u{1b}[?1049h", "\u{1b}]2;kept\u{7}", "second"] { #expect(shown.contains(text), "\(text)") }
      #expect(pty.modes != before)
    }

    @Test func keepsTheKeysWhilePlainLinesAreShown() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let before = pty.modes
      do {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        var terminal = try Terminal(device: device, events: events, environment: environment)
        let raw = pty.modes
        terminal.suspend(keepingKeys: true)
        #expect(pty.modes == [raw[0], before[1], raw[2], raw[3]])
        _ = pty.read(count: terminal.bytesWritten)
      }
      #expect(pty.modes == before)
      #expect(pty.read(patience: 50) == [], "nothing is undone twice")
    }

    @Test func putsPlainLinesOffWhileTheTerminalIsStopped() async throws {
      let pty = try PseudoTerminal(columns: 80, rows: 24)
      let before = pty.modes
      var expected = 0
      do {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        var terminal = try Terminal(device: device, events: events, environment: environment)
        let overScreen = terminal.write(lines: Array("unseen\n".utf8))
        #expect(!overScreen)
        terminal.suspend(keepingKeys: true)
        _ = pty.read(count: terminal.bytesWritten)
        let isTaken = terminal.write(lines: Array("first\n".utf8))
        #expect(isTaken)
        #expect(String(decoding: pty.read(count: 7), as: UTF8.self) == "first\r\n")
        pty.stop()
        while terminal.write(lines: Array("line \(expected)\n".utf8)), expected < 100_000 { expected += 1 }
        #expect(expected < 100_000, "Ctrl-S stopped it")
        terminal.bell()
        pty.type([0x11])
        #expect(await events.events.first { $0 == .writable } == .writable)
        while !terminal.write(lines: []) { _ = pty.read(patience: 10) }
        _ = terminal.write(lines: Array("last\n".utf8))
        _ = terminal.write(lines: Array("at the end\n".utf8))
      }
      let text = String(decoding: pty.read(patience: 100), as: UTF8.self)
      #expect(text.contains("line \(expected)\r\n\u{7}last\r\nat the end\r\n"))
      #expect(pty.modes == before)
    }

    @Test func putsFramesOffWhileTheTerminalIsStopped() async throws {
      let pty = try PseudoTerminal(columns: 200, rows: 50)
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      var terminal = try Terminal(device: device, events: events, environment: environment)
      terminal.draw(frame(terminal.size, "before"))
      _ = pty.read(count: terminal.bytesWritten)
      tcflow(pty.slave, TCOOFF)
      var number = 0
      while terminal.draw(frame(terminal.size, "frame \(number)")) == .drawn, number < 100 { number += 1 }
      #expect(number < 100)
      let stopped = terminal.bytesWritten
      #expect(terminal.draw(frame(terminal.size, "newest")) == .putOff)
      #expect(terminal.bytesWritten == stopped)
      tcflow(pty.slave, TCOON)
      #expect(await events.events.first { $0 == .writable } == .writable)
      #expect(terminal.draw(frame(terminal.size, "newest")) == .drawn)
      #expect(String(decoding: pty.read(count: terminal.bytesWritten - stopped), as: UTF8.self).contains("newest"))
    }

    @Test func givesAStoppedTerminalBackToo() throws {
      let pty = try PseudoTerminal(columns: 200, rows: 50)
      let before = pty.modes
      do {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        var terminal = try Terminal(device: device, events: events, environment: environment)
        _ = pty.read(count: terminal.bytesWritten)
        pty.stop()
        var number = 0
        while terminal.draw(frame(terminal.size, "frame \(number)")) == .drawn, number < 10_000 { number += 1 }
        #expect(number < 10_000, "Ctrl-S stopped it")
      }
      #expect(String(decoding: pty.read(patience: 100), as: UTF8.self).contains("\u{1b}[?1049l"))
      #expect(pty.modes == before)
    }

    @Test func letsAStoppedTerminalGoOnForWhoeverWritesNext() throws {
      let pty = try PseudoTerminal()
      do {
        let device = try TerminalDevice.open(pty.slave)
        let events = try TerminalEvents(terminal: device)
        var terminal = try Terminal(device: device, events: events, environment: environment)
        terminal.suspend(keepingKeys: true)
        _ = pty.read(count: terminal.bytesWritten)
        pty.stop()
      }
      // Nothing was left to send; yet a receipt follows, from somebody who waits for the terminal.
      #expect(pty.takesOutput)
    }

    @Test func clampsSizesThatCannotBe() throws {
      let pty = try PseudoTerminal(columns: 60_000, rows: 1)
      let device = try TerminalDevice.open(pty.slave)
      #expect(device.size == Size(width: 1000, height: 1))
      pty.resize(columns: 0, rows: 0)
      #expect(device.size == Size(width: 80, height: 24))
    }

    @Test func usesNoColourThatIsNotWanted() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      var terminal = try Terminal(
        device: device, events: events, environment: environment, options: TerminalOptions(wantsColor: false))
      var frame = Frame(size: terminal.size)
      for (x, role) in Style.Role.allCases.enumerated() { frame.put(Cell("x", style: Style(role)), x: x, y: 1) }
      terminal.draw(frame)
      let shown = String(decoding: pty.read(count: terminal.bytesWritten), as: UTF8.self)
      #expect(!shown.contains("[38;5;") && !shown.contains("\u{1b}[31m") && shown.contains("7m"))
    }
  }
}
