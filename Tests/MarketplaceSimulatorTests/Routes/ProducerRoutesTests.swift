import TestSupport
import Testing

@testable import MarketplaceSimulator

@Suite(.serialized) struct ProducerRoutesTests {
  @Test func aTaskGoesThroughItsLife() async throws {
    try await withSimulator { endpoint, client in
      let id = await client.ask("POST", "/simulator/tasks", body: "{}").json["id"]?.text ?? ""
      let task = "/public/v1/system/tasks/\(id)"
      func post(_ verb: String, _ body: String? = nil) async -> WireClient.Answer {
        await client.ask("POST", "\(task)/\(verb)", token: endpoint.token, body: body)
      }
      #expect(await post("execute").json["status"] == "Processing")
      #expect(await post("execute").status == 409)
      #expect(await post("reschedule").json["status"] == "Rescheduled")
      #expect(await post("complete", "{}").status == 409)
      #expect(await post("queue").json["status"] == "Queued")
      #expect(await post("execute").json["status"] == "Processing")
      let put = await client.ask(
        "PUT", task, token: endpoint.token, body: #"{"progress":50.5,"eta":"2025-09-12 13:40:13.515Z"}"#)
      #expect(put.json["progress"] == 50.5)
      #expect(put.json["eta"] == "2025-09-12T13:40:13.515Z")
      #expect(await post("fail", #"{"reason":"no quota"}"#).json["status"] == "Failed")
      #expect(await post("fail").status == 409)
      let logs = await client.ask("GET", task + "/logs", token: endpoint.token)
      #expect(logs.json["data"]?.elements?.first?["message"] == "no quota")
    }
  }

  @Test func logsAreCreatedWithWhatTheyCarry() async throws {
    try await withSimulator { endpoint, client in
      let id = await client.makeTask(rows: 0, from: TestClock().now)
      let body = #"""
        {"message":"Starting buyer '{{BuyerId}}' transfer","parameters":{"BuyerId":"BUY-1"},"severity":"warning",
        "timestamp":"2025-09-11T13:40:10+00:00","progress":12.5}
        """#
      let made = await client.ask("POST", "/public/v1/system/tasks/\(id)/logs", token: endpoint.token, body: body)
      #expect(made.status == 201)
      #expect(made.json["severity"] == "Warning")
      #expect(made.json["parameters"] == ["BuyerId": "BUY-1"])
      #expect(made.json["timestamp"] == "2025-09-11T13:40:10.000Z")
      #expect(made.json["audit"]?["created"]?["at"] == "2025-09-11T13:40:13.515Z")
      let task = await client.ask("GET", "/public/v1/system/tasks/\(id)", token: endpoint.token)
      #expect(task.json["progress"] == 12.5)
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"message":""}"#, #"{"message":5}"#, #"{"message":"m","severity":"Grave"}"#, "[1]", "{",
    #"{"message":"m","progress":101}"#, #"{"message":"m","timestamp":"soon"}"#, #"{"message":"m","eta":5}"#,
  ]) func badLogsAreRefused(_ body: String) async throws {
    try await withSimulator { endpoint, client in
      let id = await client.makeTask(rows: 0, from: TestClock().now)
      let answer = await client.ask("POST", "/public/v1/system/tasks/\(id)/logs", token: endpoint.token, body: body)
      #expect(answer.status == 400)
    }
  }

  @Test func otherContentTypesAreRefused() async throws {
    try await withSimulator { endpoint, client in
      let id = await client.makeTask(rows: 0, from: TestClock().now)
      let answer = await client.ask(
        "POST", "/public/v1/system/tasks/\(id)/logs", token: endpoint.token,
        headers: ["Content-Type: text/plain", "Content-Length: 0"])
      #expect(answer.status == 400)
      let plain = await client.send(
        "POST /public/v1/system/tasks/\(id)/logs HTTP/1.1\r\nConnection: close\r\nContent-Type: text/plain\r\n"
          + "Authorization: Bearer \(endpoint.token)\r\nContent-Length: 2\r\n\r\n{}")
      #expect(plain.status == 415)
    }
  }
}
