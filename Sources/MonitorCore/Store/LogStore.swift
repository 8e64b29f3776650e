/// The number of an entry in a `LogStore`: given once, in the order of arrival, kept when the entry is revised, and never
/// given again. Who remembers one must expect that the store lets the entry go (`LogStore.holds`, `Changes.dropped`).
package typealias Slot = UInt32

/// The entries of all watched tasks: each id once, at its newest revision, ordered by (timestamp, id).
///
/// A documented entry takes about 71 bytes. The oldest entries can be let go (`dropOldest`). A slot that is not held any
/// more may be given to every function: it has no texts, its numbers mean nothing, and it belongs nowhere in the order.
/// Only slots that were never given must not be.
package struct LogStore: Sendable {
  /// How many earlier revisions of one entry are held; older ones are dropped.
  package static let maxVersions = 100

  private(set) var ids = IDTable()
  private(set) var rows = LogRows()
  private(set) var histories: [Slot: [LogVersion]] = [:]
  private(set) var countsByTask: [Int: SeverityCounts] = [:]
  private(set) var droppedByTask: [Int: Int] = [:]
  /// All slots that are held, in (timestamp, id) order.
  package private(set) var order: [Slot] = []
  /// How many changes there were, and which of them was the last that moved an entry held before, or let entries go.
  package private(set) var generation = 0
  package private(set) var generationOfLastMove = 0
  private(set) var generationOfLastDrop = 0

  package init() {}

  /// Makes room for so many entries in all, so that holding them moves little; it is a guess, and more or fewer may come.
  package mutating func expect(_ count: Int) {
    let count = min(count, Self.maxExpected)
    guard count > self.count else { return }
    ids.reserve(count)
    order.reserveCapacity(count)
  }

  /// Room of 100 MB.
  private static let maxExpected = 10_000_000

  /// How many entries are held.
  package var count: Int { order.count }

  /// Whether an entry is held.
  @inline(__always)
  package func holds(_ slot: Slot) -> Bool { rows.isHeld(Int(slot)) }

  /// Merges entries of the task with this number (0…65 535, given by the caller). Entries whose revision is not newer
  /// than the one held are ignored. `receivedAt` is the timestamp of entries without a readable one. An entry that was let
  /// go is a new one when it comes again.
  package mutating func merge(_ batch: EntryBatch, of task: Int, receivedAt: Timestamp) -> Changes {
    var changes = Changes()
    let firstNew = Slot(rows.count)
    var former: [Slot: Int64] = [:]
    var counts = countsByTask[task] ?? SeverityCounts()
    rows.startBatch()
    batch.bytes.withUnsafeBufferPointer { bytes in
      for entry in batch.entries {
        let id = UnsafeBufferPointer(rebasing: bytes[entry.id.clamped(to: 0..<bytes.count)])
        let (row, isNew) = ids.insert(id, space: task)
        let slot = Slot(truncatingIfNeeded: row)
        if isNew {
          rows.append(entry, bytes, receivedAt: receivedAt)
          changes.added.append(slot)
          counts.total += 1
          if entry.lateness > 0 {
            changes.late += 1
            counts.late += 1
          }
        } else {
          guard rows.revision(row) < entry.revision else { continue }
          if slot < firstNew, former[slot] == nil {
            former[slot] = rows.timestamp(row)
            changes.revised.append(slot)
          }
          counts[rows.severity(row)] -= 1
          if rows.has(LogRows.Kind.isInvalid, row) { counts.invalid -= 1 }
          if !rows.has(LogRows.Kind.isRevised, row) { counts.revised += 1 }
          record(version(of: slot), of: slot)
          rows.replace(row, entry, bytes, receivedAt: receivedAt)
        }
        counts[entry.severity] += 1
        if entry.isInvalid { counts.invalid += 1 }
      }
    }
    guard !changes.isEmpty else { return changes }
    countsByTask[task] = counts
    for slot in changes.revised {
      guard let from = former[slot], from != rows.timestamp(Int(slot)) else { continue }
      changes.moved.append(Changes.Move(slot: slot, from: Timestamp(ticks: from)))
    }
    generation += 1
    if !changes.moved.isEmpty { generationOfLastMove = generation }
    changes.generation = generation
    // Moved out meanwhile, as it would be copied if both it and the whole were lent.
    var order: [Slot] = []
    swap(&order, &self.order)
    SlotOrder.update(&order, with: changes, adding: changes.added, of: self)
    self.order = order
    return changes
  }

  /// Lets the oldest entries go, so that at most `limit` stay, and gives their memory back by the chunk of 4 096 slots.
  /// Its time grows with the number of those that go.
  package mutating func dropOldest(keeping limit: Int) -> Changes {
    var changes = Changes()
    guard order.count > limit else { return changes }
    changes.dropped = Array(order.prefix(order.count - max(0, limit)))
    order.removeFirst(changes.dropped.count)
    for slot in changes.dropped {
      let task = task(of: slot)
      var counts = counts(of: task)
      counts.remove(slot, of: self)
      countsByTask[task] = counts
      droppedByTask[task, default: 0] += 1
      histories[slot] = nil
      ids.remove(Int(slot))
      rows.release(Int(slot))
    }
    generation += 1
    generationOfLastDrop = generation
    changes.generation = generation
    return changes
  }

  /// Bytes allocated for entries, their ids and their order, without the earlier revisions and the templates.
  package var byteCount: Int { ids.byteCount + rows.byteCount + order.capacity * MemoryLayout<Slot>.stride }

  /// Whether `left` stands before `right`: by timestamp, then by the bytes of the id, then by slot.
  @inline(__always)
  package func precedes(_ left: Slot, _ right: Slot) -> Bool {
    precedes(left, at: rows.timestamp(Int(left)), right, at: rows.timestamp(Int(right)))
  }

  /// The same with other timestamps than the entries' own.
  @inline(__always)
  func precedes(_ left: Slot, at leftTicks: Int64, _ right: Slot, at rightTicks: Int64) -> Bool {
    if leftTicks != rightTicks { return leftTicks < rightTicks }
    let comparison = ids.compare(Int(left), Int(right))
    return comparison == 0 ? left < right : comparison < 0
  }

  private mutating func record(_ version: LogVersion, of slot: Slot) {
    histories[slot, default: []].append(version)
    if let history = histories[slot], history.count > Self.maxVersions { histories[slot]?.removeFirst() }
  }
}
