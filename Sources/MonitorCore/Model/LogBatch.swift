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
    other.bytes.withUnsafeBufferPointer { append(entry, from: $0, keepingRaw: keepingRaw) }
  }

  /// Copies `entry` with all its texts, which are ranges of `source`, to the end of this batch.
  mutating func append(_ entry: TaskLog, from source: UnsafeBufferPointer<UInt8>, keepingRaw: Bool = true) {
    var copy = entry
    copy.id = append(entry.id, of: source)
    copy.severityText = append(entry.severityText, of: source)
    copy.timestampText = append(entry.timestampText, of: source)
    copy.message = append(entry.message, of: source)
    copy.parameters = append(entry.parameters, of: source)
    copy.extras = append(entry.extras, of: source)
    copy.raw = keepingRaw ? append(entry.raw, of: source) : 0..<0
    entries.append(copy)
  }

  /// Copies a text to the end of the bytes and says where it is.
  package mutating func append(_ text: some Collection<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  @inline(__always)
  private mutating func append(_ range: ByteRange, of source: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let start = bytes.count
    // Many fields are empty, and asking first is quicker than to append nothing.
    if !range.isEmpty { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range])) }
    return start..<bytes.count
  }

  /// The text of a field, as a string with bad UTF-8 repaired. For tests and rare use; not safe to show.
  package func string(_ range: ByteRange) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
