package import MonitorCore

/// Emits a run in a form of output: its start, what following delivers, and its end.
///
/// The start is emitted with the first event, when the server's time is known.
package struct RunEmitter: Sendable {
  package private(set) var writer: any EntryWriter
  private let writesTasks: Bool
  private let start: RunStart
  private var hasStarted = false
  private var clock = EventClock()
  private var estimates = TaskEstimates()

  /// Emits in a form; what `start` says is emitted in its time.
  package init(_ form: OutputForm, _ options: OutputOptions, start: RunStart) {
    self.init(form.writer(options), writesTasks: form.writesTasks, start: start)
  }

  /// Emits by a writer; `writesTasks` says whether it has a use for what is no entry.
  package init(_ writer: any EntryWriter, writesTasks: Bool, start: RunStart) {
    self.writer = writer
    self.writesTasks = writesTasks
    self.start = start
  }

  /// Learns of earlier runs, by their code, which estimates rest on.
  package mutating func learn(_ histories: [String: CodeHistory]) { estimates.learn(histories) }

  /// The run of a task for those to come; `nil` where it has not completed, or only its entries are emitted.
  package func finishedRun(of task: TaskID) -> EarlierRun? { estimates.finishedRun(of: task) }

  /// Emits an event of a task, and returns when the pipe took it.
  ///
  /// - Parameters:
  ///   - now: the run's monotonic clock.
  ///   - server: the server's time, as far as known.
  ///   - filter: which entries are emitted.
  package mutating func emit(
    _ event: FollowEvent, of task: TaskID, now: Duration, server: @autoclosure () -> Timestamp,
    filter: inout EntryFilter, to pipe: inout OutputPipe
  ) throws(OutputFailure) {
    let moment = begin(now: now, server: server(), to: &pipe)
    let end = writesTasks ? estimates.record(event, of: task, at: moment) : nil
    switch filter.filtered(event) {
    case .logs(let batch, _): try writer.write(batch, of: task, at: moment, to: &pipe)
    case .task(let snapshot):
      writer.append(.task(task, snapshot, end ?? ReportedEnd()), at: moment, to: &pipe.buffer)
    case .state(let state):
      writer.append(.source(task, state, retry: state.secondsUntilNextPoll(now)), at: moment, to: &pipe.buffer)
    }
    try pipe.flush()
  }

  /// Emits that a task is watched from now on, or no longer.
  package mutating func emit(
    _ change: WatchChange, of task: TaskID, now: Duration, server: @autoclosure () -> Timestamp,
    to pipe: inout OutputPipe
  ) throws(OutputFailure) {
    let moment = begin(now: now, server: server(), to: &pipe)
    writer.append(.watch(task, change), at: moment, to: &pipe.buffer)
    try pipe.flush()
  }

  /// Emits an event as it is.
  package mutating func emit(
    _ event: StreamEvent, now: Duration, server: @autoclosure () -> Timestamp, to pipe: inout OutputPipe
  ) throws(OutputFailure) {
    let moment = begin(now: now, server: server(), to: &pipe)
    writer.append(event, at: moment, to: &pipe.buffer)
    try pipe.flush()
  }

  /// Emits the end; nothing is emitted after it.
  package mutating func emit(
    _ end: RunEnd, now: Duration, server: @autoclosure () -> Timestamp, to pipe: inout OutputPipe
  ) throws(OutputFailure) {
    let moment = begin(now: now, server: server(), to: &pipe)
    writer.append(.end(end), at: moment, to: &pipe.buffer)
    writer.finish(to: &pipe.buffer)
    try pipe.flush()
  }

  /// The time of an event that happens now, before which the start was emitted.
  private mutating func begin(now: Duration, server: @autoclosure () -> Timestamp, to pipe: inout OutputPipe)
    -> Timestamp
  {
    let moment = clock.moment(at: now, server: server())
    guard !hasStarted else { return moment }
    hasStarted = true
    writer.append(.start(start), at: moment, to: &pipe.buffer)
    for task in start.tasks {
      writer.append(.watch(task, WatchChange(isJoining: true, by: .command)), at: moment, to: &pipe.buffer)
    }
    return moment
  }
}
