/// Entries with the bytes that they point into.
package struct EntryBatch: Sendable {
  package var bytes: [UInt8]
  package var entries: [LogEntry]

  package init(bytes: [UInt8] = [], entries: [LogEntry] = []) {
    self.bytes = bytes
    self.entries = entries
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// Copies `entry` of `other` with all its texts to the end of this batch.
  package mutating func append(_ entry: LogEntry, from other: EntryBatch, keepingRaw: Bool = true) {
    other.bytes.withUnsafeBufferPointer { append(entry, from: $0, keepingRaw: keepingRaw) }
  }

  /// Copies `entry` with all its texts, which are ranges of `source`, to the end of this batch.
  mutating func append(_ entry: LogEntry, from source: UnsafeBufferPointer<UInt8>, keepingRaw: Bool = true) {
    let raw = keepingRaw ? entry.raw : 0..<0
    let start = bytes.count
    if !raw.isEmpty { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[raw])) }
    let distance = start - raw.lowerBound
    entries.append(entry)
    let last = entries.count - 1
    entries[last].raw = start..<start + raw.count
    // Most texts are a part of the raw entry, where that is kept.
    func moved(_ range: ByteRange) -> ByteRange {
      raw.lowerBound <= range.lowerBound && range.upperBound <= raw.upperBound
        ? range.lowerBound + distance..<range.upperBound + distance : append(range, of: source)
    }
    entries[last].id = moved(entry.id)
    entries[last].severityText = moved(entry.severityText)
    entries[last].timestampText = moved(entry.timestampText)
    entries[last].message = moved(entry.message)
    entries[last].parameters = moved(entry.parameters)
    entries[last].extras = moved(entry.extras)
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
