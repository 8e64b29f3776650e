import TestSupport

@testable import MarketplaceSimulator

/// A simulator on a free port for the length of `body`, with a clock that stands still.
func withSimulator<Outcome: Sendable>(
  _ scenario: Scenario = .empty, faults: String? = nil, rules: PlatformRules = PlatformRules(),
  clock: TestClock = TestClock(),
  _ body: (SimulatorServer.Endpoint, WireClient) async throws -> Outcome
) async throws -> Outcome {
  var configuration = SimulatorConfiguration(scenario: scenario, seed: 7)
  configuration.clock = clock.reading
  configuration.rules = rules
  configuration.faults = try faults.map { try FaultPlan($0) }
  let server = SimulatorServer(configuration)
  let endpoint = try await server.start()
  do {
    let outcome = try await body(endpoint, WireClient(port: endpoint.port))
    await server.stop()
    return outcome
  } catch {
    await server.stop()
    throw error
  }
}

extension WireClient.Answer {
  /// The body as JSON, null when it is none.
  var json: PlatformValue { PlatformValue(json: body) ?? .null }
}

extension WireClient {
  /// A task with `count` rows, one millisecond apart, or all at one moment; returns its id.
  func makeTask(rows count: Int, tied: Bool = false, from start: SimulatedInstant) async -> String {
    let task = await ask("POST", "/simulator/tasks", body: #"{"status":"Processing"}"#).json["id"]?.text ?? ""
    let rows = (0..<count).map { index -> PlatformValue in
      let at = start.advanced(bySeconds: tied ? 0 : Double(index) / 1000)
      return [
        "message": .string("row \(index)"), "timestamp": .string(at.rfc3339),
        "severity": .string(SimulatedSeverity.allCases[index % 5].word),
      ]
    }
    _ = await ask(
      "POST", "/simulator/logs/\(task)", body: String(decoding: PlatformValue.array(rows).json, as: UTF8.self))
    return task
  }
}
