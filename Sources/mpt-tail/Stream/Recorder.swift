import Glibc
import MonitorCore
import MonitorRecording
import MonitorStream
import MonitorUI
import Synchronization

/// Records what following delivers in a file, beside whatever else becomes of it.
///
/// Where the file cannot be written any more that is said at once, and watching goes on.
actor Recorder {
  /// What is to be recorded, as it was delivered.
  private struct Delivery: Sendable {
    var events: [FollowEvent]
    var task: TaskID
    var now: Duration
    var server: Timestamp
  }

  private struct Backlog {
    var deliveries: [Delivery] = []
    var count = 0
    /// Whether somebody is on the way to record it.
    var isTaken = false
  }

  /// So many entries and other events may wait to be recorded: more than that, and following waits for the file.
  private static let maxBacklog = 2_000

  private let executor = OutputExecutor()
  private let backlog = Mutex(Backlog())
  private let clock: ClockedSource
  private nonisolated let written: Mutex<RecordingSize>
  /// Where it is recorded, and how much of it there is by now.
  nonisolated var size: RecordingSize { written.withLock(\.self) }
  /// Whether everything was asked for, also where a screen shows less.
  nonisolated let wantsAll: Bool
  private var report: @Sendable (String) -> Void = { StandardError.write("mpt-tail: \($0)") }
  private var file: RecordingFile
  private var emitter: RunEmitter
  private var filter = EntryFilter(LogFilter())
  private var outcomes: [TaskOutcome]
  /// Why nothing is recorded any more.
  private(set) var failure: String?
  private var isClosed = false

  /// Begins the recording that the options ask for; `nil` where they ask for none. Throws a `ProgramFailure`.
  init?(_ options: WatchOptions, tasks: [TaskID], host: String, clock: ClockedSource) throws {
    let now = Timestamp.now
    guard let path = options.recording.path(tasks: tasks, now: now, zone: LocalZone.offset) else { return nil }
    // A limit of the file's size is an error of writing like any other.
    signal(SIGXFSZ, SIG_IGN)
    do throws(RecordingFile.Failure) {
      file = try RecordingFile(path, appends: options.recording.append)
    } catch {
      let isWrong = [.exists, .noRecording, .inUse, .unread].contains(error)
      throw ProgramFailure("\(path) cannot be recorded into: \(error.reason)", exit: isWrong ? .usage : .cannotWrite)
    }
    var start = options.start(tasks, host: host)
    start.filter = LogFilter()
    wantsAll = start.history == .all
    var writer: any EntryWriter = OutputForm.events.writer(OutputOptions())
    let names = options.recording.redacted
    if !names.isEmpty { writer = RedactingWriter(writer, Redactor(names: names)) }
    emitter = RunEmitter(writer, writesTasks: true, start: start)
    outcomes = tasks.map { TaskOutcome(task: $0) }
    written = Mutex(RecordingSize(path: path, bytes: file.size))
    self.clock = clock
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// From now on `report` gets a sentence when something goes wrong, and not standard error.
  func report(to report: @escaping @Sendable (String) -> Void) { self.report = report }

  /// Learns of earlier runs, by their codes: what is recorded of an end is estimated with them, as what is shown.
  func learn(_ histories: [String: CodeHistory]) {
    recordBacklog()
    emitter.learn(histories)
  }

  /// Records events of a task, and returns when the file has them.
  nonisolated func record(_ events: [FollowEvent], of task: TaskID, now: Duration) async {
    _ = append(events, of: task, now: now)
    await recordBacklog()
  }

  /// Records events of a task as soon as may be, while its caller, on whose thread following runs, goes on: it need not be
  /// woken for that. Where much is to be recorded it returns when the file has it. A program that is killed at this very
  /// moment has shown what it did not record.
  nonisolated func enqueue(_ events: [FollowEvent], of task: TaskID, now: Duration) async {
    let (isFirst, isFull) = append(events, of: task, now: now)
    if isFull {
      await recordBacklog()
    } else if isFirst {
      executor.run { self.assumeIsolated { $0.recordBacklog() } }
    }
  }

  private nonisolated func append(
    _ events: [FollowEvent], of task: TaskID, now: Duration
  ) -> (isFirst: Bool, isFull: Bool) {
    let delivery = Delivery(events: events, task: task, now: now, server: clock.now)
    return backlog.withLock { backlog in
      defer { backlog.isTaken = true }
      backlog.deliveries.append(delivery)
      backlog.count += events.count
      for case .logs(let batch, _) in events { backlog.count += batch.entries.count }
      return (!backlog.isTaken, backlog.count > Self.maxBacklog)
    }
  }

  /// Records what is to be recorded by now. Whatever else is recorded comes after it.
  private func recordBacklog() {
    let deliveries = backlog.withLock { backlog in
      defer { backlog = Backlog() }
      return backlog.deliveries
    }
    for delivery in deliveries {
      for event in delivery.events {
        let known = outcomes.firstIndex { $0.task == delivery.task }
        if known == nil { outcomes.append(TaskOutcome(task: delivery.task)) }
        outcomes[known ?? outcomes.count - 1].apply(event)
      }
      write { file, emitter, filter throws(OutputFailure) in
        for event in delivery.events {
          try emitter.emit(
            event, of: delivery.task, now: delivery.now, server: delivery.server, filter: &filter, to: &file.pipe)
        }
      }
    }
  }

  /// Records that a task is watched from now on, or no longer.
  func record(_ change: WatchChange, of task: TaskID, now: Duration) {
    recordBacklog()
    write { file, emitter, _ throws(OutputFailure) in
      try emitter.emit(change, of: task, now: now, server: clock.now, to: &file.pipe)
    }
  }

  /// Records what a person wrote on an entry.
  func record(note text: String, on entry: String, of task: TaskID, now: Duration) {
    recordBacklog()
    write { file, emitter, _ throws(OutputFailure) in
      try emitter.emit(.note(task, entry: entry, text: text), now: now, server: clock.now, to: &file.pipe)
    }
  }

  /// Ends the recording. Answers what there is to say of it.
  func close(exit: Int32, by reason: RunEnd.Reason, now: Duration) -> [String] {
    recordBacklog()
    let end = RunEnd(exit: exit, reason: reason, outcomes: outcomes.map { settled($0) })
    write { file, emitter, _ throws(OutputFailure) in
      try emitter.emit(end, now: now, server: clock.now, to: &file.pipe)
      try file.pipe.close()
    }
    isClosed = true
    if let failure { return [failure.replacing("ends here, watching goes on", with: "is not whole")] }
    let count = outcomes.reduce(0) { $0 + $1.state.delivered }
    var sentences = ["recorded \(count == 1 ? "1 entry" : "\(count) entries") in \(file.path), \(size.text)"]
    let late = (emitter.writer as? RedactingWriter)?.lateCount ?? 0
    if late > 0 {
      sentences.append(
        "\(late == 1 ? "1 value" : "\(late) values") may stand in lines that were written before it was known; "
          + "'mpt-tail open FILE --redact NAMES -o json' finds all")
    }
    if let unseen = (emitter.writer as? RedactingWriter)?.unseenNames { sentences.append(unseen) }
    return sentences
  }

  /// What became of a task, held against everything where that was asked for.
  private func settled(_ outcome: TaskOutcome) -> TaskOutcome {
    guard wantsAll, outcome.state.hasOlder, outcome.state.completeness == .proven else { return outcome }
    var outcome = outcome
    outcome.state.completeness = .unproven("Older entries were not read")
    return outcome
  }

  private func write(
    _ body: (inout RecordingFile, inout RunEmitter, inout EntryFilter) throws(OutputFailure) -> Void
  ) {
    guard failure == nil, !isClosed else { return }
    do throws(OutputFailure) {
      try body(&file, &emitter, &filter)
      file.settle()
      let bytes = file.size
      written.withLock { $0.bytes = bytes }
    } catch {
      let reason =
        switch error {
        case .closed: "Nobody reads \(file.path) any more"
        case .failed(let sentence): sentence.withoutPeriod
        }
      file.cutTorn()
      written.withLock { $0.hasEnded = true }
      let sentence = "\(reason): the recording ends here, watching goes on"
      failure = sentence
      report(sentence)
    }
  }
}
