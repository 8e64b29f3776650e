import CTerminalGuard
import Glibc

/// What the program does about signals, for the whole process.
///
/// They are heard by handlers that write into a pipe, and not by blocking them and reading a signalfd: one thread of a
/// library in which they are not blocked would be enough for a signal to end the program at once. So children inherit no
/// mask; those started from a task on Dispatch's threads still inherit theirs (nearly everything blocked), and whoever
/// starts one sets it empty (`POSIX_SPAWN_SETSIGMASK`).
package enum TerminalSignals {
  /// Installs the handlers; the first thing `main` does. Those that the parent ignores stay ignored (`nohup`).
  ///
  /// While no `TerminalEvents` lives, a signal does what it does by default: a command that only asks and prints can be
  /// interrupted from its first instruction to its last. A signal that nothing is done about, and that ends a program by
  /// default (SIGUSR1, SIGXCPU …), gives the terminal back first. Throws the system's error number when no pipe can be had.
  package static func install() throws(TerminalFailure) {
    _ = try source()
  }

  /// Ends the program by a signal's default action, as its parent expects. Call it when the terminal was given back.
  package static func die(by signal: TerminalSignal) {
    terminal_signals_die(signal.number)
  }

  /// Bounds the rest of the program: after so many milliseconds it ends by the signal, or without one with the status,
  /// whatever it waits for then. The terminal is given back first.
  package static func leave(withinMilliseconds limit: Int32, by signal: TerminalSignal?, status: Int32 = 0) {
    terminal_signals_leave_within(limit, signal?.number ?? 0, status)
  }

  /// Stops the program as Ctrl-Z does, and returns when it is continued (at once where nobody could continue it).
  /// Call it between `Terminal.suspend()` and `Terminal.resume()`.
  package static func stopSelf() {
    terminal_signals_stop()
  }

  /// The descriptor that gives a byte for each signal.
  static func source() throws(TerminalFailure) -> Int32 {
    let descriptor = terminal_signals_open()
    guard descriptor >= 0 else { throw .system("hear signals", errno) }
    return descriptor
  }
}

/// A signal the program hears as an event.
package enum TerminalSignal: CaseIterable, Hashable, Sendable {
  /// Ctrl-C; ends with 130.
  case interrupt
  /// `kill`; ends with 143.
  case terminate
  /// The terminal is gone; ends with 129.
  case hangup
  /// Ctrl-\; ends with 131.
  case quit
  /// The window has another size.
  case windowChanged
  /// Ctrl-Z.
  case stop
  /// `fg`, or SIGCONT after a stop that nobody announced: the terminal may be in any state.
  case continued

  /// The system's number.
  package var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangup: SIGHUP
    case .quit: SIGQUIT
    case .windowChanged: SIGWINCH
    case .stop: SIGTSTP
    case .continued: SIGCONT
    }
  }

  /// Whether it asks the program to end.
  package var ends: Bool {
    switch self {
    case .interrupt, .terminate, .hangup, .quit: true
    case .windowChanged, .stop, .continued: false
    }
  }

  init?(number: Int32) {
    guard let found = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = found
  }
}
