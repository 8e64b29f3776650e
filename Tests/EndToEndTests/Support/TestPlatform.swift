import Foundation
import MarketplaceSimulator

/// A simulator in the test's own process, for the length of `body`; port 0 lets the system choose.
func withPlatform<Outcome>(
  _ scenario: Scenario = .empty, seed: UInt64 = 7, faults: FaultPlan? = nil,
  rules: PlatformRules = PlatformRules(), port: UInt16 = 0, _ body: (TestPlatform) async throws -> Outcome
) async throws -> Outcome {
  var configuration = SimulatorConfiguration(scenario: scenario, seed: seed)
  configuration.rules = rules
  configuration.faults = faults
  let server = SimulatorServer(configuration)
  let test = TestPlatform(server: server, endpoint: try await server.start(port: port))
  do {
    let outcome = try await body(test)
    await server.stop()
    return outcome
  } catch {
    await server.stop()
    throw error
  }
}

/// A served simulator with short words for what tests do to it.
struct TestPlatform {
  let server: SimulatorServer
  let endpoint: SimulatorServer.Endpoint

  /// What a watcher needs in its environment.
  var environment: [String: String] { ["MPT_API_BASE_URL": endpoint.baseURL, "MPT_API_TOKEN": endpoint.token] }
  var vendorEnvironment: [String: String] {
    ["MPT_API_BASE_URL": endpoint.baseURL, "MPT_API_TOKEN": endpoint.vendorToken]
  }

  /// A new task in a state; its id.
  func makeTask(_ name: String = "Moving the agreements", status: SimulatedStatus = .processing) async throws -> String
  {
    try await endpoint.platform.change { (state, now) throws(PlatformProblem) in
      let task = SimulatedTask(
        id: state.newTaskID(), name: name, code: "tests.task", queue: "tests", created: now)
      state.add(task)
      _ = try state.enter(status, task.id, at: now)
      return task.id
    }
  }

  /// Publishes log records; their ids.
  @discardableResult
  func publish(_ drafts: [LogDraft], to task: String) async throws -> [String] {
    try await endpoint.platform.change { (state, now) throws(PlatformProblem) in
      var ids: [String] = []
      for draft in drafts { ids.append(try state.publish(draft, to: task, at: now).id) }
      return ids
    }
  }

  /// Publishes numbered records a millisecond apart, the newest now.
  @discardableResult
  func publish(count: Int, to task: String, named name: String = "entry", severity: SimulatedSeverity? = nil)
    async throws -> [String]
  {
    let now = endpoint.platform.now
    let all = SimulatedSeverity.allCases
    return try await publish(
      (0..<count).map { number in
        LogDraft(
          "\(name) \(number)", severity: severity ?? all[number % all.count],
          timestamp: now.advanced(bySeconds: Double(number - count + 1) / 1000))
      }, to: task)
  }

  /// Says something else in a record, at its next revision.
  func revise(_ log: String, of task: String, to draft: LogDraft) async throws {
    _ = try await endpoint.platform.change { (state, now) throws(PlatformProblem) in
      try state.revise(log, of: task, to: draft, at: now)
    }
  }

  /// Puts a task into a state, whatever it was in.
  func enter(_ status: SimulatedStatus, _ task: String) async throws {
    _ = try await endpoint.platform.change { (state, now) throws(PlatformProblem) in
      try state.enter(status, task, at: now)
    }
  }

  /// Holds what a run told of a task against what was published.
  func check(_ told: ToldEvents, of task: String) async throws -> TruthCheck {
    TruthCheck(told: told.logs.filter { $0.task == task }, truth: try await endpoint.platform.truth(of: task))
  }
}
