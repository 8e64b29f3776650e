/// One log record as the platform holds it, at one revision.
package struct SimulatedLog: Hashable, Sendable {
  package let id: String
  package var revision: Int32 = 1
  package var severity: SimulatedSeverity
  /// The template, such as `Starting buyer '{{BuyerId}}' transfer`.
  package var message: String
  package var parameters: PlatformValue?
  /// When the producer says it happened.
  package var timestamp: SimulatedInstant
  /// Percent, 0…100.
  package var progress: Double?
  package var eta: SimulatedInstant?
  /// When the platform learned of it: from then on it is visible.
  package var created: SimulatedInstant
  package var updated: SimulatedInstant
  /// Orders rows of one timestamp, arbitrarily but always the same way.
  var tie: UInt64 = 0
}

/// What a producer sends to create a log record, or to revise one.
package struct LogDraft: Hashable, Sendable {
  package var message: String
  package var severity: SimulatedSeverity
  package var parameters: PlatformValue?
  /// The moment of the call when absent.
  package var timestamp: SimulatedInstant?
  /// Percent, 0…100.
  package var progress: Double?
  package var eta: SimulatedInstant?

  package init(
    _ message: String, severity: SimulatedSeverity = .info, parameters: PlatformValue? = nil,
    timestamp: SimulatedInstant? = nil, progress: Double? = nil, eta: SimulatedInstant? = nil
  ) {
    self.message = message
    self.severity = severity
    self.parameters = parameters
    self.timestamp = timestamp
    self.progress = progress
    self.eta = eta
  }
}

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
