/// Follows several tasks over one source and one gate; tasks may come and go meanwhile.
///
/// A task is known by its number, given by whoever asks for it. A number stands for one task for ever: it is not given
/// again when its task is no longer followed.
package actor FollowEngine {
  /// Receives the events of an answer, all at once so that they can be shown at once, for the task with this number. Runs
  /// where following does, which waits for it.
  package typealias Emit = nonisolated(nonsending) @Sendable (Int, [FollowEvent]) async -> Void

  /// Tasks begin this far apart, so that many do not begin in one burst.
  private static let stagger = Duration.milliseconds(15)

  private let runtime: FollowRuntime
  private let sleepWatch: SleepWatch
  private let start: ContinuousClock.Instant
  private let source: any TaskSource
  private let gate: RequestGate
  private let seed: UInt64
  private let observer: FollowObserver?
  private let staysForOrders: Bool
  private let shared = SharedAnswers()
  /// Tasks that are to be begun; at an end when none will come.
  private let beginnings: AsyncStream<FollowLoop>
  private let begin: AsyncStream<FollowLoop>.Continuation
  private var options: FollowOptions
  private var loops: [Int: FollowLoop] = [:]
  /// Numbers that were given out, also of tasks no longer followed.
  private var known: Set<Int> = []

  /// - Parameters:
  ///   - tasks: their numbers are their indices.
  ///   - staysForOrders: whether to stay when all was delivered, because somebody may still press a key.
  ///   - runtime: where all of it runs. Nothing that `run` is given to call may block there.
  ///   - observer: what also sees it, for diagnostics.
  ///   - seed: of the jitter; each task gets its own from it.
  package init(
    _ tasks: [TaskID], source: any TaskSource, options: FollowOptions, staysForOrders: Bool = false,
    runtime: FollowRuntime = .shared, observer: FollowObserver? = nil, seed: UInt64 = .random(in: .min ... .max)
  ) {
    start = .now
    self.runtime = runtime
    sleepWatch = SleepWatch(runtime)
    self.source = source
    self.observer = observer
    self.options = options
    self.options.taskCount = max(1, tasks.count)
    self.staysForOrders = staysForOrders
    self.seed = seed
    gate = RequestGate(taskCount: max(1, tasks.count))
    (beginnings, begin) = AsyncStream.makeStream()
    for (number, task) in tasks.enumerated() {
      let follower = Follower(
        task, options: self.options, start: Self.stagger * number, seed: seed &+ UInt64(number))
      let loop = FollowLoop(
        follower, number: number, source: source, gate: gate, runtime: runtime, sleepWatch: sleepWatch, start: start,
        shared: shared, observer: observer)
      loops[number] = loop
      known.insert(number)
      begin.yield(loop)
    }
    if !staysForOrders { begin.finish() }
  }

  /// The engine's clock: since its start.
  package nonisolated var now: Duration { start.duration(to: .now) }

  /// Follows the tasks, and returns when nothing more will be emitted, or when cancelled. `emit` gets the task's number
  /// with each event; following a task waits for it. To be called once.
  package func run(emit: @escaping Emit) async {
    let staysForOrders = staysForOrders
    await withTaskExecutorPreference(runtime.executor) {
      await withDiscardingTaskGroup { group in
        for await loop in beginnings {
          group.addTask { await loop.run(staysForOrders: staysForOrders, emit: emit) }
        }
      }
    }
  }

  /// Follows one more task from now on. Nothing happens where the number was given before, or is negative, or where
  /// the engine does not stay for orders.
  package func follow(_ task: TaskID, as number: Int) async {
    guard staysForOrders, number >= 0, known.insert(number).inserted else { return }
    options.taskCount = loops.count + 1
    let follower = Follower(task, options: options, start: now, seed: seed &+ UInt64(number))
    let loop = FollowLoop(
      follower, number: number, source: source, gate: gate, runtime: runtime, sleepWatch: sleepWatch, start: start,
      shared: shared, observer: observer)
    loops[number] = loop
    begin.yield(loop)
    gate.serve(taskCount: loops.count)
  }

  /// Follows a task no longer: a request under way is let go of, and nothing more is emitted for the task.
  package func unfollow(_ number: Int) async {
    guard let loop = loops.removeValue(forKey: number) else { return }
    await loop.stop()
    gate.serve(taskCount: max(1, loops.count))
  }

  /// Polls one task at once, or all.
  package func pollNow(_ task: Int?) async {
    for (number, loop) in loops where task ?? number == number { await loop.pollNow() }
  }

  /// Fetches entries of one task that are older than those delivered.
  package func fetchOlder(_ task: Int) async {
    await loops[task]?.fetchOlder()
  }
}
