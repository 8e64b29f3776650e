extension LogStore {
  /// Entries as they were read, in the order of their slots; slots that are not held are left out.
  package func batch(of slots: some Collection<Slot>) -> EntryBatch {
    var batch = EntryBatch()
    batch.entries.reserveCapacity(slots.count)
    for slot in slots where holds(slot) {
      var entry = LogEntry(id: batch.append(id(of: slot)))
      entry.revision = revision(of: slot)
      entry.severity = severity(of: slot)
      entry.severityText = batch.append(severityText(of: slot))
      entry.timestamp = hasTimestamp(slot) ? timestamp(of: slot) : nil
      entry.timestampText = batch.append(timestampText(of: slot))
      entry.message = batch.append(message(of: slot))
      entry.parameters = batch.append(parameters(of: slot))
      entry.extras = batch.append(extras(of: slot))
      entry.shape = entryShape(of: slot).withUnsafeBufferPointer { batch.share($0) }
      entry.progress = progress(of: slot)
      entry.progressHasPoint = progressHasPoint(slot)
      entry.eta = eta(of: slot)
      entry.lateness = lateness(of: slot)
      entry.isInvalid = isInvalid(slot)
      entry.isRevised = isRevised(slot)
      batch.entries.append(entry)
    }
    return batch
  }
}
