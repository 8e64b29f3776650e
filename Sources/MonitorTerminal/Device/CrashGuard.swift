import CTerminalGuard

/// Gives the terminal back when the program crashes, and keeps the token out of core dumps and crash reports.
package enum CrashGuard {
  private static let message: StaticString = "mpt-tail stopped because of a fault of its own. Please report it.\n"

  /// Handles crashes from now on, in place of the Swift runtime's backtracer; no core dump is written any more.
  /// Called early in `main`, on a terminal or not. A crash still ends the program by its signal.
  package static func install() {
    message.withUTF8Buffer { bytes in
      // The buffer of a static string is ended by a zero, which the buffer does not count.
      bytes.withMemoryRebound(to: CChar.self) { characters in
        if let start = characters.baseAddress { terminal_guard_install(start) }
      }
    }
  }

  /// What a crash writes to this terminal. It stays in force until `disarm`.
  static func arm(_ device: borrowing TerminalDevice, restore: [UInt8]) {
    var modes = device.found
    _ = terminal_guard_arm(device.descriptor, &modes, restore, restore.count)
  }

  static func disarm() { terminal_guard_disarm() }

  /// Lets the calling thread's overflowing stack be handled too. Called with every frame, for nobody else knows on which
  /// thread they are drawn; repeated, it costs the look at one thread-local variable.
  package static func coverThisThread() { terminal_guard_stack() }
}
