package import MonitorCore

/// How a word of a line looks on a terminal, as the parameters of SGR (ECMA-48 8.3.117): the one table of colours for lines
/// and for the receipt. They are the terminal's own sixteen, which a person has chosen; themes are for the screen.
package enum LineStyle: String, CaseIterable, Sendable {
  case failure = "1;31"
  case error = "31"
  case warning = "33"
  case success = "32"
  case running = "36"
  case faint = "2"
  case strong = "1"

  /// The style of a severity's word; `nil` for one that is not known.
  package init?(_ severity: Severity) {
    switch severity {
    case .unknown: return nil
    case .debug: self = .faint
    case .info: self = .success
    case .warning: self = .warning
    case .error: self = .error
    case .failure: self = .failure
    }
  }

  /// What begins the style, and what ends each.
  var opening: String { "\u{1B}[\(rawValue)m" }
  static let closing = "\u{1B}[0m"

  /// The text in this style, and plain after it.
  package func applied(to text: String) -> String { opening + text + Self.closing }
}
