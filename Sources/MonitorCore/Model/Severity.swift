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

  /// Reads a word as a person types it, in any case: the platform's, a beginning of it that no other severity shares, or
  /// the short form of another program. `nil` for every other.
  package init?(abbreviation: String) {
    let word = abbreviation.lowercased()
    let matches = Severity.allCases.dropFirst().filter { severity in
      !word.isEmpty && severity.names.contains { $0.hasPrefix(word) }
    }
    guard let match = matches.first, matches.count == 1 else { return nil }
    self = match
  }

  /// What it is called here and elsewhere, in lower case.
  private var names: [String] {
    switch self {
    case .unknown: []
    case .debug: ["debug", "dbg", "trace", "verbose"]
    case .info: ["information", "notice"]
    case .warning: ["warning", "wrn"]
    case .error: ["error"]
    case .failure: ["failure", "fatal", "critical"]
    }
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
