/// What a pass found that was not delivered yet: each id at the highest revision that the pass saw.
struct NewEntries: Sendable {
  private(set) var batch = EntryBatch()
  /// The ids of the batch's entries, each with the index of its entry.
  private(set) var ids = IDTable()

  /// Whether entries were left out because they were newer than wanted.
  private(set) var leftNewer = false

  var isEmpty: Bool { batch.isEmpty }

  /// Makes room for so many entries like those that are here, so that collecting them copies little. The count is the
  /// server's word: it is believed up to a room that any machine has for every task.
  mutating func expect(_ count: Int) {
    let known = batch.entries.count
    guard known > 0, count > known else { return }
    let count = min(count, Self.maxExpected)
    ids.reserve(count)
    batch.entries.reserveCapacity(count)
    batch.bytes.reserveCapacity(min(batch.bytes.count / known + 1, Self.maxExpectedBytes) * count)
  }

  private static let maxExpected = 1 << 14
  /// Bytes of an entry.
  private static let maxExpectedBytes = 512

  /// Inserts the entries of a batch that are new to `seen`, except those before `floor` and those that `isTooNew`. Answers
  /// whether every single one was known: then the same batch will bring nothing another time either.
  @discardableResult
  mutating func insert(
    _ other: EntryBatch, newTo seen: SeenTable, floor: Timestamp?,
    isTooNew: (Timestamp) -> Bool = { _ in false }
  ) -> Bool {
    var isKnown = true
    other.bytes.withUnsafeBufferPointer { bytes in
      let entries = other.entries.span
      for index in entries.indices {
        let timestamp = entries[index].timestamp
        if let floor, let timestamp, timestamp < floor {
          isKnown = false
          continue
        }
        let id = UnsafeBufferPointer(rebasing: bytes[entries[index].id])
        let novelty = seen.novelty(of: id, revision: entries[index].revision)
        isKnown = isKnown && novelty == .known
        if let timestamp, isTooNew(timestamp) {
          leftNewer = leftNewer || novelty != .known
          continue
        }
        switch novelty {
        case .known: continue
        case .new, .revised: insert(entries[index], id: id, from: bytes)
        }
      }
    }
    return isKnown
  }

  private mutating func insert(
    _ entry: LogEntry, id: UnsafeBufferPointer<UInt8>, from bytes: UnsafeBufferPointer<UInt8>
  ) {
    let (index, isNew) = ids.insert(id)
    if isNew { return batch.append(entry, from: bytes) }
    guard batch.entries[index].revision < entry.revision else { return }
    batch.append(entry, from: bytes)
    batch.entries.swapAt(index, batch.entries.count - 1)
    batch.entries.removeLast()
  }
}
