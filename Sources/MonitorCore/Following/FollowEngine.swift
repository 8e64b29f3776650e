/// Follows several tasks over one source and one gate.
package struct FollowEngine: Sendable {
  /// Tasks begin this far apart, so that many do not begin in one burst.
  private static let stagger = Duration.milliseconds(15)

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let loops: [FollowLoop<ContinuousClock>]
  private let staysForOrders: Bool

  /// - Parameters:
  ///   - staysForOrders: whether to stay when all was told, because somebody may still press a key.
  ///   - seed: of the jitter; each task gets its own from it.
  package init(
    _ tasks: [TaskID], source: any TaskSource, options: FollowOptions, staysForOrders: Bool = false,
    seed: UInt64 = .random(in: .min ... .max)
  ) {
    var options = options
    options.taskCount = tasks.count
    self.staysForOrders = staysForOrders
    let start = clock.now
    self.start = start
    let gate = RequestGate(taskCount: tasks.count)
    let clock = clock
    loops = tasks.enumerated().map { number, task in
      let follower = Follower(
        task, options: options, start: Self.stagger * number, seed: seed &+ UInt64(number))
      return FollowLoop(follower, number: number, source: source, gate: gate, clock: clock, start: start)
    }
  }

  /// The engine's clock: since its start.
  package var now: Duration { start.duration(to: clock.now) }

  /// Follows all tasks, and returns when nothing more will be told. `emit` gets the task's number with each event;
  /// following a task waits for it.
  package func run(emit: @escaping @Sendable (Int, FollowEvent) async -> Void) async {
    await withDiscardingTaskGroup { group in
      for loop in loops { group.addTask { await loop.run(staysForOrders: staysForOrders, emit: emit) } }
    }
  }

  /// Polls one task at once, or all.
  package func pollNow(_ task: Int?) async {
    for (number, loop) in loops.enumerated() where task ?? number == number { await loop.pollNow() }
  }

  /// Fetches entries of one task that are older than those told.
  package func fetchOlder(_ task: Int) async {
    if loops.indices.contains(task) { await loops[task].fetchOlder() }
  }
}
