/// How bad a log entry is, ascending.
///
/// The platform's `TaskLogSeverity`. `unknown` stands for a word outside that list or for none; it sorts lowest,
/// but no "at least" filter hides it, because what cannot be judged must not be hidden.
package enum Severity: UInt8, CaseIterable, Comparable, Sendable {
  case unknown = 0
  case debug
  case info
  case warning
  case error
  case failure

  /// Reads the platform's word, in any case. `unknown` for every other.
  package init(word: some Collection<UInt8>) {
    let lower = word.map { $0 | 0x20 }
    self = Severity.allCases.dropFirst().first { lower.elementsEqual($0.word.lowercased().utf8) } ?? .unknown
  }

  /// The platform's own word, such as `Warning`.
  package var word: String {
    switch self {
    case .unknown: "Unknown"
    case .debug: "Debug"
    case .info: "Info"
    case .warning: "Warning"
    case .error: "Error"
    case .failure: "Failure"
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}
