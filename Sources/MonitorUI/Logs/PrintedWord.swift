import MonitorCore

/// What stands on the screen and is no part of a message: a severity's word, a time. Who searches for it as in `grep` is told
/// the key that means it.
enum PrintedWord: Hashable, Sendable {
  case severity(Severity)
  case time

  /// `nil` where a pattern is neither.
  init?(_ pattern: String) {
    let text = pattern.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    if let severity = Self.words.first(where: { $0.value.contains(text) })?.key {
      self = .severity(severity)
    } else if text.contains(":"), MomentText(text) != nil {
      self = .time
    } else {
      return nil
    }
  }

  private static let words: [Severity: Set<String>] = [
    .debug: ["debug"], .info: ["info", "information"], .warning: ["warn", "warning", "warnings"],
    .error: ["err", "error", "errors"], .failure: ["fail", "failed", "failure", "failures", "fatal", "critical"],
  ]

  /// `4 shows errors`, `@ goes to a time`; `nil` where no key means it.
  func hint(_ keys: KeyMap) -> String? {
    let key: String
    let does: String
    switch self {
    case .severity(let severity):
      key = keys.firstLabel(of: .minimumSeverity(severity), in: .log)
      does = severity >= .warning ? "shows \(severity.word.lowercased())s" : "shows \(severity.word) and worse"
    case .time:
      key = keys.firstLabel(of: .goToTime, in: .log)
      does = "goes to a time"
    }
    return key.isEmpty ? nil : "\(key) \(does)"
  }
}
