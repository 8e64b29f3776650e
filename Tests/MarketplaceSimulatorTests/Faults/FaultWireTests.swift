import Foundation
import TestSupport
import Testing

@testable import MarketplaceSimulator

/// Each fault as a client sees it.
@Suite(.serialized) struct FaultWireTests {
  /// What the first request for a page of 60 rows brings under `fault`.
  private func page(
    _ fault: String, query: String = "limit=100", enough: Int = .max, seconds: Int = 120
  ) async throws -> WireClient.Answer {
    try await withSimulator(faults: "first=\(fault)") { endpoint, client in
      let task = await client.makeTask(rows: 60, tied: true, from: TestClock().now)
      let target = "/public/v1/system/tasks/\(task)/logs?\(query)"
      return await client.ask("GET", target, token: endpoint.token, enough: enough, seconds: seconds)
    }
  }

  private func length(_ answer: WireClient.Answer) -> Int {
    Int(answer.headers("Content-Length").first ?? "") ?? -1
  }

  @Test func resetsComeBeforeTheHeadAfterItAndInTheBody() async throws {
    let bare = try await page("reset")
    #expect(bare.ending == .reset && bare.bytes.isEmpty)
    let head = try await page("reset-head")
    #expect(head.ending == .reset && head.body.isEmpty)
    let body = try await page("reset-body")
    #expect(body.ending == .reset && body.body.count < length(body) || body.bytes.isEmpty)
  }

  @Test func halfABodyIsShorterThanItSays() async throws {
    let answer = try await page("half")
    #expect(answer.ending == .closed)
    #expect(answer.body.count == length(answer) / 2 && !answer.body.isEmpty)
  }

  @Test func lengthsContradictEachOther() async throws {
    let answer = try await page("two-lengths")
    #expect(Set(answer.headers("Content-Length")).count == 2)
  }

  @Test func aDripComesByteByByte() async throws {
    let answer = try await page("drip:0.01s", enough: 400)
    #expect(answer.status == 200 && answer.ending == .enough)
    #expect(length(answer) > answer.body.count)
  }

  @Test func anEndlessBodyNeverEnds() async throws {
    let answer = try await page("endless", enough: 4 << 20)
    #expect(answer.headers("Transfer-Encoding") == ["chunked"])
    #expect(answer.ending == .enough)
  }

  @Test func aBombIsSmallOnTheWireAndHugeInflated() async throws {
    let answer = try await page("bomb")
    #expect(answer.headers("Content-Encoding") == ["gzip"])
    #expect(answer.body.count == length(answer) && answer.body.count < 2 << 20)
  }

  @Test func gzipInflatesTheBomb() throws {
    let bomb = FileManager.default.temporaryDirectory.appending(path: "bomb-\(UUID().uuidString).gz")
    try Data(GzipBomb.make(size: 258 * 4000)).write(to: bomb)
    defer { try? FileManager.default.removeItem(at: bomb) }
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", bomb.path()]
    let (output, complaints) = (Pipe(), Pipe())
    gzip.standardOutput = output
    gzip.standardError = complaints
    try gzip.run()
    let inflated = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    #expect(inflated.count == 258 * 4000 + 1)
    #expect(inflated.allSatisfy { $0 == 32 })
  }

  @Test func htmlComesWith200() async throws {
    let answer = try await page("html")
    #expect(answer.status == 200 && answer.text.hasPrefix("<!doctype html>"))
  }

  @Test func truncatedJSONIsWellFramed() async throws {
    let answer = try await page("truncated")
    #expect(answer.status == 200 && answer.body.count == length(answer))
    #expect(answer.json == .null)
  }

  @Test func redirectsLeadToAnOriginThatCountsTokens() async throws {
    try await withSimulator(faults: "first=redirect") { endpoint, client in
      let answer = await client.ask("GET", "/public/v1/system/tasks", token: endpoint.token)
      #expect(answer.status == 302)
      let location = try #require(answer.headers("Location").first)
      let port = try #require(URL(string: location)?.port.flatMap { UInt16(exactly: $0) })
      #expect(port != endpoint.port)
      let other = WireClient(port: port)
      #expect(await other.ask("GET", "/export/1").status == 200)
      #expect(await client.ask("GET", "/simulator/other-origin").json == ["authorized": 0, "requests": 1])
      _ = await other.ask("GET", "/export/1", token: endpoint.token)
      #expect(await client.ask("GET", "/simulator/other-origin").json == ["authorized": 1, "requests": 2])
    }
  }

  @Test func aSlowHeadKeepsTheClientWaiting() async throws {
    let waiting = try await page("slow:30s", seconds: 1)
    #expect(waiting.ending == .timedOut && waiting.bytes.isEmpty)
    #expect(try await page("slow:0.05s").json["data"]?.elements?.count == 60)
  }

  @Test func aKeptConnectionClosesAfterAGoodAnswer() async throws {
    try await withSimulator(faults: "first=close") { endpoint, client in
      let one = "GET /public/v1/system/tasks HTTP/1.1\r\nAuthorization: Bearer \(endpoint.token)\r\n\r\n"
      let answer = await client.send(one)
      #expect(answer.status == 200 && answer.ending == .closed)
      #expect(answer.headers("Connection").isEmpty)
    }
  }

  @Test(arguments: [400, 429, 500, 502, 503, 504]) func refusesByStatus(_ status: Int) async throws {
    let answer = try await page("\(status):retry=2s")
    #expect(answer.status == status)
    #expect(answer.headers("Retry-After") == ["2"])
    #expect(answer.json != .null)
    #expect(try await page("\(status)").headers("Retry-After").isEmpty)
  }

  @Test func retryDatesComeInAllThreeForms() async throws {
    try await withSimulator(faults: "429=100%:retry-date=5s") { endpoint, client in
      var dates: Set<String> = []
      for _ in 0..<60 {
        let answer = await client.ask("GET", "/public/v1/system/tasks", token: endpoint.token)
        dates.formUnion(answer.headers("Retry-After"))
      }
      let forms = SimulatedInstant.HTTPDateForm.allCases.map { TestClock().now.advanced(bySeconds: 5).httpDate($0) }
      #expect(dates == Set(forms))
    }
  }

  @Test func aStaleReplicaAnswersFromThePast() async throws {
    let clock = TestClock()
    try await withSimulator(faults: "first=ok+stale:10s+stale:10s+ok", clock: clock) { endpoint, client in
      let task = await client.makeTask(rows: 5, from: clock.now)
      clock.advance(bySeconds: 30)
      _ = await client.ask("POST", "/simulator/logs/\(task)", body: #"[{"message":"new"}]"#)
      _ = await client.ask("PUT", "/simulator/tasks/\(task)", body: #"{"status":"Completed"}"#)
      let logs = "/public/v1/system/tasks/\(task)/logs"
      func count() async -> Int? { await client.ask("GET", logs, token: endpoint.token).json["data"]?.elements?.count }
      #expect(await count() == 6)
      #expect(await count() == 5)
      let stale = await client.ask("GET", "/public/v1/system/tasks/\(task)", token: endpoint.token)
      #expect(stale.json["status"] == "Processing")
      #expect(await count() == 6)
    }
  }

  @Test func tiesChangeTheirOrderFromRequestToRequest() async throws {
    try await withSimulator(faults: "ties=100%") { endpoint, client in
      let task = await client.makeTask(rows: 60, tied: true, from: TestClock().now)
      var orders: Set<[String]> = []
      for _ in 0..<3 {
        let answer = await client.ask(
          "GET", "/public/v1/system/tasks/\(task)/logs?limit=100", token: endpoint.token)
        orders.insert(answer.json["data"]?.elements?.compactMap { $0["id"]?.text } ?? [])
      }
      #expect(orders.count == 3)
      #expect(Set(orders.map(Set.init)).count == 1)
    }
  }

  @Test func rowsRepeatWithinAPage() async throws {
    try await withSimulator(faults: "duplicates=100%") { endpoint, client in
      let task = await client.makeTask(rows: 100, from: TestClock().now)
      let answer = await client.ask("GET", "/public/v1/system/tasks/\(task)/logs?limit=100", token: endpoint.token)
      let ids = answer.json["data"]?.elements?.compactMap { $0["id"]?.text } ?? []
      #expect(ids.count > 100 && Set(ids).count == 100)
    }
  }

  @Test func theBackDoorIsNeverBroken() async throws {
    try await withSimulator(faults: "reset=100%") { endpoint, client in
      #expect(await client.makeTask(rows: 3, from: TestClock().now) != "")
      #expect(await client.ask("GET", "/public/v1/system/tasks", token: endpoint.token).ending == .reset)
    }
  }
}
