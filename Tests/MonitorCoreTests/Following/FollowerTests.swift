import MonitorCore
import TestSupport
import Testing

/// Single decisions of the follower; what they come to together is the simulation's business.
struct FollowerTests {
  private let task = TaskID.simulated

  /// Answers every request from a world without faults, and gives the requests made in a span of time.
  private func run(
    _ follower: inout Follower, in world: SimulatedWorld, from start: Double = 0, for span: Double,
    failing: (Follower.Request, Int) -> SourceFailure? = { _, _ in nil }
  ) -> (requests: [Follower.Request], events: [FollowEvent]) {
    var random = SplitMix64(seed: 5)
    var now = Duration.seconds(start)
    var requests: [Follower.Request] = []
    var events: [FollowEvent] = []
    while now < .seconds(start + span), requests.count < 10_000 {
      switch follower.step(now: now) {
      case .finished: return (requests, events)
      case .wait(let moment): now = moment
      case .ask(let request):
        let answer =
          failing(request, requests.count).map(Follower.Answer.failure)
          ?? world.answer(request, at: now.seconds, using: &random)
        requests.append(request)
        now += .milliseconds(20)
        events += follower.receive(answer, now: now)
      }
    }
    return (requests, events)
  }

  private func world(rows: Int, status: TaskStatus = .processing) -> SimulatedWorld {
    var world = SimulatedWorld()
    world.statuses = [(-10_000, status)]
    world.rows = (0..<rows).map { number in
      .init(
        id: number, timestamp: SimulatedWorld.epoch.advanced(bySeconds: Double(number - rows) - 100),
        visibleAt: Double(number - rows) - 100)
    }
    return world
  }

  private func isLogs(_ request: Follower.Request) -> Bool {
    if case .logs = request { return true }
    return false
  }

  @Test(arguments: [5, 90, 3000]) func asksOneRequestAPollInQuiet(rows: Int) {
    var options = FollowOptions()
    options.interval = .seconds(2)
    var follower = Follower(task, options: options, seed: 1)
    _ = run(&follower, in: world(rows: rows), for: 60)
    let (requests, _) = run(&follower, in: world(rows: rows), from: 60, for: 600)
    // 300 intervals of 2 s, give or take the jitter and the time that requests take.
    #expect((270...320).contains(requests.count))
    #expect(requests.filter { !isLogs($0) }.count >= 40)
  }

  @Test(arguments: [SimulatedWorld.Filter.ignored, .honoured])
  func asksOneRequestAPollInQuietAfterABurst(filter: SimulatedWorld.Filter) {
    var burst = world(rows: 0)
    burst.filter = filter
    burst.rows = (0..<2000).map { number in
      let time = -100 + Double(number) * 0.02
      return .init(id: number, timestamp: SimulatedWorld.epoch.advanced(bySeconds: time), visibleAt: time)
    }
    var options = FollowOptions()
    options.interval = .seconds(2)
    var follower = Follower(task, options: options, seed: 1)
    _ = run(&follower, in: burst, for: 240)
    let (requests, _) = run(&follower, in: burst, from: 240, for: 600)
    #expect((270...320).contains(requests.count))
  }

  @Test func looksLessOftenWhenItIsQuiet() {
    var follower = Follower(task, seed: 1)
    let (requests, _) = run(&follower, in: world(rows: 20), for: 600)
    #expect(requests.count < 90)
  }

  @Test func asksByValueOnceThatHasProvedItself() {
    var honoured = world(rows: 300)
    honoured.filter = .honoured
    var follower = Follower(task, seed: 1)
    let (requests, _) = run(&follower, in: honoured, for: 300)
    let byValue = requests.count { if case .logs(let query) = $0, query.order != .newestFirst { true } else { false } }
    #expect(byValue > 5)
  }

  @Test func stopsAtARefusedToken() {
    var follower = Follower(task, seed: 1)
    let (requests, _) = run(&follower, in: world(rows: 3), for: 60) { _, _ in
      SourceFailure(.status(401), "401 Authentication Failed")
    }
    #expect(requests.count == 1)
    #expect(follower.state.source == .refused(logsOnly: false))
    #expect(follower.state.problem == "401 Authentication Failed")
    #expect(follower.step(now: .seconds(100)) == .finished)
    follower.pollNow(now: .seconds(100))
    #expect(follower.step(now: .seconds(100)) == .ask(.task(task)))
  }

  @Test func goesOnWithTheTaskWhereItsLogsAreRefused() {
    var ending = world(rows: 3)
    ending.statuses.append((50, .completed))
    var follower = Follower(task, seed: 1)
    let (requests, events) = run(&follower, in: ending, for: 200) { request, _ in
      isLogs(request) ? SourceFailure(.status(403), "403 Forbidden") : nil
    }
    #expect(requests.count(where: isLogs) == 2, "at the beginning, and once more at the end")
    #expect(follower.state.source == .refused(logsOnly: true))
    #expect(follower.snapshot?.status == .completed)
    #expect(events.contains { if case .task(let task) = $0 { task.status == .completed } else { false } })
    #expect(follower.step(now: .seconds(300)) == .finished)
  }

  @Test func triesThreeTimesBeforeATaskIsGone() {
    var follower = Follower(task, seed: 1)
    let (requests, _) = run(&follower, in: world(rows: 3), for: 60) { _, _ in SourceFailure(.status(404), "404") }
    #expect(requests.count == 3)
    #expect(follower.state.source == .gone)
  }

  @Test func givesUpOnARequestThatTheServerWillNotHave() {
    var follower = Follower(task, seed: 1)
    let (requests, _) = run(&follower, in: world(rows: 3), for: 600) { request, _ in
      isLogs(request) ? SourceFailure(.status(400), "400 Bad Request") : nil
    }
    #expect(requests.count(where: isLogs) == 5)
    #expect(follower.state.source == .gaveUp)
  }

  @Test func asksForTheSamePageAgain() {
    var follower = Follower(task, seed: 1)
    let (requests, _) = run(&follower, in: world(rows: 250), for: 20) { _, number in
      [2, 3].contains(number) ? SourceFailure(.timeout, "timed out") : nil
    }
    #expect(requests[2] == requests[3] && requests[3] == requests[4])
    #expect(requests[4] != requests[1])
  }

  @Test func waitsAsLongAsTheServerAsks() {
    var follower = Follower(task, seed: 1)
    _ = follower.step(now: .zero)
    let failure = SourceFailure(.status(429), "429 Too Many Requests", retryAfter: .seconds(60))
    _ = follower.receive(.failure(failure), now: .zero)
    #expect(follower.state.source == .stale && follower.state.retryAfter == .seconds(60))
    guard case .wait(let moment) = follower.step(now: .zero) else {
      Issue.record("does not wait")
      return
    }
    #expect((60...66).contains(moment.seconds))
  }

  @Test func tellsTheNewestOfALongHistoryAndOlderOnesWhenAsked() {
    var options = FollowOptions()
    options.history = .newest(1000)
    options.deliversPagesAtOnce = true
    let world = world(rows: 5000)
    var follower = Follower(task, options: options, seed: 1)
    _ = run(&follower, in: world, for: 30)
    #expect((1000...1100).contains(follower.state.delivered))
    #expect(follower.state.hasOlder && follower.state.older == 5000 - follower.state.delivered)
    let before = follower.state.delivered
    follower.fetchOlder(now: .seconds(30))
    let (_, events) = run(&follower, in: world, from: 30, for: 5)
    #expect((before + 900...before + 1200).contains(follower.state.delivered))
    #expect(follower.state.late == 0)
    let ids = events.flatMap { event -> [String] in
      guard case .logs(let batch, _) = event else { return [] }
      return batch.entries.map { batch.string($0.id) }
    }
    #expect(Set(ids).count == ids.count)
    for number in stride(from: 35.0, to: 60, by: 5) {
      follower.fetchOlder(now: .seconds(number))
      _ = run(&follower, in: world, from: number, for: 5)
    }
    #expect(follower.state.delivered == 5000 && !follower.state.hasOlder && follower.state.older == 0)
  }

  /// As the screen does on the way to the oldest: it asks again as soon as older ones came.
  @Test func tellsWhatIsNewAlsoWhileOlderOnesAreFetchedAgainAndAgain() {
    var options = FollowOptions()
    options.history = .newest(1000)
    options.deliversPagesAtOnce = true
    var world = world(rows: 8000)
    world.rows += (0..<1000).map { number in
      let time = 30 + Double(number) * 0.02
      return .init(
        id: 100_000 + number, timestamp: SimulatedWorld.epoch.advanced(bySeconds: time), visibleAt: time)
    }
    world.statuses.append((55, .completed))
    var follower = Follower(task, options: options, seed: 1)
    var reads = 0
    for tenth in 0..<800 {
      let now = Double(tenth) / 10
      if now > 30, follower.state.hasOlder, !follower.state.isLoadingOlder {
        follower.fetchOlder(now: .seconds(now))
        reads += 1
      }
      _ = run(&follower, in: world, from: now, for: 0.1)
    }
    #expect(reads > 5)
    #expect(follower.state.delivered == 9000)
    #expect(!follower.state.hasOlder)
    #expect(follower.state.late == 0)
  }

  /// A screen asks for the newest only, and here it gets all there is.
  @Test(arguments: [false, true]) func saysWhatIsMissingWhereThereIsNothingOlder(offsetIsIgnored: Bool) {
    var options = FollowOptions()
    options.history = .newest(1000)
    options.deliversPagesAtOnce = true
    var world = world(rows: 50)
    world.totals = .tooLarge
    world.offsetIsIgnored = offsetIsIgnored
    var follower = Follower(task, options: options, seed: 1)
    _ = run(&follower, in: world, for: 30)
    #expect(follower.state.delivered == 50 && follower.state.missing > 0)
    #expect(!follower.state.hasOlder && follower.state.older == 0)
  }

  @Test func givesUpOneLookAtAPlatformThatIsNotThere() {
    var options = FollowOptions()
    options.follows = false
    var follower = Follower(task, options: options, seed: 1)
    let (requests, _) = run(&follower, in: world(rows: 3), for: 600) { _, _ in SourceFailure(.timeout, "timed out") }
    #expect(requests.count > 3 && follower.state.source == .gaveUp)
    #expect(follower.step(now: .seconds(700)) == .finished)
  }

  /// Its last entry is eight seconds old: no poll after the next brings anything.
  @Test(arguments: [(20, true), (0, false)]) func readsALivelyTaskMoreOften(liveliness: Int, isSeen: Bool) {
    var world = world(rows: 3)
    world.rows.append(.init(id: 3, timestamp: SimulatedWorld.epoch.advanced(bySeconds: 98), visibleAt: 98))
    world.statuses.append((106, .completed))
    var options = FollowOptions()
    options.interval = .seconds(2)
    var rules = FollowRules()
    rules.liveliness = .seconds(liveliness)
    var follower = Follower(task, options: options, rules: rules, seed: 1)
    _ = run(&follower, in: world, for: 110.5)
    #expect((follower.snapshot?.status == .completed) == isSeen)
  }

  @Test(arguments: [0, 1, 10, 100, 250]) func tellsJustTheTailInAStream(count: Int) {
    var options = FollowOptions()
    options.history = .newest(count)
    options.follows = false
    var follower = Follower(task, options: options, seed: 1)
    let (_, events) = run(&follower, in: world(rows: 180), for: 30)
    let delivered = events.flatMap { event -> [String] in
      guard case .logs(let batch, _) = event else { return [] }
      return batch.entries.map { batch.string($0.id) }
    }
    #expect(delivered == (max(0, 180 - count)..<180).map { "TLR-\($0)" })
    #expect(follower.step(now: .seconds(60)) == .finished)
  }

  /// Every seventh entry counts: as far back as it takes, and no further.
  @Test(arguments: [0, 1, 2, 14, 40, 1_000])
  func goesBackUntilEnoughEntriesOfAHistoryCount(limit: Int) {
    var options = FollowOptions()
    options.history = .newest(limit)
    options.counts = { batch in
      batch.entries.map { (Int(batch.string($0.id).dropFirst(4)) ?? 1).isMultiple(of: 7) }
    }
    options.follows = false
    var follower = Follower(task, options: options, seed: 1)
    let (requests, events) = run(&follower, in: world(rows: 1_000), for: 60)
    let delivered = events.flatMap { event -> [String] in
      guard case .logs(let batch, _) = event else { return [] }
      return batch.entries.map { batch.string($0.id) }
    }
    // The newest that counts is 994, the oldest 0.
    let first = limit == 0 ? 1_000 : max(0, 994 - (limit - 1) * 7)
    #expect(delivered == (first..<1_000).map { "TLR-\($0)" })
    #expect(follower.step(now: .seconds(60)) == .finished)
    let pages = requests.count { if case .logs = $0 { true } else { false } }
    #expect(limit >= 1_000 ? pages > 10 : pages <= (limit * 7 + 99) / 70 + 2)
  }

  @Test(arguments: [false, true], 0..<15)
  func tellsABurstInOrderAndNotAsLate(deliversPagesAtOnce: Bool, seed: UInt64) {
    var world = world(rows: 20)
    // Long enough ago for quiet, and more than a few pages.
    world.rows += (0..<900).map { number in
      let time = 200 + Double(number) * 0.01
      return .init(
        id: 1000 + number, timestamp: SimulatedWorld.epoch.advanced(bySeconds: time), visibleAt: 210 + Double(seed))
    }
    var options = FollowOptions()
    options.interval = .seconds(3)
    options.deliversPagesAtOnce = deliversPagesAtOnce
    var follower = Follower(task, options: options, seed: seed)
    let (_, events) = run(&follower, in: world, for: 260)
    let tellings = events.compactMap { event -> EntryBatch? in
      if case .logs(let batch, _) = event { batch } else { nil }
    }
    #expect(tellings.map(\.entries.count).reduce(0, +) == 920)
    #expect(tellings.flatMap(\.entries).allSatisfy { $0.lateness == 0 })
    #expect(deliversPagesAtOnce || tellings.last?.entries.count == 900)
  }

  @Test func marksLateEntriesAndRevisions() {
    var world = world(rows: 10)
    world.rows.append(.init(id: 99, timestamp: SimulatedWorld.epoch.advanced(bySeconds: -121), visibleAt: 5))
    world.rows[3].revisedAt = [20]
    var follower = Follower(task, seed: 1)
    let (_, events) = run(&follower, in: world, for: 60)
    let entries = events.flatMap { event -> [LogEntry] in
      guard case .logs(let batch, _) = event else { return [] }
      return batch.entries
    }
    #expect(entries.map(\.lateness).filter { $0 > 0 } == [20 * Timestamp.ticksPerSecond])
    #expect(entries.filter(\.isRevised).map(\.revision) == [2])
    #expect(follower.state.late == 1 && follower.state.revised == 1 && follower.state.delivered == 11)
  }

  @Test func staysWithATaskThatComesBackFromItsEnd() {
    var world = world(rows: 4)
    world.statuses += [(10, .rescheduled), (100, .processing), (130, .completed), (132, .failed)]
    var follower = Follower(task, seed: 1)
    _ = run(&follower, in: world, for: 400)
    #expect(follower.snapshot?.status == .failed)
    #expect(follower.state.source == .ended)
  }

  /// `--since 10m` on a client whose clock is off counts from the server's clock; an absolute moment stays.
  @Test(arguments: [-7_200.0, 0, 7_200], [true, false])
  func aSpanCountsFromTheServersClock(clientAhead: Double, isSpan: Bool) throws {
    let client = SimulatedWorld.epoch.advanced(bySeconds: clientAhead)
    var options = FollowOptions()
    options.history = .since(isSpan ? client.advanced(bySeconds: -600) : SimulatedWorld.epoch.advanced(bySeconds: -600))
    options.sinceCountsFrom = isSpan ? client : nil
    var follower = Follower(task, options: options, seed: 1)
    let (_, events) = run(&follower, in: world(rows: 3_000), for: 1)
    var oldest: Double?
    for case .logs(let batch, _) in events {
      for entry in batch.entries {
        let at = try #require(entry.timestamp).seconds(since: SimulatedWorld.epoch)
        oldest = min(oldest ?? at, at)
      }
    }
    #expect((-601 ... -597).contains(try #require(oldest)))
  }

  /// Older entries that are asked for while a poll is under way come right after it.
  @Test func olderEntriesDoNotWaitForTheNextPoll() {
    var options = FollowOptions()
    options.history = .newest(1_000)
    options.deliversPagesAtOnce = true
    options.interval = .seconds(30)
    let world = world(rows: 3_000)
    var random = SplitMix64(seed: 5)
    var follower = Follower(task, options: options, seed: 1)
    _ = run(&follower, in: world, for: 40)
    #expect(follower.state.hasOlder && follower.state.logIsRead)
    var now = Duration.seconds(40)
    // Into the middle of a poll.
    while case .wait(let moment) = follower.step(now: now) { now = moment }
    guard case .ask(let request) = follower.step(now: now) else {
      Issue.record("asks nothing")
      return
    }
    follower.fetchOlder(now: now)
    _ = follower.receive(world.answer(request, at: now.seconds, using: &random), now: now)
    let (_, events) = run(&follower, in: world, from: now.seconds, for: 5)
    let older = events.reduce(0) { count, event in
      if case .logs(let batch, _) = event { count + batch.entries.count } else { count }
    }
    #expect(older >= 1_000)
  }

  @Test func aTaskThatIsWaitedForIsAskedForBeyondTheTimeToGiveUp() {
    var options = FollowOptions()
    options.waitsForStart = true
    options.giveUp = .seconds(300)
    var follower = Follower(task, options: options, seed: 1)
    let missing = SourceFailure(.status(404), "404 Not Found")
    let (requests, _) = run(&follower, in: world(rows: 3), for: 3_600) { _, _ in missing }
    // Every half minute or sooner.
    #expect(requests.count > 120)
    _ = run(&follower, in: world(rows: 3), from: 3_600, for: 60)
    #expect(follower.snapshot != nil && follower.state.source == .live)
  }
}
