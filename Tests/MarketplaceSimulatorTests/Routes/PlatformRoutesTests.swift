import TestSupport
import Testing

@testable import MarketplaceSimulator

@Suite(.serialized) struct PlatformRoutesTests {
  private static let tasks = "/public/v1/system/tasks"

  @Test func answersPagesOfLogsInTheDocumentedShape() async throws {
    try await withSimulator { endpoint, client in
      let task = await client.makeTask(rows: 150, from: TestClock().now)
      let answer = await client.ask("GET", "\(Self.tasks)/\(task)/logs?limit=100&offset=50", token: endpoint.token)
      #expect(answer.status == 200)
      #expect(answer.headers("Date") == ["Thu, 11 Sep 2025 13:40:13 GMT"])
      #expect(answer.headers("Content-Type").first?.hasPrefix("application/json") == true)
      let pagination = answer.json["$meta"]?["pagination"]
      #expect(pagination == ["limit": 100, "offset": 50, "total": 150])
      #expect(answer.json["$meta"]?["omitted"] == ["audit"])
      let rows = try #require(answer.json["data"]?.elements)
      #expect(rows.count == 100)
      #expect(rows.first?["message"] == "row 99")
      #expect(rows.first?["task"]?["status"] == "Processing")
      #expect(rows.first?["timestamp"] == "2025-09-11T13:40:13.614Z")
      #expect(rows.allSatisfy { $0["audit"] == nil && $0["eta"] == nil && $0["parameters"] == nil })
    }
  }

  @Test func auditComesWhereSelected() async throws {
    try await withSimulator { endpoint, client in
      let task = await client.makeTask(rows: 1, from: TestClock().now)
      let target = "\(Self.tasks)/\(task)/logs?select=audit,-message&limit=1"
      let answer = await client.ask("GET", target, token: endpoint.token)
      let row = try #require(answer.json["data"]?.elements?.first)
      #expect(row["audit"]?["created"]?["at"] == "2025-09-11T13:40:13.515Z")
      #expect(row["message"] == nil)
      #expect(answer.json["$meta"]?["omitted"] == ["message"])
    }
  }

  @Test func listsTasksFilteredAndOrdered() async throws {
    try await withSimulator(.demo) { endpoint, client in
      let target =
        "\(Self.tasks)?in(status,(%22Queued%22,%22Processing%22))&select=audit&order=-audit.created.at&limit=100"
      let answer = await client.ask("GET", target, token: endpoint.token)
      let rows = try #require(answer.json["data"]?.elements)
      #expect(Set(rows.compactMap { $0["id"]?.text }) == Set(endpoint.taskIDs))
      let created = rows.compactMap { $0["audit"]?["created"]?["at"]?.text }
      #expect(created == created.sorted(by: >))
      let all = await client.ask("GET", "\(Self.tasks)?limit=3&offset=1", token: endpoint.token)
      #expect(all.json["data"]?.elements?.count == 3)
      #expect(all.json["$meta"]?["pagination"]?["total"] == 15)
      #expect(all.json["data"]?.elements?.first?["audit"] == nil)
    }
  }

  @Test func givesOneTaskWithItsAudit() async throws {
    try await withSimulator(.demo) { endpoint, client in
      let answer = await client.ask("GET", "\(Self.tasks)/\(endpoint.taskIDs[0])", token: endpoint.token)
      #expect(answer.status == 200)
      #expect(answer.json["status"] == "Processing")
      #expect(answer.json["code"] == "accounts.buyers.transfer")
      #expect(answer.json["audit"]?["started"]?["at"]?.text != nil)
      #expect(answer.json["parameters"]?["maxTaskProcessingSeconds"] == 7200)
    }
  }

  @Test(arguments: [nil, "", "idt:TKN-1:x"]) func aTokenIsNeeded(_ token: String?) async throws {
    try await withSimulator { _, client in
      let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      let answer = await client.ask("GET", Self.tasks, token: token, headers: ["traceparent: \(trace)"])
      #expect(answer.status == 401)
      #expect(answer.headers("Content-Type").first?.hasPrefix("application/problem+json") == true)
      #expect(answer.json["title"] == "Authentication Failed")
      #expect(answer.json["traceId"]?.text == trace)
    }
  }

  @Test func vendorsMaySeeTasksButNotLogs() async throws {
    try await withSimulator(.demo) { endpoint, client in
      let task = "\(Self.tasks)/\(endpoint.taskIDs[0])"
      #expect(await client.ask("GET", task, token: endpoint.vendorToken).status == 200)
      #expect(await client.ask("GET", task + "/logs", token: endpoint.vendorToken).status == 403)
    }
  }

  @Test(arguments: [
    ("GET", "/public/v1/system/tasks/TSK-0", 404), ("GET", "/public/v1/system/tasks/TSK-0/logs", 404),
    ("GET", "/public/v1/system", 404), ("GET", "/", 404), ("DELETE", "/public/v1/system/tasks", 405),
    ("GET", "/public/v1/system/tasks?limit=x", 400), ("GET", "/public/v1/system/tasks?eq(shape,1)", 400),
    ("GET", "/public/v1/system/tasks/TSK-0/nothing", 404), ("GET", "/public/v1/system/tasks/TSK-0/execute", 405),
    ("GET", "/simulator/nothing", 404),
  ]) func refusesInTheDocumentedDialects(_ method: String, _ target: String, _ status: Int) async throws {
    try await withSimulator { endpoint, client in
      let answer = await client.ask(method, target, token: endpoint.token)
      #expect(answer.status == status)
      #expect(answer.json["title"]?.text != nil || answer.json["message"]?.text != nil)
    }
  }

  @Test func aBadFilterNamesItsField() async throws {
    try await withSimulator { endpoint, client in
      let task = await client.makeTask(rows: 1, from: TestClock().now)
      let target = "\(Self.tasks)/\(task)/logs?ge(timestamp,%22yesterday%22)"
      let answer = await client.ask("GET", target, token: endpoint.token)
      #expect(answer.status == 400)
      #expect(answer.json["errors"]?["timestamp"]?.elements?.count == 1)
    }
  }

  @Test func theResultIsARedirectOrAValueOrNothing() async throws {
    try await withSimulator { endpoint, client in
      let task = await client.makeTask(rows: 0, from: TestClock().now)
      let target = "\(Self.tasks)/\(task)"
      #expect(await client.ask("GET", target + "/result", token: endpoint.token).status == 404)
      _ = await client.ask("PUT", target, token: endpoint.token, body: #"{"result":"/public/v1/x"}"#)
      let redirect = await client.ask("GET", target + "/result", token: endpoint.token)
      #expect(redirect.status == 302)
      #expect(redirect.headers("Location") == ["/public/v1/x"])
      _ = await client.ask("PUT", target, token: endpoint.token, body: #"{"result":{"moved":3}}"#)
      #expect(await client.ask("GET", target + "/result", token: endpoint.token).json == ["moved": 3])
    }
  }

  @Test(arguments: [(PlatformRules.Total.absent, PlatformValue.null), (.off(by: 5), 8), (.off(by: -9), -1)])
  func totalsMayBeMissingOrWrong(_ total: PlatformRules.Total, _ told: PlatformValue) async throws {
    var rules = PlatformRules()
    rules.total = total
    try await withSimulator(rules: rules) { endpoint, client in
      let task = await client.makeTask(rows: 3, from: TestClock().now)
      let answer = await client.ask("GET", "\(Self.tasks)/\(task)/logs", token: endpoint.token)
      #expect(answer.json["$meta"]?["pagination"]?["total"] == told)
    }
  }
}
