import MonitorCore

/// An entry as a test describes it, put into a batch the way the page scanner would.
struct EntrySketch {
  var id = "TLR-1"
  var severity = "Info"
  var message = "Message"
  var parameters = ""
  var timestamp = "2025-09-11T13:40:13.515Z"
  /// The entry as sent, kept whole; without it the entry is written from its fields.
  var raw: String? = "{}"
  var lateness: Int64 = 0
  var isRevised = false

  static func batch(_ sketches: EntrySketch...) -> EntryBatch {
    var batch = EntryBatch()
    for sketch in sketches {
      var entry = LogEntry(id: batch.append(sketch.id.utf8))
      entry.severity = Severity(word: sketch.severity.utf8)
      entry.severityText = batch.append(sketch.severity.utf8)
      entry.message = batch.append(sketch.message.utf8)
      entry.parameters = batch.append(sketch.parameters.utf8)
      entry.timestamp = Timestamp(parsing: sketch.timestamp.utf8)
      entry.timestampText = batch.append(sketch.timestamp.utf8)
      if let raw = sketch.raw {
        entry.extras = batch.append(raw.utf8)
        entry.shape = batch.append([EntryShape.Member.whole.rawValue])
      }
      entry.lateness = sketch.lateness
      entry.isRevised = sketch.isRevised
      batch.entries.append(entry)
    }
    return batch
  }
}

/// The moment at which the batches of these tests were received: 13:45:13.515 UTC.
let receivedAt = Timestamp(ticks: 17_575_983_135_150_000)

func taskID(_ text: String = "TSK-1") throws -> TaskID {
  struct NoTaskID: Error {}
  guard let id = TaskID(text) else { throw NoTaskID() }
  return id
}
