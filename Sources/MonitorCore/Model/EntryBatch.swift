/// Entries with the bytes that they point into.
package struct EntryBatch: Sendable {
  package var bytes: [UInt8]
  package var entries: [LogEntry]
  private var lastShape: ByteRange = 0..<0

  package init(bytes: [UInt8] = [], entries: [LogEntry] = []) {
    self.bytes = bytes
    self.entries = entries
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// Copies `entry` of `other` with all its texts to the end of this batch.
  package mutating func append(_ entry: LogEntry, from other: EntryBatch) {
    other.bytes.withUnsafeBufferPointer { append(entry, from: $0) }
  }

  /// Copies `entry` with all its texts, which are ranges of `source`, to the end of this batch.
  mutating func append(_ entry: LogEntry, from source: UnsafeBufferPointer<UInt8>) {
    entries.append(entry)
    let last = entries.count - 1
    entries[last].id = append(entry.id, of: source)
    entries[last].severityText = append(entry.severityText, of: source)
    entries[last].timestampText = append(entry.timestampText, of: source)
    entries[last].message = append(entry.message, of: source)
    entries[last].parameters = append(entry.parameters, of: source)
    entries[last].extras = append(entry.extras, of: source)
    entries[last].shape =
      entry.shape.isEmpty ? 0..<0 : share(UnsafeBufferPointer(rebasing: source[entry.shape]))
  }

  /// Where the bytes of a shape are: it is copied only where it differs from the one before.
  package mutating func share(_ shape: UnsafeBufferPointer<UInt8>) -> ByteRange {
    let isLast = bytes.withUnsafeBufferPointer {
      ByteHash.areEqual(UnsafeBufferPointer(rebasing: $0[lastShape.clamped(to: 0..<$0.count)]), shape)
    }
    if !isLast { lastShape = append(shape) }
    return lastShape
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
