/// How grave a log record is, ascending; the five words of the platform's enum.
package enum SimulatedSeverity: Int, CaseIterable, Comparable, Sendable {
  case debug, info, warning, error, failure

  /// The word on the wire.
  package var word: String {
    switch self {
    case .debug: "Debug"
    case .info: "Info"
    case .warning: "Warning"
    case .error: "Error"
    case .failure: "Failure"
    }
  }

  /// Reads a word of the enum in any case.
  init?(word: String) {
    let lowered = word.lowercased()
    guard let match = Self.allCases.first(where: { $0.word.lowercased() == lowered }) else { return nil }
    self = match
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}
