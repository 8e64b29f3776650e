import Foundation
import Glibc
import MonitorCore
import MonitorUI
import TestSupport
import Testing

@testable import MonitorTerminal

extension CursesTests {
  /// What a terminal shows is what was drawn, cell by cell: random screens with wide and combining text, each drawn over the
  /// one before. `Scripts/evidence` draws a hundred, and has a second emulator read them too.
  @Suite struct ShownCellsTests {
    private static let size = Size(width: 62, height: 14)

    @Test(.timeLimit(.minutes(60)))
    func tmuxShowsWhatWasDrawn() throws {
      let settings = ProcessInfo.processInfo.environment
      let count = settings["MPT_SCREENS"].flatMap { Int($0) } ?? 24
      let folder = settings["MPT_SCREENS_FOLDER"]
      let pty = try PseudoTerminal(columns: UInt16(Self.size.width), rows: UInt16(Self.size.height))
      let device = try TerminalDevice.open(pty.slave)
      let events = try TerminalEvents(terminal: device)
      var terminal = try Terminal(device: device, events: events, environment: ["TERM": "tmux-256color"])
      let tmux = try TmuxCat(Self.size)
      var screens = RandomScreens(seed: 1, size: Self.size)
      var taken = 0
      for number in 0..<count {
        let frame = screens.next()
        #expect(terminal.draw(frame) == .drawn)
        let bytes = pty.read(count: terminal.bytesWritten - taken)
        taken = terminal.bytesWritten
        let expected = screens.rows(of: frame)
        let shown = try tmux.show(bytes, number: number)
        for (y, row) in expected.enumerated() {
          #expect(shown.indices.contains(y) && shown[y] == row, "screen \(number), row \(y)")
        }
        if let folder {
          let name = "\(folder)/\(1_000 + number)"
          try Data(bytes).write(to: URL(fileURLWithPath: name + ".bytes"))
          try expected.joined(separator: "\n").write(toFile: name + ".rows", atomically: true, encoding: .utf8)
        }
      }
    }
  }

  /// Frames full of text of many widths, the same for the same seed.
  private struct RandomScreens {
    private var random: SplitMix64
    private var frame: Frame

    private static let narrow: [ClosedRange<UInt32>] = [
      0x21...0x7E, 0xA1...0xAC, 0xC0...0x17F, 0x391...0x3A1, 0x3B1...0x3C9, 0x410...0x44F, 0x2500...0x257F,
      0x2581...0x2588, 0x28C0...0x28FF,
    ]
    private static let wide: [ClosedRange<UInt32>] = [
      0x3042...0x3090, 0x30A2...0x30F0, 0x4E00...0x9F00, 0xAC00...0xD7A0, 0x1F600...0x1F64F, 0xFF21...0xFF3A,
    ]
    private static let marks: [ClosedRange<UInt32>] = [0x300...0x314, 0x323...0x331]
    private static let roles: [Style.Role] = [
      .text, .secondary, .title, .header, .headerFocused, .severityError, .severityWarning, .value, .footer,
    ]

    init(seed: UInt64, size: Size) {
      random = SplitMix64(seed: seed)
      frame = Frame(size: size)
    }

    /// Some rows anew, once in a while all of them.
    mutating func next() -> Frame {
      let changesAll = random.next() % 8 == 0 || frame.cells.allSatisfy { $0.scalar == " " }
      for y in 0..<frame.size.height where changesAll || random.next() % 3 == 0 { fill(y) }
      return frame
    }

    private mutating func fill(_ y: Int) {
      var x = changesFrom()
      while x < frame.size.width - 1 {
        let style = Style(Self.roles[pick(Self.roles.count)], random.next() % 5 == 0 ? .bold : [])
        for _ in 0...pick(7) where x < frame.size.width - 1 {
          x += put(x, y, style)
        }
      }
      // Whatever is off in its row shows at its end.
      frame.put(Cell(Unicode.Scalar(UInt8(0x41 + y % 26)), style: Style(.text)), x: frame.size.width - 1, y: y)
    }

    /// Mostly a whole row; else its end.
    private mutating func changesFrom() -> Int { random.next() % 2 == 0 ? 0 : pick(frame.size.width) }

    /// Puts a cell, and says how many columns it took.
    private mutating func put(_ x: Int, _ y: Int, _ style: Style) -> Int {
      switch random.next() % 10 {
      case 0, 1: frame.put(Cell(" ", style: style), x: x, y: y)
      case 2, 3,
        4 where x + 2 < frame.size.width:
        frame.put(Cell(scalar(Self.wide), width: 2, style: style), x: x, y: y)
        return 2
      case 5:
        let run = (0...pick(2)).map { _ in scalar(Self.marks) }
        frame.put(Cell(scalar([0x61...0x7A]), marks: frame.remember(marks: run), style: style), x: x, y: y)
      default: frame.put(Cell(scalar(Self.narrow), style: style), x: x, y: y)
      }
      return 1
    }

    private mutating func scalar(_ ranges: [ClosedRange<UInt32>]) -> Unicode.Scalar {
      let range = ranges[pick(ranges.count)]
      return Unicode.Scalar(range.lowerBound + UInt32(pick(range.count))) ?? "?"
    }

    private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    /// The rows as a terminal has them, with their trailing spaces, each cell followed by its marks.
    func rows(of frame: Frame) -> [String] {
      (0..<frame.size.height).map { y in
        var row = String.UnicodeScalarView()
        for x in 0..<frame.size.width {
          guard let cell = frame[x, y], cell.width > 0 else { continue }
          row.append(cell.scalar)
          row.append(contentsOf: frame.marks[Int(cell.marks)])
        }
        return String(row)
      }
    }
  }

  /// A window of tmux that shows the bytes it is given.
  private final class TmuxCat {
    private let socket: String
    private let pipe: String
    private let feed: Int32

    init(_ size: Size) throws {
      let name = FileManager.default.temporaryDirectory.path + "/mpt-tail-cells-\(UUID().uuidString)"
      (socket, pipe) = (name + ".socket", name + ".pipe")
      guard mkfifo(pipe, 0o600) == 0 else { throw ChildProcess.Failure(description: "no pipe: \(errno)") }
      // For both, so that it opens before the window reads.
      feed = open(pipe, O_RDWR | O_CLOEXEC)
      try tmux([
        "-f", "/dev/null", "new-session", "-d", "-x", "\(size.width)", "-y", "\(size.height)", "-e", "LC_ALL=C.UTF-8",
        "sh",
        "-c", "tmux -S '\(socket)' set -g status off; stty raw -echo; exec cat '\(pipe)'",
      ])
    }

    deinit {
      _ = try? ChildProcess.run(["tmux", "-S", socket, "kill-server"])
      close(feed)
      unlink(socket)
      unlink(pipe)
    }

    /// The rows after these bytes.
    func show(_ bytes: [UInt8], number: Int) throws -> [String] {
      // What comes last says that all before it is shown.
      let mark = "shown \(number)"
      let all = bytes + Array("\u{1b}]2;\(mark)\u{7}".utf8)
      var done = 0
      while done < all.count {
        let count = all[done...].withUnsafeBytes { write(feed, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { throw ChildProcess.Failure(description: "no feed: \(errno)") }
        done += max(0, count)
      }
      while try tmux(["display-message", "-p", "-t", "0", "#{pane_title}"]) != mark + "\n" { usleep(2_000) }
      return try tmux(["capture-pane", "-p", "-N", "-t", "0"]).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
      let run = try ChildProcess.run(["tmux", "-u", "-S", socket] + arguments)
      guard run.status == 0 else { throw ChildProcess.Failure(description: run.output) }
      return run.output
    }
  }
}
