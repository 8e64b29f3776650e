import MonitorCore
import MonitorStream
import MonitorUI
import Synchronization

/// Tasks of a platform, as they are followed.
final class LiveFeed: ScreenFeed {
  private let engine: FollowEngine
  private let clock: ClockedSource
  private let lister: TaskLister
  private let reader: EntryReader
  private let runLister: RunLister
  private let memory: MemoryKeeper?
  private let until: UntilMoment?
  private let timeout: Duration?
  /// Where the screen runs.
  private let executor: ThreadExecutor
  /// Where following runs.
  private let network: (any TaskExecutor)?
  /// Records everything, where that is wanted.
  private let recorder: Recorder?
  /// By how many seconds this machine's clock is ahead, as the screen was told.
  private let clockError = Mutex(0.0)
  /// The tasks by their numbers.
  private let tasks: Mutex<[Int: TaskID]>

  init(
    tasks: [TaskID], options: WatchOptions, connection: Connection, executor: ThreadExecutor, recorder: Recorder?,
    memory: MemoryKeeper?
  ) {
    self.recorder = recorder
    network = connection.runtime.executor
    self.memory = memory
    runLister = RunLister(source: connection.source)
    self.tasks = Mutex(Dictionary(uniqueKeysWithValues: tasks.enumerated().map { ($0.offset, $0.element) }))
    engine = FollowEngine(
      tasks, source: connection.source, options: options.followOptions(screen: true), staysForOrders: true,
      runtime: connection.runtime, observer: connection.diagnostics?.observer)
    clock = connection.clock
    lister = TaskLister(source: connection.source)
    reader = EntryReader(source: connection.source)
    until = options.untilMoment(taskCount: tasks.count) { [clock] in clock.latest }
    timeout = options.timeout?.duration
    self.executor = executor
  }

  var clocks: (now: Timestamp, engine: Duration) { (clock.now, engine.now) }

  var recording: RecordingSize? { recorder?.size }

  func run(_ inlet: ScreenInlet) async {
    await recorder?.report(to: { inlet.post(.alarm($0)) })
    await withDiscardingTaskGroup { [engine, until, lister, reader, timeout] group in
      group.addTask {
        await engine.run { task, received in
          let events = until.map { until in received.map { until.filtered($0, of: task) } } ?? received
          await self.record(events, of: task)
          if inlet.mailbox.setAside(events, of: task) { return }
          self.report(to: inlet)
          await inlet.post(events, of: task)
        }
      }
      // Where following runs: what is answered may be large, and the terminal's thread has keys and signals to hear.
      group.addTask(executorPreference: network) { await lister.run { inlet.post($0) } }
      group.addTask(executorPreference: network) { await reader.run { inlet.post($0) } }
      group.addTask { await self.runLister.run { self.memory?.keep($1, of: $0, at: self.clock.now) } }
      group.addTask {
        if let until, await until.pass(engine, clock: { self.clock.now }) { inlet.mailbox.post(.untilReached) }
      }
      group.addTask {
        guard let timeout, await RunningTime.pass(timeout) else { return }
        inlet.mailbox.post(.timeout)
      }
    }
  }

  func carryOut(_ command: Command) async {
    switch command {
    case .pollNow(let task): Task(executorPreference: executor) { [engine] in await engine.pollNow(task) }
    case .fetchOlder(let task): Task(executorPreference: executor) { [engine] in await engine.fetchOlder(task) }
    case .listTasks: await lister.enqueue(command)
    case .readEntry(let id, let task):
      guard let name = tasks.withLock({ $0[task] }) else { break }
      await reader.enqueue(id: id, task: task, name: name)
    case .listRuns(let code): await runLister.enqueue(code)
    case .keepRun(let run): memory?.keep(run)
    case .follow(let id, let task):
      tasks.withLock { $0[task] = id }
      await recorder?.record(WatchChange(isJoining: true, by: .key), of: id, now: engine.now)
      await engine.follow(id, as: task)
    case .note(let text, let entry, let task):
      guard let id = tasks.withLock({ $0[task] }) else { break }
      await recorder?.record(note: text, on: entry, of: id, now: engine.now)
    case .unfollow(let task):
      await engine.unfollow(task)
      guard let id = tasks.withLock({ $0[task] }) else { break }
      await recorder?.record(WatchChange(isJoining: false, by: .key), of: id, now: engine.now)
    default: break
    }
  }

  func close(exit: Int32, by reason: RunEnd.Reason) async -> (advice: [String], status: ExitStatus?) {
    guard let recorder else { return ([], nil) }
    let advice = await recorder.close(exit: exit, by: reason, now: engine.now)
    return (advice, await recorder.failure == nil ? nil : .cannotWrite)
  }

  /// Says how wrong this machine's clock is, where that is news.
  private func report(to inlet: ScreenInlet) {
    let error = Timestamp.now.seconds(since: clock.now)
    let isNews = clockError.withLock { known in
      defer { if abs(error - known) > 1 { known = error } }
      return abs(error - known) > 1
    }
    if isNews { inlet.post(.clockError(error)) }
  }

  /// Records events, and sees to it that what a screen does not need is read as well.
  private func record(_ events: [FollowEvent], of task: Int) async {
    guard let recorder, let id = tasks.withLock({ $0[task] }) else { return }
    await recorder.enqueue(events, of: id, now: engine.now)
    guard recorder.wantsAll, case .state(let state)? = events.last, state.hasOlder, !state.isLoadingOlder else {
      return
    }
    // Later, as following waits for this.
    Task(executorPreference: executor) { [engine] in await engine.fetchOlder(task) }
  }
}
