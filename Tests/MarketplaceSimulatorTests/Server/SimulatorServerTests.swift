import TestSupport
import Testing

@testable import MarketplaceSimulator

@Suite(.serialized) struct SimulatorServerTests {
  @Test func aRestartGoesOnWithTheSameLives() async throws {
    let clock = TestClock()
    func configuration(_ start: SimulatedInstant?) -> SimulatorConfiguration {
      var configuration = SimulatorConfiguration(scenario: .short(allComplete: true), seed: 9, startedAt: start)
      configuration.clock = clock.reading
      return configuration
    }
    let port = try ReservedPort()
    let first = SimulatorServer(configuration(nil))
    let one = try await first.start(port: port.number)
    let target = "/simulator/truth/\(one.taskIDs[0])"
    clock.advance(bySeconds: 6)
    let before = await WireClient(port: one.port).ask("GET", target).json
    await first.stop()
    #expect(await WireClient(port: one.port).ask("GET", target).ending == .refused)

    let second = SimulatorServer(configuration(one.startedAt))
    let other = try await second.start(port: port.number)
    #expect(other.port == one.port)
    #expect(other.token == one.token)
    #expect(other.taskIDs == one.taskIDs)
    #expect(await WireClient(port: one.port).ask("GET", target).json == before)
    clock.advance(bySeconds: 20)
    let after = await WireClient(port: one.port).ask("GET", target).json
    let known = Set(before["logs"]?.elements?.compactMap { $0["id"]?.text } ?? [])
    let later = Set(after["logs"]?.elements?.compactMap { $0["id"]?.text } ?? [])
    #expect(known.count > 12 && later.count > known.count && known.isSubset(of: later))
    #expect(after["status"] == "Completed")
    await second.stop()
  }

  @Test func aStoppedSimulatorKeepsItsPlatform() async throws {
    for faults in [nil, FaultPlan()] {
      var configuration = SimulatorConfiguration(scenario: .empty)
      configuration.faults = faults
      let server = SimulatorServer(configuration)
      let port = try ReservedPort()
      let first = try await server.start(port: port.number)
      let client = WireClient(port: first.port)
      let task = await client.makeTask(rows: 3, from: TestClock().now)
      await server.stop()
      #expect(await client.ask("GET", "/").ending == .refused)
      try await first.platform.change { (state, now) throws(PlatformProblem) in
        _ = try state.publish(LogDraft("while nobody heard"), to: task, at: now)
      }
      _ = try await server.start(port: port.number)
      #expect(await client.ask("GET", "/simulator/truth/\(task)").json["logs"]?.elements?.count == 4)
      await server.stop()
    }
  }

  @Test(arguments: [nil, "reset=1%"]) func aTakenPortIsSaid(_ faults: String?) async throws {
    try await withSimulator { endpoint, _ in
      var configuration = SimulatorConfiguration(scenario: .empty)
      configuration.faults = try faults.map { try FaultPlan($0) }
      let server = SimulatorServer(configuration)
      let failure = await #expect(throws: SimulatorServer.Failure.self) {
        try await server.start(port: endpoint.port)
      }
      #expect(failure?.description.contains("127.0.0.1:\(endpoint.port)") == true)
      _ = try await server.start()
      await #expect(throws: SimulatorServer.Failure.self) { try await server.start() }
      await server.stop()
    }
  }

  @Test(arguments: [nil, "first=ok"]) func aConnectionServesManyRequests(_ faults: String?) async throws {
    try await withSimulator(faults: faults) { endpoint, client in
      let one = "GET /public/v1/system/tasks?limit=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(endpoint.token)\r\n"
      let requests = String(repeating: one + "\r\n", count: 20) + one + "Connection: close\r\n\r\n"
      let answer = await client.send(requests)
      #expect(String(decoding: answer.bytes, as: UTF8.self).split(separator: "HTTP/1.1 200 OK").count == 21)
      #expect(answer.ending == .closed)
    }
  }

  @Test(arguments: [nil, "first=ok"]) func garbageEndsItsConnectionAlone(_ faults: String?) async throws {
    try await withSimulator(faults: faults) { endpoint, client in
      for garbage in [
        "\u{0}\r\n\r\n", "GET\r\n\r\n", "GET nowhere HTTP/1.1\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n", "GET /%zz HTTP/1.1\r\nConnection: close\r\n\r\n",
      ] {
        let answer = await client.send(garbage)
        #expect(answer.status != 200)
      }
      #expect(await client.ask("GET", "/public/v1/system/tasks", token: endpoint.token).status == 200)
    }
  }

  @Test(arguments: [nil, "first=ok"]) func whatCannotBeReadIsSaid(_ faults: String?) async throws {
    try await withSimulator(faults: faults) { _, client in
      for target in ["nowhere", "/%zz", "/%ff"] {
        #expect(await client.ask("GET", target).status == 400, "\(target)")
      }
      for (header, status) in [
        ("Content-Length: -5", 400), ("Content-Length: many", 400), ("Content-Length: 9000000000", 413),
        ("Transfer-Encoding: gzip", 501),
      ] {
        let answer = await client.send("POST / HTTP/1.1\r\n\(header)\r\n\r\n")
        #expect(answer.status == status && answer.ending == .closed, "\(header.prefix(20))")
        #expect(answer.json["statusCode"] == .integer(Int64(status)))
      }
      let endless = "GET / HTTP/1.1\r\nX: "
      let answer = await client.send(endless + String(repeating: "x", count: 65_536 - endless.utf8.count))
      #expect(answer.status == 431)
    }
  }

  @Test func aBodyThatWaitsIsAskedFor() async throws {
    try await withSimulator { _, client in
      let head = "POST /simulator/tasks HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n"
      let answer = await client.send(head, enough: 1)
      #expect(answer.head == "HTTP/1.1 100 Continue")
    }
  }

  @Test(arguments: [nil, "first=ok"]) func aBodyMayComeInChunks(_ faults: String?) async throws {
    try await withSimulator(faults: faults) { endpoint, client in
      let head = "POST /simulator/nothing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n"
      let wellFormed = ["0\r\n\r\n", "2;a=b\r\n{ \r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n"]
      for body in wellFormed {
        let next = "GET /public/v1/system/tasks HTTP/1.1\r\nAuthorization: Bearer \(endpoint.token)\r\n"
        let answer = await client.send(head + "\r\n" + body + next + "Connection: close\r\n\r\n")
        let text = String(decoding: answer.bytes, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 404") && text.contains("HTTP/1.1 200 OK"), "\(body.debugDescription)")
      }
      for body in ["x\r\n", "-1\r\n", "2\r\n{}0\r\n\r\n", "7fffffffffffffff\r\n", "\r\n", ";\r\n"] {
        let answer = await client.send(head + "Connection: close\r\n\r\n" + body)
        #expect([400, 413].contains(answer.status) && answer.ending == .closed, "\(body.debugDescription)")
      }
    }
  }

  @Test func listensOnLoopbackAlone() async throws {
    try await withSimulator { endpoint, _ in
      #expect(endpoint.baseURL == "http://127.0.0.1:\(endpoint.port)")
      #expect(endpoint.token.wholeMatch(of: /idt:TKN-[0-9]{4}-[0-9]{4}:[A-Za-z0-9]{32}/) != nil)
    }
  }
}
