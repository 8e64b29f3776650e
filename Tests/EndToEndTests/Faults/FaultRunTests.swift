import Foundation
import MarketplaceSimulator
import Testing

extension StreamProgramTests {
  /// The shipped binary against real faults through real sockets; what it tells is compared with the truth.
  ///
  /// `MPT_FAULT_RUNS=200` makes it two hundred runs of fifty faults each, with those that last until a deadline;
  /// `MPT_FAULT_SEED=7` begins at another seed, so that `MPT_FAULT_RUNS=1 MPT_FAULT_SEED=7` repeats that run.
  @Suite(.serialized) struct FaultRunTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let wanted = environment["MPT_FAULT_RUNS"].flatMap { Int($0) }
    /// How many runs go on at once: they mostly wait.
    private static let width = 6

    @Test func losesRepeatsAndMissesNothing() async throws {
      let runs = max(1, Self.wanted ?? 3)
      let isLong = Self.wanted != nil
      let first = Self.environment["MPT_FAULT_SEED"].flatMap { UInt64($0) } ?? 1
      var outcomes: [FaultRun.Outcome] = []
      await withTaskGroup(of: FaultRun.Outcome.self) { group in
        var next = 0
        func start() {
          guard next < runs else { return }
          let run = FaultRun(seed: first &+ UInt64(next), faults: isLong ? 50 : 20, mayDrip: isLong)
          group.addTask { await run.outcome() }
          next += 1
        }
        for _ in 0..<Self.width { start() }
        while let outcome = await group.next() {
          outcomes.append(outcome)
          if !outcome.isClean || isLong { print(outcome.line) }
          start()
        }
      }
      var sum = TruthCheck()
      for outcome in outcomes { sum += outcome.check }
      let logs = outcomes.reduce(0) { $0 + $1.logs }
      let failed = outcomes.reduce(0) { $0 + $1.stalePeriods }
      let stray = outcomes.reduce(0) { $0 + $1.strayTokens }
      let memory = outcomes.map(\.peakMemory).max() ?? 0
      print(
        "\(runs) runs: \(sum); \(logs) log events, \(failed) failed requests told, tokens at another origin: \(stray), "
          + "at most \(memory >> 20) MB")
      for outcome in outcomes where !outcome.isClean { Issue.record("\(outcome.line)") }
    }

    /// In each round: a bomb, a body without end, and the history all the same.
    @Test func holdsItsMemoryUnderBombsAndBodiesWithoutEnd() async throws {
      func peak(_ faults: String) async throws -> Int {
        try await withPlatform(faults: try FaultPlan(faults)) { platform in
          let task = try await platform.makeTask()
          try await platform.publish(count: 300, to: task)
          let run = try ProgramRun.tool([task, "-o", "json"], environment: platform.environment)
          // It lives on, so that it can be asked what it had needed until then.
          try await run.wait(for: "the history") { try ToldEvents($0.output).logs.count == 300 }
          let peak = run.peakMemory
          run.signal(SIGTERM)
          #expect(try await run.end() == 143)
          return peak
        }
      }
      let usual = try await peak("count=0")
      let most = try await peak("first=bomb+endless+ok+bomb+endless+ok+endless+bomb")
      print("usual \(usual >> 20) MB, under bombs and endless bodies \(most >> 20) MB")
      // One body may be of 32 MiB; without a bound there is no end to it.
      #expect(usual > 0 && most - usual < 80 << 20)
    }

    @Test(.enabled(if: wanted != nil)) func endsADripAtTheDeadline() async throws {
      try await withPlatform(faults: try FaultPlan("first=drip:0.5")) { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 3, to: task)
        let began = ContinuousClock.now
        let run = try ProgramRun.tool([task, "-o", "json", "--no-follow"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let seconds = Double((ContinuousClock.now - began).components.seconds)
        print("a drip was ended, and the task told, after \(seconds) s")
        #expect((29...45).contains(seconds))
        #expect(try ToldEvents(run.output).logs.count == 3)
      }
    }
  }
}
