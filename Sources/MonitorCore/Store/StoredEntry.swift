// What is held of an entry.
extension LogStore {
  package func task(of slot: Slot) -> Int { ids.space(Int(slot)) }
  package func id(of slot: Slot) -> [UInt8] { ids.id(Int(slot)) }
  /// The slot of the entry with this id of a task; `nil` where there is none.
  package func slot(of id: some Collection<UInt8>, task: Int) -> Slot? { ids.find(id, space: task).map(Slot.init) }
  package func severity(of slot: Slot) -> Severity { rows.severity(Int(slot)) }
  package func revision(of slot: Slot) -> Int32 { rows.revision(Int(slot)) }
  /// The entry's timestamp; the moment it was received where its own cannot be read.
  package func timestamp(of slot: Slot) -> Timestamp { Timestamp(ticks: rows.timestamp(Int(slot))) }
  /// Whether `timestamp(of:)` is the entry's own.
  package func hasTimestamp(_ slot: Slot) -> Bool { !rows.has(LogRows.Kind.lacksTimestamp, Int(slot)) }
  /// Ticks behind the newest entry delivered before the pass that found this one; 0 when it came in order.
  package func lateness(of slot: Slot) -> Int64 { rows.lateness(Int(slot)) }
  package func isInvalid(_ slot: Slot) -> Bool { rows.has(LogRows.Kind.isInvalid, Int(slot)) }
  /// Whether `history(of:)` holds something.
  package func isRevised(_ slot: Slot) -> Bool { rows.has(LogRows.Kind.isRevised, Int(slot)) }
  package func progress(of slot: Slot) -> Float? { rows.progress(Int(slot)) }
  /// See `LogEntry.progressHasPoint`.
  package func progressHasPoint(_ slot: Slot) -> Bool { rows.progressHasPoint(Int(slot)) }
  package func eta(of slot: Slot) -> Timestamp? { rows.eta(Int(slot)) }
  /// The newest revision, as it will be held when the next one comes.
  package func version(of slot: Slot) -> LogVersion {
    LogVersion(
      timestamp: timestamp(of: slot), revision: revision(of: slot), severity: severity(of: slot),
      severityWord: severityWord(of: slot), message: message(of: slot), parameters: parameters(of: slot))
  }
  /// Earlier revisions, oldest first; at most the newest `maxVersions`.
  package func history(of slot: Slot) -> [LogVersion] { histories[slot] ?? [] }
  /// The entries of a task that are held, counted.
  package func counts(of task: Int) -> SeverityCounts { countsByTask[task] ?? SeverityCounts() }
  /// How many entries of a task were let go.
  package func droppedCount(of task: Int) -> Int { droppedByTask[task] ?? 0 }

  /// The severity's word: the platform's own, or the text as sent where it is unknown (unsafe text).
  package func severityWord(of slot: Slot) -> [UInt8] {
    let text = severityText(of: slot)
    return text.isEmpty ? Array(severity(of: slot).word.utf8) : text
  }

  /// The severity as sent where its word is unknown (unsafe text); otherwise empty.
  package func severityText(of slot: Slot) -> [UInt8] {
    rows.has(LogRows.Kind.hasSeverityText, Int(slot)) ? rows.withSection(.severity, Int(slot), Array.init) : []
  }

  /// The timestamp as sent where it cannot be read (unsafe text); otherwise empty.
  package func timestampText(of slot: Slot) -> [UInt8] {
    rows.has(LogRows.Kind.hasTimestampText, Int(slot)) ? rows.withSection(.timestamp, Int(slot), Array.init) : []
  }

  /// The template as sent (unsafe text).
  package func message(of slot: Slot) -> [UInt8] { withTemplate(of: slot, Array.init) }

  /// The parameters' raw JSON as sent (unsafe text); empty when absent.
  package func parameters(of slot: Slot) -> [UInt8] { parameters(of: slot, maxValue: .max) }

  /// Lends the same, with as much of strings longer than `maxValue` as shows that they are: what is looked at costs no more
  /// than that.
  package func withParameters<Result>(
    of slot: Slot, maxValue: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let skeleton = rows.shape(Int(slot)).map { rows.messages.shapes[$0].skeleton } ?? [ParameterSkeleton.unsplit]
    if skeleton == [ParameterSkeleton.unsplit] { return rows.withSection(nil, Int(slot), body) }
    return parameters(of: slot, maxValue: maxValue).withUnsafeBufferPointer(body)
  }

  /// The same with values of at most so many bytes, as a message that is cut has no use for more.
  private func parameters(of slot: Slot, maxValue: Int) -> [UInt8] {
    var parameters: [UInt8] = []
    rows.withSection(nil, Int(slot)) { values in
      let skeleton = rows.shape(Int(slot)).map { rows.messages.shapes[$0].skeleton } ?? [ParameterSkeleton.unsplit]
      ParameterSkeleton.join(skeleton, values, maxValue: maxValue, to: &parameters)
    }
    return parameters
  }

  /// The raw JSON that no other field holds (unsafe text); see `LogEntry.extras`.
  package func extras(of slot: Slot) -> [UInt8] { rows.extras(Int(slot)) }

  /// The entry's `EntryShape`; empty where it came without.
  package func entryShape(of slot: Slot) -> [UInt8] { rows.entryShape(Int(slot)) }

  /// A number that entries with the same template share.
  package func template(of slot: Slot) -> Int {
    if let shape = rows.shape(Int(slot)) { return rows.messages.shapes[shape].templateNumber }
    return rows.longTemplates[Int(slot)] ?? withTemplate(of: slot, rows.messages.templateNumber)
  }

  /// How many entries have the template with this number: a pass over two bytes an entry.
  package func count(ofTemplate number: Int) -> Int {
    var count = 0
    forEachRow(ofTemplate: number) { _, isOfTemplate in count += isOfTemplate ? 1 : 0 }
    return count
  }

  /// Says of each row that is held, in the order of memory, whether it has the template with this number.
  @inline(__always)
  func forEachRow(ofTemplate number: Int, _ body: (Int, Bool) -> Void) {
    let isWanted = rows.messages.shapes.map { $0.templateNumber == number }
    rows.shapes.forEachChunk { first, count, shapes in
      guard let shapes else { return }
      for index in 0..<count {
        let shape = Int(shapes[index])
        if shape < isWanted.count {
          body(first + index, isWanted[shape])
        } else if holds(Slot(truncatingIfNeeded: first + index)) {
          body(first + index, template(of: Slot(truncatingIfNeeded: first + index)) == number)
        }
      }
    }
  }

  /// Lends the template as sent (unsafe text).
  package func withTemplate<Result>(of slot: Slot, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let shape = rows.shape(Int(slot)) {
      return rows.messages.shapes[shape].template.withUnsafeBufferPointer(body)
    }
    return rows.withSection(.message, Int(slot), body)
  }

  /// Assembles the message, with its placeholders filled in, as far as `FilledMessage.maxBytes` lets it.
  package func fill(_ slot: Slot, into message: inout FilledMessage) {
    let isFilled = rows.withSection(nil, Int(slot)) { values in
      guard values.count <= MessagePlan.maxBytes, let shape = rows.shape(Int(slot)),
        let plan = rows.messages.shapes[shape].plan
      else { return false }
      plan.fill(values, into: &message)
      return true
    }
    if isFilled { return }
    withTemplate(of: slot) { template in
      let shape = rows.shape(Int(slot)).map { rows.messages.shapes[$0] }
      guard let shape, shape.skeleton != [ParameterSkeleton.unsplit] else {
        // As sent; a copy might be large.
        return rows.withSection(nil, Int(slot)) { message.fill(template: template, parameters: $0) }
      }
      let parameters = parameters(of: slot, maxValue: FilledMessage.maxRaw(message.maxBytes))
      parameters.withUnsafeBufferPointer { message.fill(template: template, parameters: $0) }
    }
  }
}
