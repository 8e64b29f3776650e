import Glibc
import MonitorCore
import MonitorRecording
import MonitorStream

/// Writes the blocks of saved logs in a form of output, filtered, each revision of an entry once.
///
/// A single recording that becomes events keeps its lines; everything else is written anew.
actor LogConverter {
  enum Redaction: Sendable {
    /// Values are learnt, and nothing is written.
    case learning(Redactor)
    case applying(Redactor)
  }

  private let form: OutputForm
  private let lines: OutputOptions
  private let range: EntryRange
  private var sequences: [RecordSequence]
  private var numbers = TaskNumbers()
  private var seen: [Int: SeenTable] = [:]
  private var filter: EntryFilter
  private var pipe = OutputPipe(descriptor: STDOUT_FILENO)
  /// Made with the first block, which says how many tasks there are.
  private var writer: (any EntryWriter)?
  private var cut: RecordingCut?
  private var named: Set<Int> = []
  private var end: RunEnd?
  /// The entries of each task, counted anew: what several runs ended with says nothing of all together.
  private var written: [Int: TaskOutcome] = [:]
  private var redaction: Redaction?

  init(form: OutputForm, lines: OutputOptions, range: EntryRange, logs: [String], redaction: Redaction? = nil) {
    self.redaction = redaction
    self.form = form
    self.lines = lines
    self.range = range
    sequences = logs.enumerated().map { RecordSequence(number: $0.offset, name: $0.element) }
    filter = EntryFilter(range.filter)
  }

  func summary(of log: Int) -> RecordSequence.Summary { sequences[log].summary }

  /// The status with which the recorded run ended, of several the last.
  var exitStatus: Int32? { end?.exit }

  /// What has learnt, or replaces, values.
  var redactor: Redactor? {
    switch redaction {
    case .learning(let redactor), .applying(let redactor): redactor
    case nil: nil
    }
  }

  /// Why the filter cannot be used, once its searches have shown that.
  var filterProblem: String? {
    filter.slowPattern.map { "\(PatternError.tooSlow.sentence): \(SafeText.line($0.source))" }
  }

  /// Writes a block of the log with this number; returns when standard output took it.
  func convert(_ block: RecordBlock, of log: Int) throws(OutputFailure) {
    let steps = sequences[log].steps(of: block, &numbers, keepsOrder: true)
    // Where nothing of it can be read, nothing is written.
    if steps.isEmpty, writer == nil || sequences[log].summary.foreignSchema != nil { return }
    if writer == nil { begin() }
    if sequences.count == 1, form.writesTasks, sequences[0].summary.beginsWithStart {
      if cut == nil { cut = RecordingCut(range) }
      cut?.append(block, &filter, to: &pipe.buffer)
      for case .event(.end(let end), _) in steps { self.end = end }
    } else {
      for step in steps { try write(step) }
    }
    try flush()
  }

  /// Writes what closes the output; of logs that could not be read nothing.
  func finish(hasFailed: Bool) throws(OutputFailure) {
    if writer == nil, hasFailed { return }
    if cut == nil, form.writesTasks, let end = end.map(counted) { writer?.append(.end(end), at: nil, to: &pipe.buffer) }
    if writer == nil { begin() }
    if cut == nil { writer?.finish(to: &pipe.buffer) }
    try flush()
  }

  private func counted(_ end: RunEnd) -> RunEnd {
    var end = end
    end.outcomes = end.outcomes.map { told in
      guard var outcome = written[numbers.number(of: told.task)] else { return told }
      (outcome.snapshot, outcome.state) = (told.snapshot, told.state)
      return outcome
    }
    return end
  }

  private func flush() throws(OutputFailure) {
    if var redactor {
      let isLearning = if case .learning = redaction { true } else { false }
      // Alone from here on, so that nothing is copied.
      redaction = nil
      var lines: [UInt8] = []
      for line in pipe.buffer.split(separator: 0x0A) {
        guard !isLearning else {
          redactor.learn(Array(line))
          continue
        }
        redactor.append(Array(line), to: &lines)
        lines.append(0x0A)
      }
      pipe.buffer = lines
      redaction = isLearning ? .learning(redactor) : .applying(redactor)
    }
    try pipe.flush()
  }

  private func begin() {
    var lines = lines
    lines.showsTask = sequences.count > 1 || numbers.tasks.count > 1
    writer = form.writer(lines)
    guard form.writesTasks, !(sequences.count == 1 && sequences[0].summary.beginsWithStart) else { return }
    let start = RunStart(version: ProgramVersion.text, host: "", tasks: [])
    writer?.append(.start(start.narrowed(to: range)), at: nil, to: &pipe.buffer)
  }

  private func write(_ step: RecordedStep) throws(OutputFailure) {
    switch step {
    case .event(let event, let at): write(event, at)
    case .entries(let batch, let moments, let task, let receivedAt):
      name(task)
      var fresh: [LogEntry] = []
      for (entry, at) in zip(batch.entries, moments) where range.holds(entry, receivedAt: at ?? receivedAt) {
        var entry = entry
        switch seen[task, default: SeenTable()].deliver(id: batch.bytes[entry.id], revision: entry.revision) {
        case .known: continue
        case .revised: entry.isRevised = true
        case .new: break
        }
        if form.writesTasks { fresh.append(entry) }
        try write(entry, of: batch, task: task, at: at)
      }
      guard form.writesTasks else { return }
      written[task, default: TaskOutcome(task: numbers.tasks[task])]
        .apply(.logs(EntryBatch(bytes: batch.bytes, entries: fresh), receivedAt: receivedAt))
    }
  }

  private func write(_ entry: LogEntry, of batch: EntryBatch, task: Int, at: Timestamp?) throws(OutputFailure) {
    guard filter.admits(entry, of: batch) else { return }
    let moment = form.writesTasks ? at ?? entry.timestamp : .now
    writer?.append(entry, of: batch, task: numbers.tasks[task], at: moment, to: &pipe.buffer)
    if redaction == nil { try pipe.flushIfFull() }
  }

  private func write(_ event: StreamEvent, _ at: Timestamp?) {
    for task in event.tasks { named.insert(numbers.number(of: task)) }
    switch event {
    // Of several recordings there is one start and one end.
    case .start: break
    case .end(let end): self.end = self.end.map { $0.joined(with: end) } ?? end
    case .watch, .task, .source, .note:
      if at.map(range.holds) ?? true { writer?.append(event, at: at, to: &pipe.buffer) }
    }
  }

  /// Says of a task that no event has named what its entries say of it.
  private func name(_ task: Int) {
    guard form.writesTasks, named.insert(task).inserted else { return }
    let id = numbers.tasks[task]
    writer?.append(.watch(id, WatchChange(isJoining: true, by: .command)), at: nil, to: &pipe.buffer)
    guard let reference = numbers.references[task] else { return }
    writer?.append(.task(id, reference, ReportedEnd()), at: nil, to: &pipe.buffer)
  }
}

extension RunEnd {
  /// The end of this run and of another as one: the later outcome of each task, and the graver status.
  fileprivate func joined(with other: RunEnd) -> RunEnd {
    var result = other.exit != 0 || exit == 0 ? other : self
    let later = Set(other.outcomes.map(\.task))
    result.outcomes = outcomes.filter { !later.contains($0.task) } + other.outcomes
    return result
  }
}
