/// What a merge did to a `LogStore`.
package struct Changes: Sendable {
  /// Slots of entries that were not there before, in the order of the batch; `late` of them came late.
  package var added: [Slot] = []
  package var late = 0
  /// Slots whose entry was replaced by a newer revision; the replaced one is the last of `LogStore.history(of:)`.
  package var revised: [Slot] = []

  package init() {}

  package var isEmpty: Bool { added.isEmpty && revised.isEmpty }
}

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
