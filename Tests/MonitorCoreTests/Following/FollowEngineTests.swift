import Testing

@testable import MonitorCore

/// Tasks that come and go while others are followed. Waits only for what is told or asked, never for time.
@Suite struct FollowEngineTests {
  /// Every task exists, is being processed, and has no logs; or one request hangs until it is cancelled.
  private actor Platform: TaskSource {
    private let hanging: TaskID?
    private let asked: AsyncStream<TaskID>.Continuation
    private let cancelled: AsyncStream<TaskID>.Continuation

    init(
      hanging: TaskID? = nil, asked: AsyncStream<TaskID>.Continuation, cancelled: AsyncStream<TaskID>.Continuation
    ) {
      self.hanging = hanging
      self.asked = asked
      self.cancelled = cancelled
    }

    func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
      asked.yield(id)
      if id == hanging {
        for await _ in AsyncStream<Never>.makeStream().stream {}
        cancelled.yield(id)
        throw SourceFailure(.cancelled, "")
      }
      return TaskAnswer(task: TaskSnapshot(id: id.text, name: id.text, status: .processing), serverNow: nil)
    }

    func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
      LogPage(batch: EntryBatch(), limit: 100, total: 0, serverNow: nil)
    }

    func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage { TaskPage(tasks: [], total: 0) }
  }

  private struct Known: Sendable {
    var number: Int
    var name: String
  }

  private let one = TaskID("TSK-1")
  private let two = TaskID("TSK-2")

  /// Runs an engine, and gives what is told of tasks, to a body; ends with it.
  private func follow(
    _ tasks: [TaskID], hanging: TaskID? = nil,
    _ body: (FollowEngine, inout AsyncStream<Known>.Iterator) async throws -> Void
  ) async throws {
    let (_, asks) = AsyncStream.makeStream(of: TaskID.self)
    let (_, cancels) = AsyncStream.makeStream(of: TaskID.self)
    let (delivered, tells) = AsyncStream.makeStream(of: Known.self)
    let engine = FollowEngine(
      tasks, source: Platform(hanging: hanging, asked: asks, cancelled: cancels), options: FollowOptions(),
      staysForOrders: true, seed: 1)
    let running = Task {
      await engine.run { number, events in
        for case .task(let snapshot) in events { tells.yield(Known(number: number, name: snapshot.name)) }
      }
      tells.finish()
    }
    defer { running.cancel() }
    var newEntries = delivered.makeAsyncIterator()
    try await body(engine, &newEntries)
  }

  @Test func aTaskIsFollowedFromWhenItIsAdded() async throws {
    let (one, two) = (try #require(one), try #require(two))
    try await follow([one]) { engine, newEntries in
      let first = await newEntries.next()
      #expect(first?.number == 0)
      await engine.follow(two, as: 1)
      let second = await newEntries.next()
      #expect(second?.number == 1)
      #expect(second?.name == "TSK-2")
    }
  }

  @Test func anEngineMayBeginWithoutTasks() async throws {
    let two = try #require(two)
    try await follow([]) { engine, newEntries in
      await engine.follow(two, as: 7)
      #expect(await newEntries.next()?.number == 7)
    }
  }

  @Test func aNumberIsNeverGivenAgain() async throws {
    let (one, two) = (try #require(one), try #require(two))
    try await follow([one]) { engine, newEntries in
      _ = await newEntries.next()
      await engine.unfollow(0)
      // Refused: were it not, it would be told of before the next one.
      await engine.follow(two, as: 0)
      await engine.follow(two, as: -1)
      await engine.follow(one, as: 1)
      let next = await newEntries.next()
      #expect(next?.number == 1)
      #expect(next?.name == "TSK-1")
    }
  }

  @Test func aRequestUnderWayIsLetGoOf() async throws {
    let (one, two) = (try #require(one), try #require(two))
    try await follow([one], hanging: two) { engine, newEntries in
      _ = await newEntries.next()
      await engine.follow(two, as: 1)
      await engine.unfollow(1)
      // Either it was asked and cancelled, or never asked; nothing is told of it, and another one goes on.
      await engine.follow(one, as: 2)
      #expect(await newEntries.next()?.number == 2)
    }
  }

  @Test func aHangingRequestIsCancelled() async throws {
    let two = try #require(two)
    let (asked, asks) = AsyncStream.makeStream(of: TaskID.self)
    let (cancelled, cancels) = AsyncStream.makeStream(of: TaskID.self)
    let engine = FollowEngine(
      [two], source: Platform(hanging: two, asked: asks, cancelled: cancels), options: FollowOptions(),
      staysForOrders: true, seed: 1)
    let running = Task { await engine.run { _, _ in Issue.record("nothing is to be delivered") } }
    for await _ in asked { break }
    await engine.unfollow(0)
    for await task in cancelled {
      #expect(task == two)
      break
    }
    running.cancel()
    await running.value
  }

  @Test func ordersForWhatIsNotFollowedAreHarmless() async throws {
    let one = try #require(one)
    try await follow([one]) { engine, newEntries in
      await engine.unfollow(5)
      await engine.fetchOlder(5)
      await engine.pollNow(5)
      #expect(await newEntries.next()?.number == 0)
    }
  }
}
