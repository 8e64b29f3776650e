/// Decides what of a pass is told, in which order and as what; remembers it, so that nothing is told twice.
struct LogTeller: Sendable {
  /// Producers' clocks and the network shuffle entries by less than this; that is not worth a mark.
  private static let leastLateness = Timestamp.ticksPerSecond
  /// The server's clock comes from a header of whole seconds: the rest of its second is not the future.
  private static let clockResolution = 1.0

  private(set) var seen = SeenTable()
  private(set) var told = 0
  private(set) var invalid = 0
  private(set) var late = 0
  private(set) var revised = 0
  /// The newest timestamp told that is no later than the second of the server's clock.
  private(set) var newest: Timestamp?

  /// The entries to tell, in (timestamp, id) order; entries without a readable timestamp stand at `receivedAt`.
  ///
  /// - Parameters:
  ///   - most: how many of the newest are told; the others count as known, and are never told.
  ///   - newestBefore: what had been told when the pass began; older entries are late. `nil` for history.
  mutating func tell(
    _ news: PassNews, receivedAt: Timestamp, most: Int = .max, newestBefore: Timestamp?, keepsRaw: Bool
  ) -> LogBatch {
    let batch = news.batch
    var entries = batch.entries
    entries.sort { left, right in
      let (a, b) = (left.timestamp ?? receivedAt, right.timestamp ?? receivedAt)
      return a != b ? a < b : batch.bytes[left.id].lexicographicallyPrecedes(batch.bytes[right.id])
    }
    let withheld = max(0, entries.count - most)
    for entry in entries.prefix(withheld) { _ = seen.tell(id: batch.bytes[entry.id], revision: entry.revision) }
    let present = receivedAt.advanced(bySeconds: Self.clockResolution)
    var result = LogBatch(bytes: batch.bytes)
    result.entries.reserveCapacity(entries.count - withheld)
    for entry in entries.dropFirst(withheld) {
      var entry = entry
      switch seen.tell(id: batch.bytes[entry.id], revision: entry.revision) {
      case .known: continue
      case .revised:
        entry.isRevised = true
        revised += 1
      case .new:
        told += 1
        invalid += entry.isInvalid ? 1 : 0
        entry.lateness = lateness(of: entry, behind: newestBefore)
        late += entry.lateness > 0 ? 1 : 0
      }
      if !keepsRaw { entry.raw = 0..<0 }
      if let timestamp = entry.timestamp, timestamp < present { newest = max(newest ?? timestamp, timestamp) }
      result.entries.append(entry)
    }
    return result
  }

  private func lateness(of entry: TaskLog, behind newest: Timestamp?) -> Int64 {
    guard let newest, let timestamp = entry.timestamp else { return 0 }
    let ticks = newest.ticks.subtractingSaturating(timestamp.ticks)
    return ticks >= Self.leastLateness ? ticks : 0
  }
}
