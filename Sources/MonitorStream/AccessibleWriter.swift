import MonitorCore

/// Entries as lines to be heard, as the accessible mode writes them: `message. Error, TSK-…, 13:40:15`.
struct AccessibleWriter: EntryWriter {
  private let options: OutputOptions
  private var message = FilledMessage()

  init(_ options: OutputOptions) {
    self.options = options
  }

  mutating func append(
    _ entry: LogEntry, of batch: EntryBatch, task: TaskID, at moment: Timestamp?, to output: inout [UInt8]
  ) {
    batch.bytes.withUnsafeBufferPointer { bytes in
      message.fill(
        template: UnsafeBufferPointer(rebasing: bytes[entry.message.clamped(to: 0..<bytes.count)]),
        parameters: UnsafeBufferPointer(rebasing: bytes[entry.parameters.clamped(to: 0..<bytes.count)]))
    }
    let style = options.usesColor ? LineStyle(entry.severity) : nil
    let word = severity(of: entry, in: batch)
    var facts = [style?.applied(to: word) ?? word]
    if options.showsTask { facts.append(task.text) }
    if let time = time(of: entry, in: batch, now: moment) { facts.append(time) }
    let text = SpokenText.message(message.text, ascii: options.isASCII)
    output.append(contentsOf: SpokenText.line(text, then: facts).utf8)
    output.append(0x0A)
  }

  private func severity(of entry: LogEntry, in batch: EntryBatch) -> String {
    entry.severity == .unknown && !entry.severityText.isEmpty
      ? safe(batch.bytes[entry.severityText]) : entry.severity.word
  }

  private func time(of entry: LogEntry, in batch: EntryBatch, now: Timestamp?) -> String? {
    guard let timestamp = entry.timestamp else {
      return options.times == .off || entry.timestampText.isEmpty ? nil : safe(batch.bytes[entry.timestampText])
    }
    return SpokenText.moment(timestamp, now: now ?? timestamp, as: options.times, zone: options.zone)
  }

  private func safe(_ bytes: ArraySlice<UInt8>) -> String {
    SafeText.line(String(decoding: bytes, as: UTF8.self), ascii: options.isASCII)
  }
}
