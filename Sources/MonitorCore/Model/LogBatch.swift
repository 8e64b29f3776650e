/// Entries with the bytes that they point into.
package struct LogBatch: Sendable {
  package var bytes: [UInt8]
  package var entries: [TaskLog]

  package init(bytes: [UInt8] = [], entries: [TaskLog] = []) {
    self.bytes = bytes
    self.entries = entries
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// Copies `entry` of `other` with all its texts to the end of this batch.
  package mutating func append(_ entry: TaskLog, from other: LogBatch, keepingRaw: Bool = true) {
    var copy = entry
    copy.id = append(other.bytes[entry.id])
    copy.severityText = append(other.bytes[entry.severityText])
    copy.timestampText = append(other.bytes[entry.timestampText])
    copy.message = append(other.bytes[entry.message])
    copy.parameters = append(other.bytes[entry.parameters])
    copy.extras = append(other.bytes[entry.extras])
    copy.raw = keepingRaw ? append(other.bytes[entry.raw]) : 0..<0
    entries.append(copy)
  }

  /// Copies a text to the end of the bytes and says where it is.
  package mutating func append(_ text: some Collection<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  /// The text of a field, as a string with bad UTF-8 repaired. For tests and rare use; not safe to show.
  package func string(_ range: ByteRange) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
