import MonitorCore

/// Runs the follower as shipped in a simulated world and holds what it tells against what was published.
struct FollowSimulation {
  struct Violation: Error, CustomStringConvertible {
    var description: String
  }

  /// How much a run did, so that a run that tests nothing shows.
  struct Tally: Sendable {
    var requests = 0
    var failures = 0
    var published = 0
    var told = 0
    var completePasses = 0

    static func += (left: inout Tally, right: Tally) {
      left.requests += right.requests
      left.failures += right.failures
      left.published += right.published
      left.told += right.told
      left.completePasses += right.completePasses
    }
  }

  let scenario: Scenario
  let seed: UInt64
  var mutation: FollowRules.Mutation?

  private static let longestRun = Duration.seconds(20_000)

  /// The worst thing that happened, or what was done.
  func run() -> Result<Tally, Violation> {
    var random = SplitMix64(seed: SplitMix64.scrambled(seed) ^ UInt64(Scenario.allCases.firstIndex(of: scenario) ?? 0))
    let world = scenario.world(using: &random)
    return run(in: world, using: &random)
  }

  func run(in world: SimulatedWorld, using random: inout SplitMix64) -> Result<Tally, Violation> {
    var rules = FollowRules()
    rules.pageSize = Int.random(in: 8...14, using: &random)
    rules.largestPage = 200
    rules.mutation = mutation
    var follower = Follower(TaskID("TSK-1")!, rules: rules, seed: random.next())
    var ledger = Ledger(world: world, lookBack: rules.lookBack)
    var tally = Tally(published: world.rows.count)
    var now = Duration.zero
    while now < Self.longestRun {
      switch follower.step(now: now) {
      case .finished:
        if let problem = ledger.problemAtEnd(snapshot: follower.snapshot) { return .failure(violation(problem)) }
        tally.told = ledger.toldCount
        tally.completePasses = follower.completePasses
        return .success(tally)
      case .wait(let until):
        guard until > now else { return .failure(violation("waits for the past")) }
        now = until
      case .ask(let request):
        let latency = slowness(using: &random)
        let answer = world.answer(request, at: now.inSeconds + latency / 2, using: &random)
        now += .seconds(latency)
        tally.requests += 1
        if case .failure = answer { tally.failures += 1 }
        let passes = follower.completePasses
        for event in follower.receive(answer, now: now) {
          guard case .logs(let batch, _) = event else { continue }
          if let problem = ledger.take(batch) { return .failure(violation(problem)) }
        }
        if follower.completePasses > passes, let pass = follower.completePass,
          let problem = ledger.problem(after: pass, now: now.inSeconds)
        {
          return .failure(violation(problem))
        }
      }
    }
    return .failure(violation("did not end in \(Self.longestRun)"))
  }

  private func slowness(using random: inout SplitMix64) -> Double {
    let isSlow = scenario.has(.failures) && Int.random(in: 0..<40, using: &random) == 0
    return isSlow ? 30 : Double.random(in: 0.01...0.4, using: &random)
  }

  private func violation(_ text: String) -> Violation {
    Violation(description: "\(text) — reproduce: Scripts/prove --scenario \(scenario) --seed \(seed)")
  }
}

/// What was told, beside what was published.
struct Ledger {
  private let world: SimulatedWorld
  private let lookBack: Double
  private let rows: [String: SimulatedWorld.Row]
  private var told: [String: Int32] = [:]

  var toldCount: Int { told.count }

  init(world: SimulatedWorld, lookBack: Double) {
    self.world = world
    self.lookBack = lookBack
    rows = Dictionary(world.rows.map { ("TLR-\($0.id)", $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Repeated, stale or invented entries; entries out of order within a telling.
  mutating func take(_ batch: LogBatch) -> String? {
    var last: Timestamp?
    for entry in batch.entries {
      let id = batch.string(entry.id)
      guard rows[id] != nil else { return "told \(id), which was never published" }
      if let before = told[id] {
        if entry.revision == before { return "repeated \(id) r\(before)" }
        if entry.revision < before { return "told \(id) r\(entry.revision) after r\(before)" }
      }
      if entry.isRevised != (told[id] != nil) { return "told \(id) as revised: \(entry.isRevised)" }
      told[id] = entry.revision
      if let timestamp = entry.timestamp {
        if let last, timestamp < last { return "told \(id) out of order" }
        last = timestamp
      }
    }
    return nil
  }

  /// The promise after a complete pass: all that it had read, and all that came in time.
  func problem(after pass: Follower.CompletePass, now: Double) -> String? {
    let began = pass.began.inSeconds - world.replicaLag
    for (id, row) in rows where row.visibleAt <= began && row.deletedAt > now {
      let wasRead = pass.from.map { row.hasReadableTimestamp && row.timestamp >= $0 } ?? true
      let cameInTime = row.hasReadableTimestamp && row.lateness <= lookBack - world.replicaLag - 1
      if wasRead {
        guard let revision = told[id] else { return "lost \(id), which a complete pass had to read (visible at \(row.visibleAt), \(row.timestamp); the pass began at \(began), from \(pass.from.map(String.init(describing:)) ?? "the start"))" }
        if revision < row.revision(at: began) { return "stale \(id): r\(revision)" }
      } else if cameInTime, told[id] == nil {
        return "lost \(id), which came \(row.lateness) s after its timestamp"
      }
    }
    return nil
  }

  /// The promise after the end: all that was there, at its newest revision.
  func problemAtEnd(snapshot: TaskSnapshot?) -> String? {
    for (id, row) in rows where row.deletedAt == .infinity {
      guard let revision = told[id] else { return "lost \(id) at the end (visible at \(row.visibleAt))" }
      let newest = row.revision(at: world.endsAt)
      if revision < newest { return "stale \(id) at the end: r\(revision) of r\(newest)" }
    }
    if snapshot?.status != world.statuses.last?.status { return "the last status was not told" }
    return nil
  }
}
