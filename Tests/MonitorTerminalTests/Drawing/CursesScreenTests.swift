import CNcurses
import Foundation
import MonitorCore
import MonitorUI
import Testing

@testable import MonitorTerminal

extension CursesTests {
  /// Frames through curses, without a terminal: what curses holds is read back cell by cell.
  @Suite struct CursesScreenTests {
    private func open(
      _ type: String = "xterm-256color", width: Int = 20, height: Int = 5
    ) throws -> CursesScreen {
      #expect(TerminalLocale.adopt())
      let screen = try CursesScreen.open(type: type, size: Size(width: width, height: height))
      start_color()
      use_default_colors()
      return screen
    }

    private func frame(_ lines: [String], width: Int = 20, height: Int = 5, style: Style = Style(.text)) -> Frame {
      var frame = Frame(size: Size(width: width, height: height))
      for (y, line) in lines.enumerated() {
        for (x, scalar) in line.unicodeScalars.enumerated() { frame.put(Cell(scalar, style: style), x: x, y: y) }
      }
      return frame
    }

    @Test func showsCellsWithMarksAndColours() throws {
      let screen = try open()
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      var frame = frame(["plain"])
      frame.put(Cell("e", marks: frame.remember(marks: ["\u{301}", "\u{323}"]), style: Style(.live)), x: 0, y: 1)
      frame.put(Cell("日", width: 2, style: Style(.severityWarning, .underline)), x: 2, y: 1)
      writer.write(frame, paints: paints, to: screen)
      screen.update(cursor: nil)
      #expect(screen.shown(x: 0, y: 0).scalars == ["p"])
      #expect(screen.shown(x: 0, y: 1).scalars == ["e", "\u{301}", "\u{323}"])
      #expect(screen.shown(x: 2, y: 1).scalars == ["日"])
      #expect(screen.shown(x: 2, y: 1).attributes == cn_bold | cn_underline)
      #expect(screen.shown(x: 0, y: 1).foreground == 114)
      #expect(screen.shown(x: 2, y: 1).foreground == 221)
      #expect(screen.shown(x: 4, y: 1).scalars == [" "])
    }

    @Test func showsStandInsInASCII() throws {
      let screen = try open()
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: true)
      var frame = frame(["✖█░▼é"])
      frame.put(Cell("日", width: 2), x: 6, y: 0)
      frame.put(Cell("e", marks: frame.remember(marks: ["\u{301}"])), x: 8, y: 0)
      writer.write(frame, paints: paints, to: screen)
      screen.update(cursor: nil)
      #expect((0..<9).map { screen.shown(x: $0, y: 0).scalars } == "x#-ve ? e".unicodeScalars.map { [$0] })
      #expect(screen.takeOutput().allSatisfy { $0 < 0x80 })
    }

    /// Curses would place the rest of the line elsewhere than the frame does.
    @Test func showsCellsOfAnotherWidthThanItsOwnAsReplacements() throws {
      let screen = try open()
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      var frame = frame([])
      frame.put(Cell("日"), x: 0, y: 0)
      frame.put(Cell("a", width: 2), x: 1, y: 0)
      frame.put(Cell("é", width: 2), x: 4, y: 0)
      frame.put(Cell("\u{7}"), x: 8, y: 0)
      frame.put(Cell("\u{301}"), x: 9, y: 0)
      frame.put(Cell("z"), x: 10, y: 0)
      writer.write(frame, paints: paints, to: screen)
      screen.update(cursor: nil)
      let row = (0..<11).map { screen.shown(x: $0, y: 0).scalars }
      #expect(row == "\u{fffd}a  \u{fffd}   ?\u{fffd}z".unicodeScalars.map { [$0] })
    }

    @Test func sendsNothingForTheSameFrameAndLittleForAChange() throws {
      let screen = try open()
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      writer.write(frame(["one", "two"]), paints: paints, to: screen)
      screen.update(cursor: nil)
      #expect(!screen.takeOutput().isEmpty)
      writer.write(frame(["one", "two"]), paints: paints, to: screen)
      screen.update(cursor: nil)
      #expect(screen.takeOutput().isEmpty)
      writer.write(frame(["one", "twO"]), paints: paints, to: screen)
      screen.update(cursor: nil)
      let change = screen.takeOutput()
      #expect(change.contains(UInt8(ascii: "O")) && !change.contains(UInt8(ascii: "w")))
    }

    @Test func noticesMarksThatChangedUnderTheSameNumber() throws {
      let screen = try open()
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      for mark in ["\u{301}", "\u{302}"] as [Unicode.Scalar] {
        var frame = frame([])
        frame.put(Cell("e", marks: frame.remember(marks: [mark])), x: 0, y: 0)
        writer.write(frame, paints: paints, to: screen)
        screen.update(cursor: nil)
        #expect(screen.shown(x: 0, y: 0).scalars == ["e", mark])
      }
    }

    /// Any two frames after each other: curses holds the second one.
    @Test(arguments: 0..<60) func endsWithTheLastFrame(seed: Int) throws {
      var random = SplitMix64(seed: UInt64(seed))
      let (width, height) = (Int.random(in: 1...12, using: &random), Int.random(in: 1...4, using: &random))
      let screen = try open(width: width, height: height)
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      var frame = Frame(size: Size(width: width, height: height))
      for _ in 0..<12 {
        for _ in 0..<Int.random(in: 0...8, using: &random) {
          let (x, y) = (Int.random(in: 0..<width, using: &random), Int.random(in: 0..<height, using: &random))
          let isWide = Bool.random(using: &random)
          frame.put(
            isWide ? Cell("日", width: 2) : Cell(["a", "b", " "].randomElement(using: &random) ?? " "), x: x, y: y)
        }
        writer.write(frame, paints: paints, to: screen)
        screen.update(cursor: (width - 1, height - 1))
        for y in 0..<height {
          for x in 0..<width {
            let cell = frame[x, y] ?? Cell()
            if cell.width > 0 { #expect(screen.shown(x: x, y: y).scalars == [cell.scalar], "\(x),\(y)") }
          }
        }
      }
    }

    @Test func takesFramesOfAnotherSize() throws {
      var screen = try open(width: 10, height: 3)
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      for (width, height) in [(10, 3), (30, 9), (1, 1), (500, 200), (0, 0), (1000, 1000), (7, 2)] {
        screen.resize(to: Size(width: 7, height: 2))
        writer.forget()
        var frame = frame([String(repeating: "x", count: min(width, 40))], width: width, height: height)
        frame.put(Cell("日", width: 2), x: 6, y: 0)
        writer.write(frame, paints: paints, to: screen)
        screen.update(cursor: (-5, 5000))
        #expect(screen.shown(x: 0, y: 0).scalars == [width == 0 ? " " : "x"])
        // The wide cell is cut in two by the edge, unless the frame is so narrow that it was never there.
        if width > 7 { #expect(screen.shown(x: 6, y: 0).scalars == [" "]) }
        writer.forget()
      }
    }

    @Test(
      arguments: [
        (nil, TerminalFailure.typeUnset), ("", .typeUnset), ("no-such-terminal", .typeUnknown("no-such-terminal")),
        ("dumb", .cannotMoveCursor("dumb")), ("../../etc/passwd", .typeUnknown("../../etc/passwd")),
      ] as [(String?, TerminalFailure)])
    func refusesTerminalsWithoutAScreen(type: String?, failure: TerminalFailure) {
      #expect(throws: failure) { _ = try CursesScreen.open(type: type, size: Size(width: 80, height: 24)) }
    }

    @Test(arguments: ["linux", "vt100", "xterm"]) func takesDescriptionsWithAndWithoutASize(type: String) throws {
      let screen = try open(type, width: 30, height: 7)
      #expect(screen.size == Size(width: 30, height: 7))
    }

    @Test func saysWhyInASentence() {
      #expect("\(TerminalFailure.typeUnknown("a\u{1b}[2Jb"))".contains("'a?[2Jb'"))
      #expect("\(TerminalFailure.cannotMoveCursor("dumb"))".contains("'dumb'"))
    }

    /// Wherever a character is wider for the terminal than for us, the end of its row must not come out in the next one.
    @Test(arguments: ["xterm-256color", "tmux-256color"]) func rowsDoNotGoOnInTheNextOne(type: String) throws {
      let screen = try open(type)
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      let row = String(repeating: "x", count: 20)
      writer.write(frame([row, row, row, row, row]), paints: paints, to: screen)
      screen.update(cursor: nil)
      screen.leave()
      writer.forget()
      writer.write(frame([row]), paints: paints, to: screen)
      screen.update(cursor: nil)
      screen.leave()
      let modes = String(decoding: screen.takeOutput(), as: UTF8.self).matches(of: /\u{1b}\[\?(1049|7)[hl]/)
      let visit = ["?1049h", "?7l", "?7h", "?1049l", "?7h"]
      #expect(modes.map { String($0.output.0.dropFirst(2)) } == visit + visit)
    }

    /// Where wrapping cannot be turned off by the terminal's description, curses writes the last cell one column to the left
    /// and pushes it into place: in a single column that pushes it out.
    @Test(arguments: ["xterm-256color", "tmux-256color", "screen"], [1, 3]) func keepsASingleColumn(
      type: String, height: Int
    ) throws {
      var screen = try open(type)
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      let size = Size(width: 1, height: height)
      screen.resize(to: size)
      #expect(screen.size == size)
      _ = screen.takeOutput()
      writer.write(
        frame(Array(repeating: "x", count: height), width: 1, height: height), paints: paints, to: screen)
      screen.update(cursor: nil)
      let output = String(decoding: screen.takeOutput(), as: UTF8.self)
      #expect(output.filter { $0 == "x" }.count == height)
      #expect(!output.contains("\u{1b}[1@") && !output.contains(" "), "\(output.debugDescription)")
      #expect(screen.shown(x: 0, y: height - 1).scalars == ["x"])
    }

    /// A description has a size too, and curses begins with that one.
    @Test func letsTheWholeScreenScrollFromTheFirst() throws {
      let screen = try open(height: 40)
      screen.update(cursor: nil)
      let regions = String(decoding: screen.takeOutput(), as: UTF8.self).matches(of: /\u{1b}\[(\d+;\d+)r/)
      #expect(regions.map { String($0.output.1) } == ["1;40"])
    }

    /// Of all ways to scroll it is the one that not every terminal knows.
    @Test(arguments: [1, 2, 3]) func scrollsWithoutTheScrollSequence(lines: Int) throws {
      let screen = try open(height: 12)
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      let rows = (0..<15).map { "row \($0) of what stands there".prefix(20).description }
      writer.write(frame(Array(rows.prefix(12)), height: 12), paints: paints, to: screen)
      screen.update(cursor: nil)
      _ = screen.takeOutput()
      writer.write(frame(Array(rows.dropFirst(lines).prefix(12)), height: 12), paints: paints, to: screen)
      screen.update(cursor: nil)
      let output = String(decoding: screen.takeOutput(), as: UTF8.self)
      #expect(!output.contains(/\u{1b}\[\d*[ST]/))
      #expect(output.utf8.count < 60 * lines + 40, "it scrolls, and does not paint everything")
    }

    /// A line that arrives in a full-width pane must cost about itself (speed.md: at most 200 bytes).
    @Test(arguments: ["xterm-256color", "tmux-256color"]) func scrollsALineForTheCostOfItself(type: String) throws {
      let screen = try open(type, width: 200, height: 50)
      let paints = PaintTable(Palette(.dark, depth: .full))
      var writer = FrameWriter(ascii: false)
      var cost = 0
      for newest in 100..<200 {
        var frame = Frame(size: Size(width: 200, height: 50))
        func put(_ text: String, _ x: Int, _ y: Int, _ style: Style) {
          for (at, scalar) in text.unicodeScalars.enumerated() {
            frame.put(Cell(scalar, style: style), x: x + at, y: y)
          }
        }
        put(" mpt-tail", 0, 0, Style(.title))
        put("\(newest) logs", 150, 1, Style(.header))
        for y in 3..<49 {
          let number = newest - 48 + y
          put("13:40:1\(number % 10).\(100 + number)", 1, y, Style(.timestamp))
          put("INFO", 14, y, Style(.severityInfo))
          put(
            "Starting buyer 'BUY-\(number * 7919 % 9973)' transfer to 'ACC-4952-6625', \(number) done so far.", 22, y,
            Style(.text))
        }
        put("1-5 severity  / search", 0, 49, Style(.footer))
        writer.write(frame, paints: paints, to: screen)
        screen.update(cursor: nil)
        let bytes = screen.takeOutput().count
        if newest > 100 { cost += bytes }
      }
      #expect(cost / 99 <= 200)
    }
  }
}

extension CursesScreen {
  /// What curses holds at a place.
  fileprivate func shown(x: Int, y: Int) -> (scalars: [Unicode.Scalar], attributes: attr_t, foreground: Int32) {
    var cell = cchar_t()
    _ = cellHeld(x: x, y: y, &cell)
    let scalars = (0..<5).compactMap { at -> Unicode.Scalar? in
      let value = UInt32(bitPattern: cn_scalar(&cell, Int32(at)))
      return value == 0 ? nil : Unicode.Scalar(value)
    }
    var (foreground, background): (Int32, Int32) = (0, 0)
    extended_pair_content(cn_pair(&cell), &foreground, &background)
    return (scalars, cn_attributes(&cell), foreground)
  }
}
