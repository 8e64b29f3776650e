/// One revision of an entry, as it was.
package struct LogVersion: Sendable, Equatable {
  package var timestamp: Timestamp
  package var revision: Int32
  package var severity: Severity
  /// The severity's word as `LogStore.severityWord(of:)` gave it (unsafe text).
  package var severityWord: [UInt8]
  /// The template and the parameters' raw JSON (unsafe texts).
  package var message: [UInt8]
  package var parameters: [UInt8]

  /// Without a word it is the severity's own.
  package init(
    timestamp: Timestamp, revision: Int32, severity: Severity, severityWord: [UInt8]? = nil, message: [UInt8],
    parameters: [UInt8]
  ) {
    self.severityWord = severityWord ?? Array(severity.word.utf8)
    self.timestamp = timestamp
    self.revision = revision
    self.severity = severity
    self.message = message
    self.parameters = parameters
  }
}
