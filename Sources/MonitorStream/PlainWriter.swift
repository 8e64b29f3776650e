package import MonitorCore

/// Entries as lines for people and for `grep`: `time  SEVERITY  message`, one entry one line.
package struct PlainWriter: EntryWriter {
  private let options: OutputOptions
  private var times: TimeColumn
  private var message = FilledMessage()
  /// The severity words, padded and coloured, one after the other, and the end of each, by raw value.
  private var severities: [UInt8] = []
  private var ends: [Int] = []

  package init(_ options: OutputOptions = OutputOptions()) {
    self.options = options
    times = TimeColumn(style: options.times, zone: options.zone)
    for severity in Severity.allCases {
      let word = severity == .unknown ? "-" : severity.word.uppercased()
      let padding = String(repeating: " ", count: max(0, Self.severityWidth - word.utf8.count))
      let style = options.usesColor ? LineStyle(severity) : nil
      severities += Array((style?.applied(to: word) ?? word).utf8)
      severities += Array("\(padding)  ".utf8)
      ends.append(severities.count)
    }
  }

  /// Appends the line of one entry.
  package mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    times.append(entry, of: batch, now: moment, ascii: options.isASCII, to: &output)
    appendSeverity(entry, of: batch, to: &output)
    if options.showsTask {
      output.append(contentsOf: task.text.utf8)
      output.append(contentsOf: [0x20, 0x20])
    }
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters]))
    }
    SafeText.appendPlain(message.text, ascii: options.isASCII, to: &output)
    output.append(0x0A)
  }

  private func appendSeverity(_ entry: LogEntry, of batch: EntryBatch, to output: inout [UInt8]) {
    guard entry.severity == .unknown, !entry.severityText.isEmpty else {
      return appendWord(Int(entry.severity.rawValue), to: &output)
    }
    let start = output.count
    SafeText.appendPlain(Array(batch.bytes[entry.severityText]), ascii: options.isASCII, to: &output)
    let padding = max(0, Self.severityWidth - (output.count - start))
    output.append(contentsOf: repeatElement(0x20, count: padding + 2))
  }

  private func appendWord(_ index: Int, to output: inout [UInt8]) {
    let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
    severities.withUnsafeBufferPointer { output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private static let severityWidth = 7
}
