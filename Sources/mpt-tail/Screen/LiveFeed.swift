import MonitorCore
import MonitorUI

/// Tasks of a platform, as they are followed.
struct LiveFeed: ScreenFeed {
  private let engine: FollowEngine
  private let clock: ClockedSource
  private let lister: TaskLister
  private let until: UntilMoment?
  private let timeout: Duration?
  /// Where the screen runs.
  private let executor: ThreadExecutor

  init(tasks: [TaskID], options: WatchOptions, connection: Connection, executor: ThreadExecutor) {
    engine = FollowEngine(
      tasks, source: connection.source, options: options.followOptions(screen: true), staysForOrders: true,
      runtime: connection.runtime, observer: connection.diagnostics?.observer)
    clock = connection.clock
    lister = TaskLister(source: connection.source)
    until = options.untilMoment(taskCount: tasks.count)
    timeout = options.timeout?.duration
    self.executor = executor
  }

  var clocks: (now: Timestamp, engine: Duration) { (clock.now, engine.now) }

  func run(_ inlet: ScreenInlet) async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        await engine.run { task, received in
          let events = until.map { until in received.map { until.filtered($0, of: task) } } ?? received
          if inlet.mailbox.setAside(events, of: task) { return }
          await inlet.post(events, of: task)
        }
      }
      group.addTask { await lister.run { inlet.post($0) } }
      group.addTask {
        if let until, await until.pass(engine, clock: { clock.now }) { inlet.mailbox.post(.untilReached) }
      }
      group.addTask {
        guard let timeout, (try? await Task.sleep(for: timeout)) != nil else { return }
        inlet.mailbox.post(.timeout)
      }
    }
  }

  func carryOut(_ command: Command) async {
    switch command {
    case .pollNow(let task): Task(executorPreference: executor) { [engine] in await engine.pollNow(task) }
    case .fetchOlder(let task): Task(executorPreference: executor) { [engine] in await engine.fetchOlder(task) }
    case .listTasks: await lister.enqueue(command)
    case .follow(let id, let task): await engine.follow(id, as: task)
    case .unfollow(let task): await engine.unfollow(task)
    default: break
    }
  }
}
