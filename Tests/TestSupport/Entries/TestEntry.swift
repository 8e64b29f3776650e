package import MonitorCore

/// An entry before it is put into a batch.
package struct TestEntry: Equatable, Sendable {
  package var id: [UInt8]
  package var revision: Int32 = 1
  package var severity = Severity.info
  package var severityText: [UInt8] = []
  package var timestamp: Timestamp?
  package var timestampText: [UInt8] = []
  package var message: [UInt8] = []
  package var parameters: [UInt8] = []
  package var extras: [UInt8] = []
  package var progress: Float?
  package var eta: Timestamp?
  package var isInvalid = false
  package var lateness: Int64 = 0
  package var isRevised = false
  /// Its `EntryShape`; empty where it came without.
  package var shape: [UInt8] = []

  package init(_ id: String, at ticks: Int64? = 0) {
    self.id = Array(id.utf8)
    timestamp = ticks.map(Timestamp.init(ticks:))
  }

  /// An entry as the page scanner reads it from these words. With `sent` it was kept whole, as it was sent; without, it
  /// is written from its fields.
  package init(
    id: String = "TLR-1", severity: String = "Info", message: String = "Message", parameters: String = "",
    timestamp: String = "2025-09-11T13:40:13.515Z", sent: String? = "{}", lateness: Int64 = 0, isRevised: Bool = false
  ) {
    self.init(id)
    revision = 0
    self.severity = Severity(word: severity.utf8)
    severityText = Array(severity.utf8)
    self.message = Array(message.utf8)
    self.parameters = Array(parameters.utf8)
    self.timestamp = Timestamp(parsing: timestamp.utf8)
    timestampText = Array(timestamp.utf8)
    if let sent {
      extras = Array(sent.utf8)
      shape = [EntryShape.Member.whole.rawValue]
    }
    self.lateness = lateness
    self.isRevised = isRevised
  }

  package func with(_ change: (inout TestEntry) -> Void) -> TestEntry {
    var copy = self
    change(&copy)
    return copy
  }
}

extension EntryBatch {
  package static func of(_ entries: TestEntry...) -> EntryBatch { EntryBatch(entries) }

  package init(_ entries: [TestEntry]) {
    self.init()
    for entry in entries {
      var log = LogEntry(id: append(entry.id))
      log.revision = entry.revision
      log.severity = entry.severity
      log.severityText = append(entry.severityText)
      log.timestamp = entry.timestamp
      log.timestampText = append(entry.timestampText)
      log.message = append(entry.message)
      log.parameters = append(entry.parameters)
      log.extras = append(entry.extras)
      log.progress = entry.progress
      log.eta = entry.eta
      log.isInvalid = entry.isInvalid
      log.lateness = entry.lateness
      log.isRevised = entry.isRevised
      if !entry.shape.isEmpty { log.shape = entry.shape.withUnsafeBufferPointer { share($0) } }
      self.entries.append(log)
    }
  }
}
