package import MonitorCore
package import MonitorStream

/// Events of another writer with the values of some parameters replaced.
package struct RedactingWriter: EntryWriter {
  private var writer: any EntryWriter
  private var redactor: Redactor
  private var line: [UInt8] = []

  /// `writer` writes events, one a line.
  package init(_ writer: any EntryWriter, _ redactor: Redactor) {
    self.writer = writer
    self.redactor = redactor
  }

  /// See `Redactor.lateCount`.
  package var lateCount: Int { redactor.lateCount }
  /// See `Redactor.unseenNames`.
  package var unseenNames: String? { redactor.unseenNames }

  package mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    line.removeAll(keepingCapacity: true)
    writer.append(entry, of: batch, task: task, at: moment, to: &line)
    appendLines(to: &output)
  }

  package mutating func append(_ event: StreamEvent, at moment: Timestamp?, to output: inout [UInt8]) {
    line.removeAll(keepingCapacity: true)
    writer.append(event, at: moment, to: &line)
    appendLines(to: &output)
  }

  private mutating func appendLines(to output: inout [UInt8]) {
    for line in line.split(separator: 0x0A) {
      redactor.append(Array(line), to: &output)
      output.append(0x0A)
    }
  }
}
