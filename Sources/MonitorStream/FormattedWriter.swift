import MonitorCore

/// What may stand in a line of an entry (`--format`).
package enum EntryPlace: String, CaseIterable, Sendable {
  case time, severity, task, message
  case id, revision
  /// The message before its values are filled in.
  case template
}

/// Entries as lines of a person's own form.
struct FormattedWriter: EntryWriter {
  private let format: PlacedText<EntryPlace>
  private let options: OutputOptions
  private var times: TimeColumn
  private var message = FilledMessage()

  init(_ format: PlacedText<EntryPlace>, _ options: OutputOptions) {
    self.format = options.isASCII ? format.ascii : format
    self.options = options
    times = TimeColumn(style: options.times, zone: options.zone)
  }

  mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    format.append(to: &output) { place, output in
      switch place {
      case .time:
        times.appendAlone(entry, of: batch, now: moment, ascii: options.isASCII, to: &output)
      case .severity:
        guard entry.severity == .unknown, !entry.severityText.isEmpty else {
          output.append(contentsOf: (entry.severity == .unknown ? "-" : entry.severity.word.uppercased()).utf8)
          return options.usesColor ? LineStyle(entry.severity) : nil
        }
        append(entry.severityText, of: batch, to: &output)
      case .task: output.append(contentsOf: task.text.utf8)
      case .message:
        batch.bytes.withUnsafeBufferPointer { bytes in
          message.fill(
            template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
            parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
        }
        SafeText.appendPlain(message.text, ascii: options.isASCII, to: &output)
      case .id: append(entry.id, of: batch, to: &output)
      case .revision: output.append(contentsOf: "\(entry.revision)".utf8)
      case .template: append(entry.message, of: batch, to: &output)
      }
      return nil
    }
    output.append(0x0A)
  }

  private func append(_ range: ByteRange, of batch: EntryBatch, to output: inout [UInt8]) {
    SafeText.appendPlain(Array(batch.bytes[range]), ascii: options.isASCII, to: &output)
  }
}
