/// Entries in a row, mostly one alone, that are too large to be read, and which pages leave out.
struct OversizedRun: Sendable, Equatable {
  /// Where the first one stood when they were last passed by, and how many there are.
  var offset: Int
  var count = 1
  /// The id of the entry right above; `nil` at the very top, or where it is not known.
  var above: [UInt8]?
  /// The id of the entry right below, once that was read; empty where the log ends.
  var below: [UInt8]?
  /// When they were last asked for, on the caller's clock.
  var triedAt: Duration

  /// The offset of the entry right below.
  var end: Int { offset + count }

  /// What stands for them beside `page`, the one right below. They are known by the entry there, for new ones come
  /// from above: the same run has the same placeholders.
  func placeholders(above page: LogPage, keepsMembers: Bool) -> EntryBatch {
    var batch = EntryBatch()
    let first = page.batch.entries.first
    let name = below ?? first.map { Array(page.batch.bytes[$0.id]) } ?? []
    for number in 0..<count {
      var entry = LogEntry(id: batch.append(Array("oversized:\(number):".utf8) + name))
      entry.isInvalid = true
      entry.timestamp = first?.timestamp
      entry.message = batch.append("<invalid entry: too large to be read>".utf8)
      if keepsMembers {
        entry.extras = batch.append("null".utf8)
        var shape: [UInt8] = []
        EntryShape.append(.whole, to: &shape)
        entry.shape = batch.append(shape)
      }
      batch.entries.append(entry)
    }
    return batch
  }
}
