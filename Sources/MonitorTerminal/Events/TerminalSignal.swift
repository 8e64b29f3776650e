import Glibc

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
