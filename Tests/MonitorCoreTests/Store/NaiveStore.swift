import MonitorCore
import TestSupport

/// What a `LogStore` must do, said as plainly as possible.
struct NaiveStore {
  struct Row {
    var task: Int
    var id: [UInt8]
    var entry: TestEntry
    var timestamp: Timestamp
    var lateness: Int64
    var history: [LogVersion] = []
    var isDropped = false
  }

  private(set) var rows: [Row] = []

  mutating func merge(_ entries: [TestEntry], of task: Int, receivedAt: Timestamp) -> (added: [Int], revised: Set<Int>)
  {
    var added: [Int] = []
    var revised = Set<Int>()
    let firstNew = rows.count
    for entry in entries {
      let timestamp = entry.timestamp ?? receivedAt
      if let row = rows.firstIndex(where: { !$0.isDropped && $0.task == task && $0.id == entry.id }) {
        let old = rows[row]
        guard old.entry.revision < entry.revision else { continue }
        rows[row].history.append(
          LogVersion(
            timestamp: old.timestamp, revision: old.entry.revision, severity: old.entry.severity,
            severityWord: old.entry.severity == .unknown && !old.entry.severityText.isEmpty
              ? old.entry.severityText : nil,
            message: old.entry.message, parameters: old.entry.parameters))
        rows[row].entry = entry
        rows[row].timestamp = timestamp
        if row < firstNew { revised.insert(row) }
      } else {
        added.append(rows.count)
        rows.append(Row(task: task, id: entry.id, entry: entry, timestamp: timestamp, lateness: entry.lateness))
      }
    }
    return (added, revised)
  }

  /// Drops the first of the order, so that at most `limit` stay.
  mutating func dropOldest(keeping limit: Int) -> [Slot] {
    let dropped = order.dropLast(limit)
    for slot in dropped { rows[Int(slot)].isDropped = true }
    return Array(dropped)
  }

  /// All slots in order.
  var order: [Slot] {
    rows.indices.filter { !rows[$0].isDropped }.sorted { left, right in
      let (a, b) = (rows[left], rows[right])
      if a.timestamp != b.timestamp { return a.timestamp < b.timestamp }
      if a.id != b.id { return a.id.lexicographicallyPrecedes(b.id) }
      return left < right
    }.map(Slot.init)
  }
}
