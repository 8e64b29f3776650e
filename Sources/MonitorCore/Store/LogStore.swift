/// A place in a `LogStore`: an entry keeps its slot for ever, also when it is revised.
package typealias Slot = UInt32

/// All entries of all watched tasks: each id once, at its newest revision, ordered by (timestamp, id).
///
/// A documented entry takes about 90 bytes. Slots given to the functions must be below `count`.
package struct LogStore: Sendable {
  /// How many earlier revisions of one entry are held; older ones are dropped.
  package static let maxVersions = 100

  private(set) var ids = IDTable()
  private(set) var rows = LogRows()
  private var histories: [Slot: [LogVersion]] = [:]
  private var countsByTask: [Int: SeverityCounts] = [:]
  /// All slots in (timestamp, id) order.
  package private(set) var order: [Slot] = []
  /// How many merges changed something, and which of them was the last that moved an entry held before.
  package private(set) var generation = 0
  package private(set) var generationOfLastMove = 0

  package init() {}

  package var count: Int { rows.count }

  /// Takes entries of the task with this number (0…65 535, given by the caller). Entries whose revision is not newer
  /// than the one held are ignored. `receivedAt` is the place in time of entries without a readable timestamp.
  package mutating func merge(_ batch: EntryBatch, of task: Int, receivedAt: Timestamp) -> Changes {
    var changes = Changes()
    let firstNew = Slot(count)
    var former: [Slot: Int64] = [:]
    var counts = countsByTask[task] ?? SeverityCounts()
    batch.bytes.withUnsafeBufferPointer { bytes in
      for entry in batch.entries {
        let id = UnsafeBufferPointer(rebasing: bytes[entry.id.clamped(to: 0..<bytes.count)])
        let (row, isNew) = ids.insert(id, space: task)
        let slot = Slot(truncatingIfNeeded: row)
        if isNew {
          rows.append(entry, bytes, receivedAt: receivedAt)
          changes.added.append(slot)
          counts.total += 1
          if entry.lateness > 0 {
            changes.late += 1
            counts.late += 1
          }
        } else {
          guard rows.revision(row) < entry.revision else { continue }
          if slot < firstNew, former[slot] == nil {
            former[slot] = rows.timestamp(row)
            changes.revised.append(slot)
          }
          counts[rows.severity(row)] -= 1
          if rows.has(LogRows.Kind.isInvalid, row) { counts.invalid -= 1 }
          if !rows.has(LogRows.Kind.isRevised, row) { counts.revised += 1 }
          remember(version(of: slot), of: slot)
          rows.replace(row, entry, bytes, receivedAt: receivedAt)
        }
        counts[entry.severity] += 1
        if entry.isInvalid { counts.invalid += 1 }
      }
    }
    guard !changes.isEmpty else { return changes }
    countsByTask[task] = counts
    for slot in changes.revised {
      guard let from = former[slot], from != rows.timestamp(Int(slot)) else { continue }
      changes.moved.append(Changes.Move(slot: slot, from: Timestamp(ticks: from)))
    }
    generation += 1
    if !changes.moved.isEmpty { generationOfLastMove = generation }
    changes.generation = generation
    // Taken out meanwhile, as it would be copied if both it and the whole were lent.
    var order: [Slot] = []
    swap(&order, &self.order)
    SlotOrder.update(&order, with: changes, adding: changes.added, of: self)
    self.order = order
    return changes
  }

  /// Whether `left` stands before `right`: by timestamp, then by the bytes of the id, then by slot.
  @inline(__always)
  package func precedes(_ left: Slot, _ right: Slot) -> Bool {
    precedes(left, at: rows.timestamp(Int(left)), right, at: rows.timestamp(Int(right)))
  }

  /// The same with other timestamps in the place of the entries' own.
  @inline(__always)
  func precedes(_ left: Slot, at leftTicks: Int64, _ right: Slot, at rightTicks: Int64) -> Bool {
    if leftTicks != rightTicks { return leftTicks < rightTicks }
    let comparison = ids.compare(Int(left), Int(right))
    return comparison == 0 ? left < right : comparison < 0
  }

  private mutating func remember(_ version: LogVersion, of slot: Slot) {
    histories[slot, default: []].append(version)
    if let history = histories[slot], history.count > Self.maxVersions { histories[slot]?.removeFirst() }
  }

}

// What is held of an entry.
extension LogStore {
  package func task(of slot: Slot) -> Int { ids.space(Int(slot)) }
  package func id(of slot: Slot) -> [UInt8] { ids.id(Int(slot)) }
  /// The slot of the entry with this id of a task; `nil` where there is none.
  package func slot(of id: some Collection<UInt8>, task: Int) -> Slot? { ids.find(id, space: task).map(Slot.init) }
  package func severity(of slot: Slot) -> Severity { rows.severity(Int(slot)) }
  package func revision(of slot: Slot) -> Int32 { rows.revision(Int(slot)) }
  /// Where the entry stands in time; the moment it was received where its own timestamp cannot be read.
  package func timestamp(of slot: Slot) -> Timestamp { Timestamp(ticks: rows.timestamp(Int(slot))) }
  /// Whether `timestamp(of:)` is the entry's own.
  package func hasTimestamp(_ slot: Slot) -> Bool { !rows.has(LogRows.Kind.lacksTimestamp, Int(slot)) }
  /// Ticks behind the newest entry told before the look that found this one; 0 when it came in order.
  package func lateness(of slot: Slot) -> Int64 { rows.lateness(Int(slot)) }
  package func isInvalid(_ slot: Slot) -> Bool { rows.has(LogRows.Kind.isInvalid, Int(slot)) }
  /// Whether `history(of:)` holds something.
  package func isRevised(_ slot: Slot) -> Bool { rows.has(LogRows.Kind.isRevised, Int(slot)) }
  package func progress(of slot: Slot) -> Float? { rows.progress(Int(slot)) }
  /// See `LogEntry.progressHasPoint`.
  package func progressHasPoint(_ slot: Slot) -> Bool { rows.progressHasPoint(Int(slot)) }
  package func eta(of slot: Slot) -> Timestamp? { rows.eta(Int(slot)) }
  /// The newest revision, as it will be remembered when the next one comes.
  package func version(of slot: Slot) -> LogVersion {
    LogVersion(
      timestamp: timestamp(of: slot), revision: revision(of: slot), severity: severity(of: slot),
      severityWord: severityWord(of: slot), message: message(of: slot), parameters: parameters(of: slot))
  }
  /// Earlier revisions, oldest first; at most the newest `maxVersions`.
  package func history(of slot: Slot) -> [LogVersion] { histories[slot] ?? [] }
  /// The entries of a task, counted.
  package func counts(of task: Int) -> SeverityCounts { countsByTask[task] ?? SeverityCounts() }

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
  package func parameters(of slot: Slot) -> [UInt8] {
    var parameters: [UInt8] = []
    rows.withSection(nil, Int(slot)) { values in
      let skeleton = rows.shape(Int(slot)).map { rows.messages.shapes[$0].skeleton } ?? [ParameterSkeleton.unsplit]
      ParameterSkeleton.join(skeleton, values, to: &parameters)
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
    return withTemplate(of: slot, rows.messages.templateNumber)
  }

  /// How many entries have the template with this number: a pass over two bytes an entry.
  package func count(ofTemplate number: Int) -> Int {
    var count = 0
    forEachRow(ofTemplate: number) { _, isOfTemplate in count += isOfTemplate ? 1 : 0 }
    return count
  }

  /// Says of each row, in the order of memory, whether it has the template with this number.
  @inline(__always)
  func forEachRow(ofTemplate number: Int, _ body: (Int, Bool) -> Void) {
    let isWanted = rows.messages.shapes.map { $0.templateNumber == number }
    rows.shapes.forEachChunk { first, count, shapes in
      for index in 0..<count {
        let shape = shapes.map { Int($0[index]) } ?? isWanted.count
        let isOfTemplate =
          shape < isWanted.count ? isWanted[shape] : template(of: Slot(truncatingIfNeeded: first + index)) == number
        body(first + index, isOfTemplate)
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

  /// Puts the message together, with its placeholders filled in.
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
      parameters(of: slot).withUnsafeBufferPointer { message.fill(template: template, parameters: $0) }
    }
  }
}
