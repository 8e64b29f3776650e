/// One revision of an entry, as it was.
package struct LogVersion: Sendable, Equatable {
  package var timestamp: Timestamp
  package var revision: Int32
  package var severity: Severity
  /// The template and the parameters' raw JSON (unsafe texts).
  package var message: [UInt8]
  package var parameters: [UInt8]

  package init(timestamp: Timestamp, revision: Int32, severity: Severity, message: [UInt8], parameters: [UInt8]) {
    self.timestamp = timestamp
    self.revision = revision
    self.severity = severity
    self.message = message
    self.parameters = parameters
  }
}
