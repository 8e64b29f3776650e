import MonitorCore
import MonitorRecording
import MonitorStream
import MonitorUI
import Synchronization

/// A recording as it happened: read as a whole, and played by the model.
final class ReplayFeed: ScreenFeed {
  private struct State {
    var exitStatus: Int32?
    var inlet: ScreenInlet?
    var executor: ThreadExecutor?
  }

  private let log: SavedLog
  private let reader: RecordingReader
  private let loader: ReplayLoader
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Opens the recording. Throws a `ProgramFailure` where it cannot be read.
  init(_ log: SavedLog, from: RecordedMoment?, to: RecordedMoment?) throws {
    self.log = log
    reader = RecordingReader(try log.open(), keepsMembers: true)
    loader = ReplayLoader(log, from: from, to: to)
  }

  /// The status with which the recorded run ended; `nil` where none is said.
  var exitStatus: Int32? { state.withLock(\.exitStatus) }

  /// The model has a clock of its own for what is shown.
  var clocks: (now: Timestamp, engine: Duration) { (.now, start.duration(to: .now)) }

  /// Where waits are waited for.
  func wake(on executor: ThreadExecutor) { state.withLock { $0.executor = executor } }

  func run(_ inlet: ScreenInlet) async {
    state.withLock { $0.inlet = inlet }
    defer { reader.stop() }
    reader.start()
    while !Task.isCancelled {
      switch await reader.next() {
      case .block(let block):
        let part = await loader.load(block)
        if await loader.summary.foreignSchema != nil { return await finish(nil, inlet) }
        if let part { inlet.post(.playback(.part(part))) }
        let share = reader.size.map { min(1, Double(block.fileOffset) / Double(max(1, $0))) }
        inlet.post(.playback(.phase(.loading(share))))
      case .caughtUp: continue
      case .end(let damage): return await finish(damage, inlet)
      case .failed(let failure): return inlet.mailbox.post(.failed(log.failure(failure)))
      }
    }
  }

  private func finish(_ damage: String?, _ inlet: ScreenInlet) async {
    let summary = await loader.summary
    if let failure = log.complaint(summary, damage: damage) { return inlet.mailbox.post(.failed(failure)) }
    inlet.post(.playback(.part(await loader.finish())))
    inlet.post(.playback(.phase(.loaded(isGrowing: false))))
    let remarks = log.remarks(summary, damage: damage)
    if !remarks.isEmpty { inlet.post(.notice(remarks.joined(separator: "; "))) }
    let exit = await loader.exitStatus
    state.withLock { $0.exitStatus = exit }
  }

  func carryOut(_ command: Command) async {
    guard case .wake(let wait) = command else { return }
    let (inlet, executor) = state.withLock { ($0.inlet, $0.executor) }
    guard let inlet, let executor else { return }
    Task(executorPreference: executor) {
      guard (try? await Task.sleep(for: wait)) != nil else { return }
      inlet.post(.playback(.due))
    }
  }
}

/// Makes the script of a recording, and its states, on a thread of its own.
actor ReplayLoader {
  /// How often the screen is told of what was read.
  private static let pace = Duration.milliseconds(100)

  private let executor = OutputExecutor()
  private var sequence: RecordSequence
  private var numbers = TaskNumbers()
  private var script = ReplayScript()
  private var states = ReplayStates()
  private let from: RecordedMoment?
  private let to: RecordedMoment?
  private var named: Set<Int> = []
  private var posted: ContinuousClock.Instant?
  /// Entries that nobody says when they were received: they happened when they say.
  private var foreign: LogStore?
  private(set) var exitStatus: Int32?

  init(_ log: SavedLog, from: RecordedMoment?, to: RecordedMoment?) {
    sequence = RecordSequence(name: log.shortName)
    (self.from, self.to) = (from, to)
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  var summary: RecordSequence.Summary { sequence.summary }

  /// Takes a block. Answers what is known by now, from time to time.
  func load(_ block: RecordBlock) -> Replay.Part? {
    for step in sequence.steps(of: block, &numbers, keepsOrder: true) { append(step) }
    states.extend(over: script)
    guard script.start != nil, posted.map({ $0.duration(to: .now) >= Self.pace }) ?? true else { return nil }
    posted = .now
    return part
  }

  /// All of it.
  func finish() -> Replay.Part {
    if let foreign { append(foreign) }
    foreign = nil
    states.extend(over: script)
    return part
  }

  private var part: Replay.Part {
    Replay.Part(
      script, states, from: script.start.flatMap { start in from?.moment(from: start) },
      to: script.start.flatMap { start in to?.moment(from: start) })
  }

  private func append(_ step: RecordedStep) {
    switch step {
    case .event(let event, let at): append(event, at: at)
    case .entries(let batch, let moments, let task, let receivedAt):
      if moments.contains(where: { $0 == nil }), !sequence.summary.beginsWithStart {
        foreign = foreign ?? LogStore()
        _ = foreign?.merge(batch, of: task, receivedAt: receivedAt)
      } else {
        join(through: task, at: moments.first.flatMap(\.self))
        script.append(batch, at: moments, of: task, receivedAt: receivedAt)
      }
    }
  }

  private func append(_ event: StreamEvent, at moment: Timestamp?) {
    for task in event.tasks { join(through: numbers.number(of: task), at: moment) }
    switch event {
    case .start: break
    case .note(let id, let entry, let text):
      script.record(note: text, on: entry, of: numbers.number(of: id), at: moment)
    case .watch(let task, let change):
      script.watch(numbers.number(of: task), isJoining: change.isJoining, at: moment)
    case .task(let task, let snapshot, _): script.record(snapshot, of: numbers.number(of: task), at: moment)
    case .source(let task, let state, _): script.record(state, of: numbers.number(of: task), at: moment)
    case .end(let end):
      for outcome in end.outcomes { script.record(outcome.state, of: numbers.number(of: outcome.task), at: moment) }
      exitStatus = end.exit
    }
  }

  /// Has the tasks up to this number join, in their order.
  private func join(through task: Int, at moment: Timestamp?) {
    while script.taskCount <= task { script.join(numbers.tasks[script.taskCount], at: moment) }
  }

  /// Appends entries in the order of their own times.
  private func append(_ store: LogStore) {
    var order = store.order[...]
    while let first = order.first {
      let task = store.task(of: first)
      let run = order.prefix(1_000).prefix { store.task(of: $0) == task }
      join(through: task, at: store.timestamp(of: first))
      if named.insert(task).inserted, let reference = numbers.references[task] {
        script.record(reference, of: task, at: store.timestamp(of: first))
      }
      script.append(
        store.batch(of: run), at: run.map { store.timestamp(of: $0) }, of: task, receivedAt: store.timestamp(of: first))
      order = order.dropFirst(run.count)
    }
  }
}
