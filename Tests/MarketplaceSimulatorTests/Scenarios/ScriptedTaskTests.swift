import Testing

@testable import MarketplaceSimulator

struct ScriptedTaskTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  private func platform(_ scenario: Scenario, seed: UInt64, speed: Double = 1, clock: TestClock)
    -> (SimulatedPlatform, [String])
  {
    var configuration = SimulatorConfiguration(scenario: scenario, seed: seed, speed: speed)
    configuration.clock = clock.reading
    let made = SimulatedPlatform.make(configuration, startedAt: start)
    return (made.platform, made.taskIDs)
  }

  private func history(_ state: PlatformState) throws -> [String: [SimulatedLog]] {
    Dictionary(uniqueKeysWithValues: try state.tasks.map { ($0.id, try state.logs(of: $0.id)) })
  }

  @Test func aSeedDecidesEverythingHoweverTheClockGoes() async throws {
    let (steady, hasty) = (TestClock(), TestClock())
    let (one, ids) = platform(.demo, seed: 11, clock: steady)
    let (other, otherIDs) = platform(.demo, seed: 11, clock: hasty)
    #expect(ids == otherIDs)
    hasty.advance(bySeconds: 400)
    for _ in 0..<400 {
      steady.advance(bySeconds: 1)
      await one.advance(to: steady.now)
    }
    let (left, right) = (await one.snapshot, await other.snapshot)
    #expect(left.tasks == right.tasks)
    #expect(try history(left) == history(right))
    let (different, _) = platform(.demo, seed: 12, clock: hasty)
    #expect(await different.snapshot.tasks.map(\.id) != left.tasks.map(\.id))
  }

  @Test func theDemoBeginsWithHistoryAndMovesWithinHalfASecond() async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.demo, seed: 1, clock: clock)
    let before = try history(await platform.snapshot)
    let counts = ids.map { before[$0]?.count ?? 0 }
    #expect(counts[0] > 200 && counts[1] > 200 && counts[2] > 3000 && counts[3] == 0 && counts[4] > 400)
    clock.advance(bySeconds: 0.5)
    let state = await platform.snapshot
    for id in [ids[0], ids[1], ids[2], ids[4]] {
      #expect(try state.logs(of: id).count > before[id]?.count ?? 0)
      #expect(try state.task(id).status == .processing)
    }
    #expect(try state.task(ids[3]).status == .queued)
    #expect(state.tasks.count == 15)
  }

  @Test func theDemoShowsEveryKindOfTrouble() async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.demo, seed: 1, clock: clock)
    var statuses: [String: Set<String>] = [:]
    var quiet = 0.0
    var lastCount = 0
    for _ in 0..<3100 {
      clock.advance(bySeconds: 0.1)
      let state = await platform.snapshot
      for id in ids { statuses[id, default: []].insert(try state.task(id).status.rawValue) }
      let count = try state.logs(of: ids[0]).count
      if clock.now.seconds(since: start) < 170 { quiet = count == lastCount ? quiet + 0.1 : min(quiet, 0) }
      if quiet > 15 { break }
      lastCount = count
    }
    #expect(quiet > 15, "one task stalls")
    clock.advance(bySeconds: 320)
    let state = await platform.snapshot
    let rows = try ids.flatMap { try state.logs(of: $0) }
    #expect(try ids.map { try state.task($0).status } == [.completed, .failed, .completed, .completed, .completed])
    #expect(statuses[ids[3]]?.contains("Queued") == true && statuses[ids[3]]?.contains("Rescheduled") == true)
    #expect(try state.logs(of: ids[1]).last?.severity == .failure)
    #expect(rows.contains { $0.revision > 1 })
    #expect(rows.contains { $0.created.seconds(since: $0.timestamp) > 2 })
    #expect(rows.contains { $0.message.contains("\n") })
    #expect(rows.contains { $0.message.contains("\u{1b}[31m") })
    #expect(rows.contains { $0.message.contains("\u{202e}") })
    #expect(SimulatedSeverity.allCases.allSatisfy { severity in rows.contains { $0.severity == severity } })
    #expect(rows.count { $0.severity == .info } > rows.count / 2)
    #expect(Set(rows.map(\.id)).count == rows.count)
  }

  @Test(arguments: [true, false]) func theShortPlanIsOverIn25Seconds(_ allComplete: Bool) async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.short(allComplete: allComplete), seed: 3, clock: clock)
    clock.advance(bySeconds: 25)
    let state = await platform.snapshot
    let failed = try ids.filter { try state.task($0).status == .failed }.count
    let completed = try ids.filter { try state.task($0).status == .completed }.count
    #expect(failed == (allComplete ? 0 : 1))
    #expect(failed + completed == 4)
    #expect(await platform.isIdle)
  }

  @Test func progressNeverFallsAndTheEstimateSlips() async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.demo, seed: 5, clock: clock)
    var last = 0.0
    var etas: Set<SimulatedInstant> = []
    for _ in 0..<170 {
      clock.advance(bySeconds: 1)
      let task = try await platform.snapshot.task(ids[0])
      let progress = task.progress ?? 0
      #expect(progress >= last && progress < 100)
      last = progress
      if let eta = task.eta { etas.insert(eta) }
    }
    #expect(etas.count >= 4)
  }

  @Test(arguments: [0, -1, 1e-300, 1e300, .infinity, .nan]) func noSpeedIsTooMuch(_ speed: Double) async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.demo, seed: 5, speed: speed, clock: clock)
    clock.advance(bySeconds: 10)
    #expect(try await platform.snapshot.task(ids[0]).progress != nil)
  }

  @Test func aStartOfLongAgoIsCaughtUpWith() async throws {
    var configuration = SimulatorConfiguration(scenario: .short(allComplete: true), seed: 1)
    configuration.clock = { SimulatedInstant(milliseconds: .max) }
    let made = SimulatedPlatform.make(configuration, startedAt: SimulatedInstant(milliseconds: .min))
    #expect(await made.platform.snapshot.tasks.count == 4)
    #expect(Scenario.laterTasks < 1000)
  }

  @Test func placeholdersAreFilledButForTheOneForgotten() async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.demo, seed: 5, clock: clock)
    clock.advance(bySeconds: 400)
    let state = await platform.snapshot
    for row in try ids.flatMap({ try state.logs(of: $0) }) {
      for name in WorkflowLine(row.severity, row.message).placeholders where name != "NobodyFillsThis" {
        let parts = name.split(separator: ".").map(String.init)
        let value = parts.reduce(row.parameters) { $0?[$1] }
        #expect(value != nil, "\(name) in \(row.message)")
      }
    }
  }

  @Test func speedHastensTheLiveSpan() async throws {
    let clock = TestClock()
    let (platform, ids) = platform(.demo, seed: 5, speed: 10, clock: clock)
    clock.advance(bySeconds: 30)
    let state = await platform.snapshot
    #expect(try ids.allSatisfy { try state.task($0).status.isFinal })
  }

  @Test func newTasksKeepALongRunningSimulatorAlive() async throws {
    let clock = TestClock()
    let (platform, _) = platform(.demo, seed: 5, clock: clock)
    let before = await platform.snapshot.tasks.count
    clock.advance(bySeconds: 1000)
    #expect(await platform.snapshot.tasks.count >= before + 10)
    #expect(await !platform.isIdle)
  }
}
