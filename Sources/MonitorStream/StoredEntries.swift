import MonitorCore

extension LogStore {
  /// Entries as they were read, for the writers of lines. With `keepsRaw`, each with a JSON object of all that is held
  /// of it.
  func batch(of slots: some Collection<Slot>, keepsRaw: Bool) -> EntryBatch {
    var batch = EntryBatch()
    batch.entries.reserveCapacity(slots.count)
    for slot in slots where slot < Slot(count) {
      var entry = LogEntry(id: batch.append(id(of: slot)))
      entry.revision = revision(of: slot)
      entry.severity = severity(of: slot)
      entry.severityText = batch.append(severityWord(of: slot))
      entry.timestamp = hasTimestamp(slot) ? timestamp(of: slot) : nil
      entry.timestampText = batch.append(timestampText(of: slot))
      entry.message = batch.append(message(of: slot))
      entry.parameters = batch.append(parameters(of: slot))
      entry.progress = progress(of: slot)
      entry.eta = eta(of: slot)
      entry.lateness = lateness(of: slot)
      entry.isInvalid = isInvalid(slot)
      entry.isRevised = isRevised(slot)
      if keepsRaw { entry.raw = batch.append(json(of: entry, in: batch, extras: extras(of: slot))) }
      batch.entries.append(entry)
    }
    return batch
  }

  private func json(of entry: LogEntry, in batch: EntryBatch, extras: [UInt8]) -> [UInt8] {
    var line = Array("{".utf8)
    func member(_ name: String, _ value: [UInt8]) {
      line.append(contentsOf: "\(line.count > 1 ? "," : "")\"\(name)\":".utf8)
      line.append(contentsOf: value)
    }
    func text(_ bytes: some Sequence<UInt8>) -> [UInt8] {
      var value = Array("\"".utf8)
      SafeText.appendJSON(Array(bytes), to: &value)
      value.append(UInt8(ascii: "\""))
      return value
    }
    member("id", text(batch.bytes[entry.id]))
    member("revision", Array("\(entry.revision)".utf8))
    if !entry.severityText.isEmpty { member("severity", text(batch.bytes[entry.severityText])) }
    if let timestamp = entry.timestamp {
      member("timestamp", text(TimestampFormat.rfc3339(timestamp).utf8))
    } else if !entry.timestampText.isEmpty {
      member("timestamp", text(batch.bytes[entry.timestampText]))
    }
    member("message", text(batch.bytes[entry.message]))
    if !entry.parameters.isEmpty { member("parameters", Array(batch.bytes[entry.parameters])) }
    if let progress = entry.progress { member("progress", Array("\(progress)".utf8)) }
    if let eta = entry.eta { member("eta", text(TimestampFormat.rfc3339(eta).utf8)) }
    // The other members are an object already: without its brace it goes on here.
    let others = extras.drop { $0 == UInt8(ascii: " ") }
    if others.first == UInt8(ascii: "{"), others.count > 2 {
      line.append(UInt8(ascii: ","))
      line.append(contentsOf: others.dropFirst())
    } else {
      line.append(UInt8(ascii: "}"))
    }
    return line
  }
}
