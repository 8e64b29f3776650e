import MonitorCore
import Synchronization
import Testing

@testable import mpt_tail

@Suite struct UntilMomentTests {
  /// A task that goes on for ever, with an entry a second on both sides of the moment.
  private final class Source: TaskSource {
    let moment: Timestamp
    private let reads = Mutex(0)

    init(_ moment: Timestamp) { self.moment = moment }

    var logReads: Int { reads.withLock(\.self) }

    func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
      TaskAnswer(task: TaskSnapshot(id: id.text, status: .processing), serverNow: nil)
    }

    func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
      reads.withLock { $0 += 1 }
      return LogPage(batch: UntilMomentTests.batch(around: moment), limit: 100, total: 3, serverNow: nil)
    }

    func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage { TaskPage(tasks: [], total: 0) }
  }

  /// Newest first: a second after the moment, at it, a second before it.
  static func batch(around moment: Timestamp) -> EntryBatch {
    var batch = EntryBatch(bytes: Array("TLR-1TLR-2TLR-3".utf8))
    for (index, seconds) in [1.0, 0, -1].enumerated() {
      var entry = LogEntry(id: index * 5..<index * 5 + 5)
      entry.timestamp = moment.advanced(bySeconds: seconds)
      batch.entries.append(entry)
    }
    return batch
  }

  @Test func entriesAfterTheMomentAreNotDelivered() {
    let moment = Timestamp(ticks: 1_000_000_000)
    let until = UntilMoment(moment, taskCount: 1)
    guard case .logs(let kept, _) = until.filtered(.logs(Self.batch(around: moment), receivedAt: moment), of: 0) else {
      Issue.record("no entries")
      return
    }
    #expect(kept.entries.map(\.timestamp) == [moment, moment.advanced(bySeconds: -1)])
  }

  @Test func entriesAfterTheMomentAreNotCounted() {
    let moment = Timestamp(ticks: 1_000_000_000)
    let until = UntilMoment(moment, taskCount: 1)
    var batch = Self.batch(around: moment)
    batch.entries[0].lateness = 1
    _ = until.filtered(.logs(batch, receivedAt: moment), of: 0)
    batch.entries[0].isRevised = true
    _ = until.filtered(.logs(batch, receivedAt: moment), of: 0)
    var state = FollowState()
    (state.delivered, state.late, state.revised) = (3, 1, 1)
    guard case .state(let told) = until.filtered(.state(state), of: 0) else {
      Issue.record("no state")
      return
    }
    #expect((told.delivered, told.late, told.revised) == (2, 0, 0))
  }

  /// Ten minutes ago are those of the server, whose clock is known with its first answer.
  @Test func aSpanCountsFromTheServersNow() {
    let server = Timestamp.now.advanced(bySeconds: 7_200)
    let until = UntilMoment(ago: 600, clock: { server }, taskCount: 1)
    #expect(until.moment == server.advanced(bySeconds: -600))
    guard
      case .logs(let kept, _) = until.filtered(
        .logs(Self.batch(around: until.moment), receivedAt: server), of: 0)
    else {
      Issue.record("no entries")
      return
    }
    #expect(kept.entries.count == 2)
  }

  @Test func endsWhenEveryTaskWasReadAfterTheMoment() async throws {
    let source = Source(.now)
    let task = try #require(TaskID("TSK-1"))
    let engine = FollowEngine([task], source: source, options: FollowOptions(), seed: 1)
    let until = UntilMoment(source.moment, taskCount: 1)
    let following = Task {
      await engine.run { task, events in for event in events { _ = until.filtered(event, of: task) } }
    }
    #expect(await until.pass(engine, grace: .zero) { .now })
    #expect(source.logReads > 0)
    following.cancel()
    await following.value
  }

  /// This machine's clock is two hours ahead, which the first answer shows.
  @Test func theMomentIsOnTheServersClock() async throws {
    let source = Source(.now)
    let task = try #require(TaskID("TSK-1"))
    let engine = FollowEngine([task], source: source, options: FollowOptions(), seed: 1)
    let until = UntilMoment(source.moment, taskCount: 1)
    let following = Task {
      await engine.run { task, events in for event in events { _ = until.filtered(event, of: task) } }
    }
    let polls = Mutex(0)
    let isPassed = await until.pass(engine, grace: .zero) {
      let reads = source.logReads
      polls.withLock { $0 = max($0, reads) }
      return source.moment.advanced(bySeconds: reads == 0 ? 7_200 : reads < 4 ? -0.01 : 1)
    }
    #expect(isPassed && polls.withLock { $0 } >= 4)
    following.cancel()
    await following.value
  }

  /// A screen waits for the moment from its beginning on: the first answer shows that this machine's clock is two hours behind.
  @Test func aSpanWaitsForTheFirstAnswer() async throws {
    let source = Source(.now)
    let task = try #require(TaskID("TSK-1"))
    let engine = FollowEngine([task], source: source, options: FollowOptions(), seed: 1)
    let clock: @Sendable () -> Timestamp = {
      source.logReads == 0 ? source.moment.advanced(bySeconds: -7_200) : source.moment.advanced(bySeconds: 1)
    }
    let until = UntilMoment(ago: 0, clock: clock, taskCount: 1)
    let passing = Task { await until.pass(engine, grace: .zero, clock: clock) }
    let following = Task {
      await engine.run { task, events in for event in events { _ = until.filtered(event, of: task) } }
    }
    #expect(await passing.value && until.moment == source.moment.advanced(bySeconds: 1))
    following.cancel()
    await following.value
  }

  @Test func cancellingEndsTheWait() async throws {
    let engine = FollowEngine([], source: Source(.now), options: FollowOptions(), seed: 1)
    let waiting = Task {
      await UntilMoment(Timestamp.now.advanced(bySeconds: 3_600), taskCount: 0).pass(engine) { .now }
    }
    waiting.cancel()
    #expect(await !waiting.value)
  }
}
