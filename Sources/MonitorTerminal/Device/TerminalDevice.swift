import CTerminalGuard
import Glibc
package import MonitorUI

/// A terminal as the system knows it: a descriptor of our own, never blocking, and the modes it was found in.
package struct TerminalDevice: ~Copyable {
  let descriptor: Int32
  /// The modes to leave it in.
  let found: termios

  /// The terminal behind a descriptor, standard output by default. Standard input may be a pipe.
  package static func open(_ descriptor: Int32 = STDOUT_FILENO) throws(TerminalFailure) -> TerminalDevice {
    let opened = terminal_reopen(descriptor)
    guard opened >= 0 else { throw .noTerminal }
    var modes = termios()
    guard tcgetattr(opened, &modes) == 0 else {
      close(opened)
      throw .noTerminal
    }
    return TerminalDevice(descriptor: opened, found: modes)
  }

  private init(descriptor: Int32, found: termios) {
    self.descriptor = descriptor
    self.found = found
  }

  deinit { close(descriptor) }

  /// The size now, each side within 1…1000; 80×24 when the terminal does not know it (a serial line).
  package var size: Size {
    var (columns, rows): (Int32, Int32) = (80, 24)
    _ = terminal_size(descriptor, &columns, &rows)
    return Self.clamped(Size(width: Int(columns), height: Int(rows)))
  }

  /// How many columns the terminal behind a descriptor has; `nil` where it is none.
  package static func width(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var (columns, rows): (Int32, Int32) = (80, 24)
    _ = terminal_size(descriptor, &columns, &rows)
    return clamped(Size(width: Int(columns), height: Int(rows))).width
  }

  /// A size that can be drawn on.
  static func clamped(_ size: Size) -> Size {
    Size(width: min(max(size.width, 1), 1000), height: min(max(size.height, 1), 1000))
  }

  /// Whether it takes orders from this process: asking from the background would stop us, or undo the shell's modes.
  var isOurs: Bool { terminal_is_ours(descriptor) }

  /// Whether standard input is this terminal too.
  var isStandardInput: Bool {
    var (own, other) = (stat(), stat())
    return isatty(STDIN_FILENO) == 1 && fstat(descriptor, &own) == 0 && fstat(STDIN_FILENO, &other) == 0
      && own.st_rdev == other.st_rdev
  }

  /// Another descriptor for the same open terminal; -1 with errno on failure.
  func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }

  /// Keys come at once, unechoed and untranslated; Ctrl-C, Ctrl-\ and Ctrl-Z stay signals. Curses wants line feeds
  /// untranslated too; plain lines do not.
  func becomeRaw(forPlainLines: Bool = false) {
    var modes = found
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
    modes.c_lflag |= tcflag_t(ISIG)
    modes.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | ISTRIP)
    if !forPlainLines { modes.c_oflag &= ~tcflag_t(ONLCR) }
    withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    // Never TCSADRAIN: a stopped terminal drains never.
    tcsetattr(descriptor, TCSANOW, &modes)
  }

  /// The modes it was found in. With `discardingInput`, what was typed and not read reaches no shell.
  func restore(discardingInput: Bool) {
    var modes = found
    if discardingInput { tcflush(descriptor, TCIFLUSH) }
    tcsetattr(descriptor, TCSANOW, &modes)
  }

  /// Writes bytes as far as the terminal takes them within so many milliseconds; the rest is dropped.
  package func write(_ bytes: [UInt8], withinMilliseconds limit: Int32) {
    let output = TerminalOutput(descriptor: descriptor)
    output.append(bytes)
    _ = output.flush(tryingFor: limit)
  }

  /// Lets output flow again that was stopped by Ctrl-S.
  func continueOutput() {
    // Linux goes on only from a stop of the same kind, which covers the one by the key.
    tcflow(descriptor, TCOOFF)
    tcflow(descriptor, TCOON)
  }
}
