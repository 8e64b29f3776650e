import MonitorCore

/// How many columns text takes on a terminal.
package enum DisplayWidth {
  /// 0 for a combining mark, 2 for a wide scalar, otherwise 1. Agrees with glibc's `wcwidth`, by which tmux and ncurses
  /// count.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    scalar.value < 0x300 ? 1 : ScalarWidth.of(scalar.value)
  }

  /// The sum over all scalars of a text that is safe to draw.
  package static func of(_ text: some StringProtocol) -> Int {
    var columns = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return text.unicodeScalars.reduce(0) { $0 + of($1) } }
      columns += 1
    }
    return columns
  }
}
