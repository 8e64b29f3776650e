import CNcurses
import CTerminalGuard
import Glibc
import MonitorUI

/// Curses without a terminal of its own: it writes into a file in memory, and `takeOutput` hands its bytes on.
///
/// So a slow or stopped terminal never blocks inside curses, what a frame costs can be counted, and the same code runs
/// in tests. Modes and sizes of the real terminal are `TerminalDevice`'s business.
struct CursesScreen: ~Copyable {
  private let screen: OpaquePointer
  private let output: UnsafeMutablePointer<FILE>
  private let input: UnsafeMutablePointer<FILE>
  private let memory: Int32
  private let taming: CursesOutput
  /// The whole screen; curses' own `stdscr` stays unused, for Swift refuses global variables that change.
  private var window: UnsafeMutablePointer<WINDOW>
  private(set) var size: Size
  /// The type of terminal whose description is used.
  let type: String

  /// The type used for a terminal without a description whose name says that it belongs to the family: with no more
  /// colours than the name promises.
  static func fallback(for type: String) -> String { type.contains("16color") ? "xterm" : "xterm-256color" }

  /// Opens the screen. Throws when the system has no description of this type of terminal nor of the fallback for its
  /// family, or one by which the cursor cannot be moved.
  static func open(type: String?, size: Size) throws(TerminalFailure) -> CursesScreen {
    do {
      return try openExactly(type: type, size: size)
    } catch {
      guard case .typeUnknown(let type) = error, TerminalTraits.isXtermFamily(type) else { throw error }
      do { return try openExactly(type: fallback(for: type), size: size) } catch _ { throw error }
    }
  }

  private static func openExactly(type: String?, size: Size) throws(TerminalFailure) -> CursesScreen {
    guard let type, !type.isEmpty else { throw .typeUnset }
    let memory = terminal_memory_file()
    guard memory >= 0, let output = fdopen(memory, "w") else { throw .system("prepare the screen", errno) }
    guard let input = fopen("/dev/null", "re") else {
      fclose(output)
      throw .system("prepare the screen", errno)
    }
    // LINES and COLUMNS are what the shell believed once.
    use_env(false)
    // Some descriptions hold no size (linux), and without any there is no screen: where curses looks for one and finds none,
    // as in the file in memory, it takes 24 × 80.
    use_tioctl(true)
    var status: Int32 = 0
    let isDescribed = setupterm(type, memory, &status) == cn_ok
    var failure: TerminalFailure = status == 1 ? .cannotMoveCursor(type) : .typeUnknown(type)
    if isDescribed, cn_capability("cup") != nil, cn_capability("clear") != nil,
      let screen = newterm(type, output, input)
    {
      if let window = makeWindow(of: size) {
        // It has begun with the size of the description, which may be another, and set the region that scrolls to that. By
        // leaving before anything was sent it begins anew, with the first update.
        endwin()
        fflush(output)
        lseek(memory, 0, SEEK_SET)
        return CursesScreen(
          screen: screen, output: output, input: input, memory: memory, window: window, size: size, type: type)
      }
      failure = .system("prepare the screen", ENOMEM)
      delscreen(screen)
    }
    fclose(output)
    fclose(input)
    throw failure
  }

  private init(
    screen: OpaquePointer, output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>, memory: Int32,
    window: UnsafeMutablePointer<WINDOW>, size: Size, type: String
  ) {
    self.type = type
    self.screen = screen
    self.output = output
    self.input = input
    self.memory = memory
    self.window = window
    self.size = size
    taming = CursesOutput(
      enter: TerminalModes.capability("smcup"), leave: TerminalModes.capability("rmcup"),
      wrapOn: TerminalModes.wrap(isOn: true), wrapOff: TerminalModes.wrap(isOn: false))
    nonl()
    // Looking for typed keys in the middle of an update is not curses' business here.
    typeahead(-1)
  }

  deinit {
    delwin(window)
    delscreen(screen)
    fclose(output)
    fclose(input)
  }

  /// Applies another size; the next update paints everything.
  mutating func resize(to size: Size) {
    delwin(window)
    // Curses only fails here without memory; then the old size would be drawn with a window that is gone.
    guard let window = Self.makeWindow(of: size) ?? newwin(1, 1, 0, 0) else { return }
    self.window = window
    self.size = Size(width: Int(getmaxx(window)), height: Int(getmaxy(window)))
    repaint()
  }

  /// The next update clears the terminal and paints everything.
  func repaint() { clearok(window, true) }

  /// Writes prepared cells at a position.
  func put(_ cells: UnsafeBufferPointer<cchar_t>, x: Int, y: Int) {
    mvwadd_wchnstr(window, Int32(y), Int32(x), cells.baseAddress, Int32(cells.count))
  }

  /// Reads back the cell that curses holds at a position; false outside.
  func cellHeld(x: Int, y: Int, _ cell: inout cchar_t) -> Bool {
    mvwin_wch(window, Int32(y), Int32(x), &cell) == cn_ok
  }

  /// Brings the terminal to what was written, with the cursor at a position, or hidden: then it stands at `reading`, or
  /// where the last change left it.
  func update(cursor: (x: Int, y: Int)?, reading: (x: Int, y: Int)? = nil) {
    leaveok(window, cursor == nil && reading == nil)
    if let cursor = cursor ?? reading {
      wmove(window, Int32(min(max(cursor.y, 0), size.height - 1)), Int32(min(max(cursor.x, 0), size.width - 1)))
    }
    wnoutrefresh(window)
    doupdate()
    curs_set(cursor == nil ? 0 : 1)
  }

  /// Leaves the screen: the normal one is back, until the next update.
  func leave() {
    curs_set(1)
    endwin()
  }

  /// What curses wrote since the last time.
  func takeOutput() -> [UInt8] {
    fflush(output)
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = pread(memory, &bytes, count, 0)
    lseek(memory, 0, SEEK_SET)
    return taming.tamed(bytes[..<max(0, filled)])
  }

  private static func makeWindow(of size: Size) -> UnsafeMutablePointer<WINDOW>? {
    // Where the description has no way to turn wrapping off, curses writes the last cell one column to the left and pushes
    // it into place. Beside a wide character it is lost by that, so where wrapping is off nevertheless curses believes in
    // another line, always empty. In a single column it would be pushed out, so there curses believes in a second one.
    let isPushed = TerminalModes.capability("rmam").isEmpty && !TerminalModes.wrap(isOn: false).isEmpty
    resize_term(Int32(size.height + (isPushed ? 1 : 0)), Int32(max(2, size.width)))
    guard let window = newwin(Int32(size.height), Int32(size.width), 0, 0) else { return nil }
    // Lets curses scroll regions of whole lines: a line that arrives costs itself, not the pane.
    idlok(window, true)
    scrollok(window, false)
    return window
  }
}
