/// Decides what of a pass is delivered, in which order and as what; remembers it, so that nothing is delivered twice.
struct Deduplicator: Sendable {
  /// Producers' clocks and the network shuffle entries by less than this; that is not worth a mark.
  private static let minLateness = Timestamp.ticksPerSecond
  /// The server's clock comes from a header of whole seconds: the rest of its second is not the future.
  private static let clockResolution = 1.0

  private(set) var seen = SeenTable()
  private(set) var delivered = 0
  private(set) var invalid = 0
  private(set) var late = 0
  private(set) var revised = 0
  /// The newest timestamp delivered that is no later than the second of the server's clock.
  private(set) var newest: Timestamp?

  /// The entries to deliver, in (timestamp, id) order; entries without a readable timestamp stand at `receivedAt`.
  ///
  /// - Parameters:
  ///   - limit: how many of the newest are delivered; the others count as known, and never are.
  ///   - tail: what decides that instead, where not every entry counts.
  ///   - newestBefore: what had been delivered when the pass began; older entries are late. `nil` for history.
  mutating func deliver(
    _ newEntries: consuming NewEntries, receivedAt: Timestamp, limit: Int = .max, tail: MatchingTail? = nil,
    newestBefore: Timestamp?
  ) -> EntryBatch {
    var batch = newEntries.batch
    // Where nothing was delivered before, all is new, and the ids need not be sought one by one.
    let isAllNew = seen.count == 0
    if isAllNew { seen = SeenTable(newEntries.ids, revisions: batch.entries.lazy.map(\.revision)) }
    // Alone from here on, so that sorting and sifting copy nothing.
    newEntries = NewEntries()
    Self.sort(&batch, undated: receivedAt)
    let withheld = max(0, batch.entries.count - (tail?.length(of: batch) ?? limit))
    if !isAllNew {
      for entry in batch.entries.prefix(withheld) {
        _ = seen.deliver(id: batch.bytes[entry.id], revision: entry.revision)
      }
    }
    let present = receivedAt.advanced(bySeconds: Self.clockResolution)
    let bytes = batch.bytes
    let kept = batch.entries.withUnsafeMutableBufferPointer { entries in
      var kept = 0
      for index in withheld..<entries.count {
        let novelty =
          isAllNew ? .new : seen.deliver(id: bytes[entries[index].id], revision: entries[index].revision)
        guard record(&entries[index], as: novelty, newestBefore: newestBefore) else { continue }
        if let timestamp = entries[index].timestamp, timestamp < present {
          newest = max(newest ?? timestamp, timestamp)
        }
        if kept < index { entries[kept] = entries[index] }
        kept += 1
      }
      return kept
    }
    batch.entries.removeLast(batch.entries.count - kept)
    return batch
  }

  private static func sort(_ batch: inout EntryBatch, undated receivedAt: Timestamp) {
    let bytes = batch.bytes
    batch.entries.sort { left, right in
      let (a, b) = (left.timestamp ?? receivedAt, right.timestamp ?? receivedAt)
      return a != b ? a < b : bytes[left.id].lexicographicallyPrecedes(bytes[right.id])
    }
  }

  /// Counts an entry, and marks it as what it is for whoever gets it; false where it was delivered before.
  private mutating func record(_ entry: inout LogEntry, as novelty: SeenTable.Novelty, newestBefore: Timestamp?) -> Bool
  {
    switch novelty {
    case .known: return false
    case .revised:
      entry.isRevised = true
      revised += 1
    case .new:
      delivered += 1
      invalid += entry.isInvalid ? 1 : 0
      entry.lateness = lateness(of: entry, behind: newestBefore)
      late += entry.lateness > 0 ? 1 : 0
    }
    return true
  }

  private func lateness(of entry: LogEntry, behind newest: Timestamp?) -> Int64 {
    guard let newest, let timestamp = entry.timestamp else { return 0 }
    let ticks = newest.ticks.subtractingSaturating(timestamp.ticks)
    return ticks >= Self.minLateness ? ticks : 0
  }
}

/// What was delivered of a task's log: each id with the newest revision that was delivered of it.
///
/// Takes about 16 bytes for an id of the platform's usual form.
package struct SeenTable: Sendable {
  /// What an (id, revision) is to whoever has what the table holds.
  package enum Novelty: Sendable, Equatable {
    case new
    case revised
    /// This revision or a newer one was delivered.
    case known
  }

  private var ids = IDTable()
  private var revisions = RevisionColumn()

  package init() {}

  /// Remembers each of these ids as delivered, at the revision of the same index. There are as many of the one as of the other.
  init(_ ids: IDTable, revisions: some Sequence<Int32>) {
    self.ids = ids
    for revision in revisions { self.revisions.append(revision) }
  }

  /// How many ids were delivered.
  package var count: Int { ids.count }

  /// Says what an (id, revision) is, and remembers it as delivered.
  @inline(__always)
  package mutating func deliver(id: some Collection<UInt8>, revision: Int32) -> Novelty {
    let (ordinal, isNew) = ids.insert(id)
    if isNew {
      revisions.append(revision)
      return .new
    }
    guard revision > revisions[ordinal] else { return .known }
    revisions[ordinal] = revision
    return .revised
  }

  /// Says what an (id, revision) is, and changes nothing.
  @inline(__always)
  package func novelty(of id: some Collection<UInt8>, revision: Int32) -> Novelty {
    guard let ordinal = ids.find(id) else { return .new }
    return revision > revisions[ordinal] ? .revised : .known
  }
}
