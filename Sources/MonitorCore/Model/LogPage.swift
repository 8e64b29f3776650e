/// One answer to "the logs of this task": the entries in the server's order, and what the answer said of itself.
package struct LogPage: Sendable {
  package var batch: EntryBatch
  /// The limit, offset and total that the answer reports; `nil` when absent or unreadable.
  package var limit: Int?
  package var offset: Int?
  package var total: Int?
  /// The server's clock, from the answer's `Date`; resolution one second.
  package var serverNow: Timestamp?
  /// Whether the body was, byte by byte, the one answered to the same request before, so that nothing was parsed.
  package var isRepeated: Bool

  package init(
    batch: EntryBatch, limit: Int? = nil, offset: Int? = nil, total: Int? = nil, serverNow: Timestamp? = nil,
    isRepeated: Bool = false
  ) {
    self.batch = batch
    self.limit = limit
    self.offset = offset
    self.total = total
    self.serverNow = serverNow
    self.isRepeated = isRepeated
  }

  /// Whether the entries are the very same as those of another page, in memory: quick, and never wrongly true.
  func isIdentical(to other: LogPage) -> Bool {
    batch.entries.isIdentical(to: other.batch.entries) && batch.bytes.isIdentical(to: other.batch.bytes)
  }
}

extension Array {
  /// Whether both are one array in memory. Empty ones are not.
  fileprivate func isIdentical(to other: [Element]) -> Bool {
    withUnsafeBufferPointer { mine in
      other.withUnsafeBufferPointer { mine.count == $0.count && !mine.isEmpty && mine.baseAddress == $0.baseAddress }
    }
  }
}
