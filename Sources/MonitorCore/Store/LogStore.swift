/// A place in a `LogStore`: an entry keeps its slot for ever, also when it is revised.
package typealias Slot = UInt32

/// All entries of all watched tasks: each id once, at its newest revision, ordered by (timestamp, id).
package struct LogStore: Sendable {
  private var rows: [Row] = []
  private var slots: [Key: Slot] = [:]
  /// All slots in (timestamp, id) order.
  package private(set) var order: [Slot] = []

  package init() {}

  package var count: Int { rows.count }

  /// Takes entries of the task with this number (0…65 535, given by the caller). Entries whose revision is not newer
  /// than the one held are ignored. `receivedAt` is the place in time of entries without a readable timestamp.
  package mutating func merge(_ batch: LogBatch, of task: Int, receivedAt: Timestamp) -> Changes {
    var changes = Changes()
    for entry in batch.entries {
      let version = LogVersion(
        timestamp: entry.timestamp ?? receivedAt, revision: entry.revision, severity: entry.severity,
        message: Array(batch.bytes[entry.message]), parameters: Array(batch.bytes[entry.parameters]))
      let key = Key(task: task, id: Array(batch.bytes[entry.id]))
      if let slot = slots[key] {
        guard rows[Int(slot)].version.revision < entry.revision else { continue }
        rows[Int(slot)].history.append(rows[Int(slot)].version)
        rows[Int(slot)].version = version
        changes.revised.append(slot)
      } else {
        let slot = Slot(rows.count)
        slots[key] = slot
        rows.append(
          Row(
            key: key, version: version, history: [], lateness: entry.lateness, isInvalid: entry.isInvalid,
            progress: entry.progress, eta: entry.eta))
        changes.added.append(slot)
        if entry.lateness > 0 { changes.late += 1 }
      }
    }
    order = rows.indices.map(Slot.init).sorted(by: precedes)
    return changes
  }

  /// Whether `left` stands before `right`: by timestamp, then by the bytes of the id, then by slot.
  package func precedes(_ left: Slot, _ right: Slot) -> Bool {
    let (a, b) = (rows[Int(left)], rows[Int(right)])
    if a.version.timestamp != b.version.timestamp { return a.version.timestamp < b.version.timestamp }
    if a.key.id != b.key.id { return a.key.id.lexicographicallyPrecedes(b.key.id) }
    return left < right
  }

  package func task(of slot: Slot) -> Int { rows[Int(slot)].key.task }
  package func id(of slot: Slot) -> [UInt8] { rows[Int(slot)].key.id }
  package func severity(of slot: Slot) -> Severity { rows[Int(slot)].version.severity }
  /// The severity's word: the platform's own, or the text as sent where it is unknown (unsafe text).
  package func severityWord(of slot: Slot) -> [UInt8] { Array(severity(of: slot).word.utf8) }
  package func revision(of slot: Slot) -> Int32 { rows[Int(slot)].version.revision }
  /// Where the entry stands in time; the moment it was received where its own timestamp cannot be read.
  package func timestamp(of slot: Slot) -> Timestamp { rows[Int(slot)].version.timestamp }
  /// Whether `timestamp(of:)` is the entry's own.
  package func hasTimestamp(_ slot: Slot) -> Bool { true }
  package func lateness(of slot: Slot) -> Int64 { rows[Int(slot)].lateness }
  package func isInvalid(_ slot: Slot) -> Bool { rows[Int(slot)].isInvalid }
  package func progress(of slot: Slot) -> Float? { rows[Int(slot)].progress }
  package func eta(of slot: Slot) -> Timestamp? { rows[Int(slot)].eta }
  /// The template as sent, the parameters' raw JSON and the other members' raw JSON (unsafe texts).
  package func message(of slot: Slot) -> [UInt8] { rows[Int(slot)].version.message }
  package func parameters(of slot: Slot) -> [UInt8] { rows[Int(slot)].version.parameters }
  package func extras(of slot: Slot) -> [UInt8] { [] }
  /// A number that entries with the same template share.
  package func template(of slot: Slot) -> Int { 0 }
  /// Earlier revisions, oldest first.
  package func history(of slot: Slot) -> [LogVersion] { rows[Int(slot)].history }

  private struct Key: Hashable {
    var task: Int
    var id: [UInt8]
  }

  private struct Row {
    var key: Key
    var version: LogVersion
    var history: [LogVersion]
    var lateness: Int64
    var isInvalid: Bool
    var progress: Float?
    var eta: Timestamp?
  }
}
