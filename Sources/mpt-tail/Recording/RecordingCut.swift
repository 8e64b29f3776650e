import MonitorCore
import MonitorRecording
import MonitorStream

/// A part of a recording, its lines as they are: entries of some times that a filter admits, and every event that is needed
/// to open it again.
struct RecordingCut {
  private let range: EntryRange
  private var writer = OutputForm.events.writer(OutputOptions())
  /// What was said last before the times that are meant, by what it is about, in the order in which it was said.
  private var held: [(about: String, line: [UInt8])] = []
  private var heldTasks: Set<TaskID> = []
  private var hasBegun = false
  private var latest = Timestamp(ticks: 0)
  /// Tasks of which a snapshot was written: without one nobody knows later what they are.
  private var known: Set<TaskID> = []

  init(_ range: EntryRange) {
    self.range = range
    hasBegun = range.since == nil
  }

  /// Appends the lines of a block.
  mutating func append(_ block: RecordBlock, _ filter: inout EntryFilter, to output: inout [UInt8]) {
    var start = 0
    for (position, other, bytes) in block.others {
      append(start..<position, of: block, &filter, to: &output)
      start = position
      if case .foreignSchema = other { return }
      // What a version to come says stays, as it does where nothing is left out.
      if case .unknownEvent(let at) = other {
        if let at { latest = at }
        guard range.holds(latest) else { continue }
        begin(to: &output)
        Self.append(block.batch.bytes[bytes], to: &output)
      }
      guard case .event(let event, let at) = other else { continue }
      if case .start(let start) = event, range.narrows {
        if let at { latest = at }
        writer.append(.start(start.narrowed(to: range)), at: at, to: &output)
      } else {
        append(event, at: at ?? latest, Array(block.batch.bytes[bytes]), to: &output)
      }
    }
    append(start..<block.marks.count, of: block, &filter, to: &output)
  }

  private mutating func append(
    _ indices: Range<Int>, of block: RecordBlock, _ filter: inout EntryFilter, to output: inout [UInt8]
  ) {
    for index in indices {
      let (entry, mark) = (block.batch.entries[index], block.marks[index])
      if mark.at != RecordBlock.Mark.unknown { latest = Timestamp(ticks: mark.at) }
      guard range.holds(entry, receivedAt: latest), filter.admits(entry, of: block.batch) else { continue }
      begin(to: &output)
      Self.append(block.batch.bytes[Int(mark.start)..<Int(mark.end)], to: &output)
    }
  }

  private mutating func append(_ event: StreamEvent, at moment: Timestamp, _ line: [UInt8], to output: inout [UInt8]) {
    latest = moment
    if case .start = event { return Self.append(line[...], to: &output) }
    if let since = range.since, moment < since {
      let about = event.subject
      held.removeAll { $0.about == about }
      held.append((about, line))
      if case .task(let task, _, _) = event { heldTasks.insert(task) }
      return
    }
    if let until = range.until, moment > until, !isNeeded(event) { return }
    if case .task(let task, _, _) = event { known.insert(task) }
    begin(to: &output)
    Self.append(line[...], to: &output)
  }

  /// Whether an event is needed though it is later than what is meant: entries may have been recorded long after they were
  /// written.
  private func isNeeded(_ event: StreamEvent) -> Bool {
    switch event {
    case .task(let task, _, _): !known.contains(task)
    case .watch(_, let change): change.isJoining && known.isEmpty
    case .start, .source, .note, .end: false
    }
  }

  private mutating func begin(to output: inout [UInt8]) {
    if hasBegun { return }
    hasBegun = true
    for (_, line) in held { Self.append(line[...], to: &output) }
    held = []
    known.formUnion(heldTasks)
  }

  /// Appends a record as one line.
  private static func append(_ record: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if record.contains(0x0A) {
      record.withUnsafeBufferPointer { JSONReader.appendCompact($0, to: &output) }
    } else {
      output.append(contentsOf: record)
    }
    output.append(0x0A)
  }
}

extension StreamEvent {
  /// What it is about: a later event about the same replaces it.
  fileprivate var subject: String {
    switch self {
    case .start: "start"
    case .watch(let task, _): "watch \(task)"
    case .task(let task, _, _): "task \(task)"
    case .source(let task, _, _): "source \(task)"
    case .note(let task, let entry, _): "note \(task) \(entry)"
    case .end: "end"
    }
  }
}
