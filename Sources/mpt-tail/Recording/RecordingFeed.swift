import MonitorCore
import MonitorHistory
import MonitorRecording
import MonitorStream
import MonitorUI
import Synchronization

/// Saved logs as the screen shows them: everything at once.
final class RecordingFeed: ScreenFeed {
  private struct State {
    /// The newest time that was read: the screen's.
    var latest: Timestamp?
    /// When that was read, where the log grows: from then on time goes on.
    var read: ContinuousClock.Instant?
    var exitStatus: Int32?
    /// What is to be remembered, and the hosts whose earlier runs are known, by host.
    var runs: [String: [EarlierRun]] = [:]
    var recalled: Set<String> = []
  }

  private let logs: [SavedLog]
  private let readers: [RecordingReader]
  private let range: EntryRange
  private let isGrowing: Bool
  /// What is remembered of a host; `nil` where nothing is.
  private let memory: @Sendable (String) -> SessionMemory?
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// Opens the logs. Throws a `ProgramFailure` where one cannot be read.
  init(
    _ logs: [SavedLog], range: EntryRange, isGrowing: Bool, memory: @escaping @Sendable (String) -> SessionMemory?
  ) throws {
    self.memory = memory
    self.logs = logs
    self.range = range
    self.isGrowing = isGrowing
    readers = try logs.map { log in
      RecordingReader(try log.open(), keepsMembers: true, isGrowing: isGrowing)
    }
  }

  /// The status with which the recorded run ended, of several the last; `nil` where none says one.
  var exitStatus: Int32? { state.withLock(\.exitStatus) }

  var clocks: (now: Timestamp, engine: Duration) {
    let (latest, read) = state.withLock { ($0.latest, $0.read) }
    let since = read.map { $0.duration(to: .now).seconds } ?? 0
    return (latest?.advanced(bySeconds: since) ?? .now, start.duration(to: .now))
  }

  func run(_ inlet: ScreenInlet) async {
    defer { for reader in readers { reader.stop() } }
    let loader = RecordingLoader(logs, range: range)
    for reader in readers { reader.start() }
    await showTail(inlet)
    // Those of a growing log never end.
    await withTaskGroup(of: Void.self) { group in
      for (number, reader) in readers.enumerated() {
        group.addTask { await self.load(reader, number, loader, inlet) }
      }
    }
  }

  func carryOut(_ command: Command) async {}

  /// Remembers the runs that were recorded whole. What cannot be is a sentence.
  func close(exit: Int32, by reason: RunEnd.Reason) async -> (advice: [String], status: ExitStatus?) {
    var advice: [String] = []
    for (host, runs) in state.withLock(\.runs) where !runs.isEmpty {
      do throws(StateFailure) {
        _ = try memory(host)?.record(runs, at: .now)
      } catch {
        advice.append(error.sentence)
      }
    }
    return (advice, nil)
  }

  /// Tells the screen what is known of the earlier runs of a host, as soon as that is read; a failure tells nothing.
  private func recall(_ host: String, _ inlet: ScreenInlet) {
    guard state.withLock({ $0.recalled.insert(host).inserted }), let memory = memory(host) else { return }
    Task { @concurrent in
      if let known = try? memory.load().histories, !known.isEmpty { inlet.post(.histories(known)) }
    }
  }

  /// Shows the end of a large log before the rest of it was read. Of several logs nobody knows which one ends last.
  private func showTail(_ inlet: ScreenInlet) async {
    guard logs.count == 1, !logs[0].isStandardInput, let tail = RecordTail(path: logs[0].path, name: logs[0].shortName)
    else { return }
    let batches = tail.batches.map {
      (task: $0.task, batch: range.limited($0.batch, receivedAt: $0.receivedAt), $0.receivedAt)
    }
    inlet.post(.playback(.tail(LogTail(batches, oldest: tail.oldest, latest: tail.latest))))
  }

  private func load(_ reader: RecordingReader, _ number: Int, _ loader: RecordingLoader, _ inlet: ScreenInlet) async {
    while !Task.isCancelled {
      switch await reader.next() {
      case .block(let block):
        for change in await loader.load(block, of: number, size: reader.size) { await post(change, inlet) }
      case .caughtUp:
        state.withLock { $0.read = .now }
        for change in await loader.finish(number, damage: nil, isGrowing: true) { await post(change, inlet) }
      case .end(let damage):
        for change in await loader.finish(number, damage: damage, isGrowing: false) { await post(change, inlet) }
        return
      case .failed(let failure):
        return inlet.mailbox.post(.failed(logs[number].failure(failure)))
      }
    }
  }

  private func post(_ change: RecordingLoader.Change, _ inlet: ScreenInlet) async {
    switch change {
    case .followed(let event, let task): await inlet.post([event], of: task)
    case .playback(let change): inlet.post(.playback(change))
    case .latest(let moment): state.withLock { $0.latest = moment }
    case .exitStatus(let status): state.withLock { $0.exitStatus = status }
    case .runs(let runs, let host): state.withLock { $0.runs[host, default: []] += runs }
    case .host(let host): recall(host, inlet)
    case .notice(let sentence): inlet.post(.notice(sentence))
    case .failed(let failure): inlet.mailbox.post(.failed(failure))
    }
  }
}

/// Works out what the screen is to be told of saved logs.
private actor RecordingLoader {
  enum Change: Sendable {
    case followed(FollowEvent, task: Int)
    case playback(PlaybackChange)
    case latest(Timestamp)
    case exitStatus(Int32)
    /// Runs that were recorded whole, and whose log it is.
    case runs([EarlierRun], host: String)
    case host(String)
    case notice(String)
    case failed(ProgramFailure)
  }

  private let logs: [SavedLog]
  private let range: EntryRange
  private var sequences: [RecordSequence]
  /// What each log tells of whole runs.
  private var runs: [RecordedRuns]
  private var numbers = TaskNumbers()
  /// How many tasks the screen knows.
  private var taskCount = 0
  private var named: Set<Int> = []
  /// How each task's source did last.
  private var states: [Int: FollowState] = [:]
  private var latest = Timestamp(ticks: .min)
  private var ended: Set<Int> = []
  private var loaded: [Double?]

  init(_ logs: [SavedLog], range: EntryRange) {
    self.logs = logs
    self.range = range
    sequences = logs.enumerated().map { RecordSequence(number: $0.offset, name: $0.element.shortName) }
    loaded = logs.map { _ in 0 }
    runs = logs.map { _ in RecordedRuns() }
  }

  /// What a block of the log with this number brings.
  func load(_ block: RecordBlock, of log: Int, size: Int?) -> [Change] {
    let steps = sequences[log].steps(of: block, &numbers, keepsOrder: false)
    if sequences[log].summary.foreignSchema != nil, logs.count == 1,
      let failure = logs[log].complaint(sequences[log].summary, damage: nil)
    {
      return [.failed(failure)]
    }
    var changes = newTasks()
    for step in steps {
      switch step {
      case .event(let event, let at):
        if let at { latest = max(latest, at) }
        changes += self.changes(of: event)
        if let told = runs[log].record(event, at: at ?? latest) { changes.append(.runs(told.runs, host: told.host)) }
        if case .start(let start) = event, !start.host.isEmpty { changes.append(.host(start.host)) }
      case .entries(let batch, let moments, let task, let receivedAt):
        changes += reference(of: task)
        runs[log].record(batch, of: numbers.tasks[task], at: moments.compactMap(\.self).last ?? latest)
        let batch = range.limited(batch, receivedAt: receivedAt)
        for case let at? in moments.suffix(1) { latest = max(latest, at) }
        if moments.contains(nil) {
          for case let time? in batch.entries.lazy.map(\.timestamp) { latest = max(latest, time) }
        }
        if !batch.isEmpty { changes.append(.followed(.logs(batch, receivedAt: receivedAt), task: task)) }
      }
    }
    loaded[log] = size.map { min(1, Double(block.fileOffset) / Double(max(1, $0))) }
    let shares = loaded.compactMap(\.self)
    let share = shares.count == loaded.count ? shares.reduce(0, +) / Double(shares.count) : nil
    changes.insert(.latest(latest), at: 0)
    changes.append(.playback(.phase(.loading(share))))
    return changes
  }

  /// What the end of the log with this number brings, for a growing one that of what there is.
  func finish(_ log: Int, damage: String?, isGrowing: Bool) -> [Change] {
    let summary = sequences[log].summary
    let isFirst = ended.insert(log).inserted
    if !isGrowing, let failure = logs[log].complaint(summary, damage: damage) {
      // With others there is something to show.
      return logs.count == 1 ? [.failed(failure)] : [.notice(failure.sentence)] + settled(isGrowing)
    }
    let remarks = isFirst ? logs[log].remarks(summary, damage: damage).joined(separator: "; ") : ""
    return settled(isGrowing) + (remarks.isEmpty ? [] : [.notice(remarks)])
  }

  /// What is said once everything was read.
  private func settled(_ isGrowing: Bool) -> [Change] {
    guard ended.count == logs.count else { return [] }
    var changes = newTasks()
    for task in numbers.tasks.indices {
      var state = states[task] ?? FollowState()
      state.logIsRead = true
      if !isGrowing {
        // What was tried then is not tried any more.
        switch state.source {
        // Who was named had been there.
        case .gone: state.lastGood = named.contains(task) ? .zero : nil
        case .refused, .gaveUp: break
        case .connecting, .live, .stale, .ended: (state.source, state.problem, state.failures) = (.ended, "", 0)
        }
      } else if state.source == .connecting {
        state.source = .live
      }
      changes.append(.followed(.state(state), task: task))
    }
    return changes + [.playback(.phase(.loaded(isGrowing: isGrowing)))]
  }

  /// Tasks that the screen does not know.
  private func newTasks() -> [Change] {
    let new = numbers.tasks[taskCount...]
    taskCount = numbers.tasks.count
    return new.map { .playback(.joins($0)) }
  }

  /// What entries say of a task that no event has named.
  private func reference(of task: Int) -> [Change] {
    guard named.insert(task).inserted, let reference = numbers.references[task] else { return [] }
    return [.followed(.task(reference), task: task)]
  }

  private func changes(of event: StreamEvent) -> [Change] {
    switch event {
    case .start, .watch: return []
    case .task(let id, let snapshot, _):
      let task = numbers.number(of: id)
      named.insert(task)
      return [.followed(.task(snapshot), task: task)]
    case .source(let id, let state, _):
      states[numbers.number(of: id)] = state
      return []
    case .note(let id, let entry, let text):
      return [.playback(.note(text, entry: entry, task: numbers.number(of: id)))]
    case .end(let end):
      for outcome in end.outcomes { states[numbers.number(of: outcome.task)] = outcome.state }
      return [.exitStatus(end.exit)]
    }
  }
}
