package import MonitorCore

/// What the end of a run says of a task's entries: how many there are of each severity, the first failure, the last errors.
package struct EntryDigest: Sendable {
  /// An entry as the end names it.
  package struct Mention: Sendable, Hashable {
    package var id: String
    package var timestamp: Timestamp?
    package var severity: Severity
    /// The message, its placeholders filled in; at most `maxBytes` of it.
    package var text: [UInt8]
  }

  /// How many errors are named.
  package static let maxErrors = 3
  package static let maxBytes = 4_096

  private var counts = Array(repeating: 0, count: Severity.allCases.count)
  /// The earliest entry of the severity Failure.
  package private(set) var firstFailure: Mention?
  /// The newest entries that are errors or failures, oldest first.
  package private(set) var lastErrors: [Mention] = []

  package init() {}

  /// How many entries were delivered with this severity; a revision that has another one changes nothing.
  package func count(_ severity: Severity) -> Int { counts[Int(severity.rawValue)] }

  /// Records entries that were delivered.
  package mutating func record(_ batch: EntryBatch) {
    var message = FilledMessage()
    let entries = batch.entries.span
    for index in entries.indices {
      let (severity, isRevised) = (entries[index].severity, entries[index].isRevised)
      if !isRevised { counts[Int(severity.rawValue)] += 1 }
      guard severity >= .error || isRevised else { continue }
      record(entries[index], of: batch, &message)
    }
  }

  private mutating func record(_ entry: LogEntry, of batch: EntryBatch, _ message: inout FilledMessage) {
    let id = batch.string(entry.id)
    if entry.isRevised {
      lastErrors.removeAll { $0.id == id }
      if firstFailure?.id == id { firstFailure = nil }
    }
    guard entry.severity >= .error else { return }
    let isFirst = entry.severity == .failure && !entry.isInvalid && firstFailure.map { entry.precedes($0) } ?? true
    let position = lastErrors.firstIndex { entry.precedes($0) } ?? lastErrors.count
    let isLast = lastErrors.count < Self.maxErrors || position > 0
    guard isFirst || isLast else { return }
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
    }
    let mention = Mention(
      id: id, timestamp: entry.timestamp, severity: entry.severity, text: Array(message.text.prefix(Self.maxBytes)))
    if isFirst { firstFailure = mention }
    guard isLast else { return }
    lastErrors.insert(mention, at: position)
    if lastErrors.count > Self.maxErrors { lastErrors.removeFirst() }
  }
}

extension LogEntry {
  /// Whether it is older than another; of unknown times, the one that came later counts as newer.
  fileprivate func precedes(_ other: EntryDigest.Mention) -> Bool {
    guard let mine = timestamp, let theirs = other.timestamp else { return false }
    return mine < theirs
  }
}
