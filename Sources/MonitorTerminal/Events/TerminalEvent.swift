package import MonitorUI

/// What the terminal and the system tell the program.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case signal(TerminalSignal)
  /// The terminal takes output again after `draw` had put a frame off: draw the newest one.
  case writable
  /// The terminal is gone; no key will come any more.
  case hungUp
  /// A full second of the wall clock passed, where that was asked for.
  case second
}
