import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// Prints the receipt where the screen was.
struct ReceiptPrinter {
  /// How long a terminal that takes nothing (Ctrl-S, a stalled connection) may keep the program, in milliseconds. Giving the
  /// screen back before it takes 300 at most.
  private static let limit: Int32 = 200

  private let usesColor: Bool
  private let descriptor: Int32

  /// - Parameter usesColor: whether colours are wanted; they are left out where the terminal has none.
  init(usesColor: Bool, environment: Environment) {
    descriptor = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : STDERR_FILENO
    self.usesColor = usesColor && environment.terminalHasColor && isatty(descriptor) == 1
  }

  /// Prints it, and sentences for the person below it. What the terminal does not take in time is lost.
  ///
  /// - Parameter command: what begins watching again; `nil` where that cannot be done.
  func print(_ model: Model, command: String?, advice: [String] = []) {
    let receipt = Receipt(model, width: max(20, model.size.width), command: command)
    var text: [UInt8] = []
    for line in receipt.lines {
      for run in line { Self.append(run, usesColor: usesColor, to: &text) }
      text.append(0x0A)
    }
    for sentence in advice { text.append(contentsOf: "mpt-tail: \(SafeText.line(sentence))\n".utf8) }
    guard !text.isEmpty else { return }
    do throws(TerminalFailure) {
      try TerminalDevice.open(descriptor).write(text, withinMilliseconds: Self.limit)
    } catch {
      // There is no terminal any more.
    }
  }

  /// Appends a run, with what its meaning looks like in the terminal's own colours.
  static func append(_ run: Receipt.Run, usesColor: Bool, to output: inout [UInt8]) {
    let style = usesColor ? LineStyle(run.style) : nil
    output.append(contentsOf: (style?.applied(to: run.text) ?? run.text).utf8)
  }
}

extension LineStyle {
  /// What stands in a line for a style of the screen.
  fileprivate init?(_ style: Style) {
    switch style.role {
    case .severityFailure: self = .failure
    case .severityError, .danger, .statusFailed, .refused: self = .error
    case .severityWarning, .stale, .caution, .statusBlocked, .statusRescheduled: self = .warning
    case .statusCompleted: self = .success
    case .statusProcessing: self = .running
    case .secondary, .timestamp, .statusWaiting, .statusQueued, .statusCanceled: self = .faint
    default:
      guard style.emphasis.contains(.bold) else { return nil }
      self = .strong
    }
  }
}
