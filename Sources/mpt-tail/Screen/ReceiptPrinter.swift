import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// Prints the receipt where the screen was.
struct ReceiptPrinter {
  private let usesColor: Bool
  private let descriptor: Int32

  /// - Parameter usesColor: whether colours are wanted; they are left out where the terminal has none.
  init(usesColor: Bool, environment: Environment) {
    descriptor = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : STDERR_FILENO
    self.usesColor = usesColor && environment.terminalHasColor && isatty(descriptor) == 1
  }

  /// Prints it; what cannot be written is lost. `command` begins watching again.
  func print(_ model: Model, command: String?) {
    let receipt = Receipt(model, width: max(20, model.size.width), command: command)
    guard !receipt.lines.isEmpty else { return }
    var text: [UInt8] = []
    for line in receipt.lines {
      for run in line { Self.append(run, usesColor: usesColor, to: &text) }
      text.append(0x0A)
    }
    do throws(TerminalFailure) {
      try TerminalDevice.open(descriptor).write(text, withinMilliseconds: Self.limit)
    } catch {
      var pipe = OutputPipe(descriptor: descriptor)
      pipe.buffer = text
      try? pipe.flush()
    }
  }

  /// How long a terminal that takes nothing (Ctrl-S, a stalled connection) may keep the program.
  private static let limit: Int32 = 200

  /// Appends a run, with what its meaning looks like in the terminal's own colours.
  static func append(_ run: Receipt.Run, usesColor: Bool, to output: inout [UInt8]) {
    guard usesColor, let paint = paint(of: run.style) else { return output.append(contentsOf: run.text.utf8) }
    output.append(contentsOf: "\u{1B}[\(paint)m\(run.text)\u{1B}[0m".utf8)
  }

  private static func paint(of style: Style) -> String? {
    switch style.role {
    case .severityFailure: "1;31"
    case .severityError, .statusFailed, .refused: "31"
    case .severityWarning, .stale: "33"
    case .statusCompleted: "32"
    case .statusProcessing: "36"
    case .secondary, .timestamp, .statusWaiting: "2"
    default: style.emphasis.contains(.bold) ? "1" : nil
    }
  }
}
