import Testing

@testable import MarketplaceSimulator

/// Tasks whose end is hard to foresee.
struct ProgressScenarioTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  /// What a task says at each second of its life, by the code.
  private func lives() async throws -> [String: [SimulatedTask]] {
    let clock = TestClock()
    var configuration = SimulatorConfiguration(scenario: .progress, seed: 3)
    configuration.clock = clock.reading
    let (platform, ids) = SimulatedPlatform.make(configuration, startedAt: start)
    var lives: [String: [SimulatedTask]] = [:]
    for _ in 0..<290 {
      clock.advance(bySeconds: 1)
      let state = await platform.snapshot
      for id in ids {
        let task = try state.task(id)
        lives[task.name, default: []].append(task)
      }
    }
    return lives
  }

  private func percents(_ life: [SimulatedTask]?) -> [Double] { life?.map { $0.progress ?? -1 } ?? [] }

  @Test func everyShapeIsOne() async throws {
    let lives = try await lives()
    #expect(lives.count == 15 && lives.values.allSatisfy { $0.last?.status == .completed })
    #expect(percents(lives["progress warped"])[120] < 25)
    #expect(percents(lives["progress heavy last step"])[125] > 95)
    let plateau = percents(lives["progress plateau"])
    #expect(abs(plateau[150] - plateau[95]) < 1)
    #expect(Set(percents(lives["progress bursty"]).map { Int($0 / 12.5) }).count > 6)
    let stalling = percents(lives["progress stalling"])
    #expect(stalling[165] - stalling[105] < 1)
    let restart = lives["progress restart"] ?? []
    #expect(restart.contains { $0.status == .rescheduled })
    #expect(percents(restart)[110] > 30 && percents(restart)[125] < 15)
    #expect((lives["progress none new"] ?? []).allSatisfy { $0.progress == nil || $0.status == .completed })
  }

  @Test func everyKindOfETAIsThere() async throws {
    let lives = try await lives()
    func etas(_ name: String) -> [Double] {
      (lives[name] ?? []).filter { $0.status == .processing }.compactMap {
        $0.eta.map { $0.seconds(since: start).rounded() }
      }
    }
    #expect(etas("progress even no eta").isEmpty)
    let (wrong, stale) = (etas("progress even wrong eta"), etas("progress even stale eta"))
    #expect(!wrong.isEmpty && wrong.allSatisfy { abs($0 - 3_840) < 1 }, "\(wrong)")
    #expect(!stale.isEmpty && stale.allSatisfy { abs($0 - 120) < 1 }, "\(stale)")
    let moving = etas("progress even moving eta")
    #expect(try #require(moving.last) - #require(moving.first) > 150)
  }

  @Test func codesHaveAsManyEarlierRunsAsTheyShould() async throws {
    var configuration = SimulatorConfiguration(scenario: .progress, seed: 3)
    configuration.clock = TestClock().reading
    let (platform, ids) = SimulatedPlatform.make(configuration, startedAt: start)
    let tasks = await platform.snapshot.tasks
    func earlier(_ code: String) -> Int {
      tasks.count { $0.code == code && $0.status == .completed && !ids.contains($0.id) }
    }
    #expect([earlier("progress.none.new"), earlier("progress.bursty"), earlier("progress.warped")] == [0, 5, 50])
    let parent = try #require(tasks.first { $0.name == "subtasks: parent" })
    #expect(tasks.filter { $0.parent == parent.id }.count == 2)
  }
}
