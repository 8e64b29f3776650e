import MonitorCore

/// Entries alone as JSON objects, each as the server sent it: what is copied as JSON, and files of entries.
struct EntryObjectWriter: EntryWriter {
  private let begin: String
  private let separator: String
  private let end: String
  private var json: JSONWriter
  private var count = 0

  /// `begin` and `end` stand around all entries, `separator` between two.
  init(begin: String, separator: String, end: String, ascii: Bool = false) {
    self.begin = begin
    self.separator = separator
    self.end = end
    json = JSONWriter(ascii: ascii)
  }

  mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    output.append(contentsOf: (count == 0 ? begin : separator).utf8)
    count += 1
    json.write(to: &output) { json in
      batch.bytes.withUnsafeBufferPointer { json.value(entry, of: $0) }
      json.endDocument()
    }
  }

  mutating func finish(to output: inout [UInt8]) {
    if count == 0 { output.append(contentsOf: begin.utf8) }
    output.append(contentsOf: end.utf8)
  }
}
