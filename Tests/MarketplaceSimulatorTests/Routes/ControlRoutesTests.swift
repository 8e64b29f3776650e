import TestSupport
import Testing

@testable import MarketplaceSimulator

@Suite(.serialized) struct ControlRoutesTests {
  @Test func theTruthIsWhatWasPublishedRevisedAndRemoved() async throws {
    try await withSimulator { endpoint, client in
      let start = TestClock().now
      let task = await client.makeTask(rows: 5000, tied: true, from: start)
      let truth = await client.ask("GET", "/simulator/truth/\(task)").json
      let ids = try #require(truth["logs"]?.elements).compactMap { $0["id"]?.text }
      #expect(Set(ids).count == 5000)
      let revision = #"[{"id":"\#(ids[7])","message":"again","severity":"Error"}]"#
      _ = await client.ask("POST", "/simulator/logs/\(task)", body: revision)
      #expect(await client.ask("DELETE", "/simulator/logs/\(task)/\(ids[8])").status == 204)
      #expect(await client.ask("DELETE", "/simulator/logs/\(task)/\(ids[8])").status == 404)
      let after = await client.ask("GET", "/simulator/truth/\(task)").json
      let rows = try #require(after["logs"]?.elements)
      #expect(rows.count == 4999)
      #expect(rows.filter { $0["revision"] == 2 }.map { $0["id"]?.text } == [ids[7]])
      #expect(after["status"] == "Processing")
      var seen: Set<String> = []
      for offset in stride(from: 0, to: 5000, by: 100) {
        let target = "/public/v1/system/tasks/\(task)/logs?limit=100&offset=\(offset)"
        let page = await client.ask("GET", target, token: endpoint.token)
        seen.formUnion(page.json["data"]?.elements?.compactMap { $0["id"]?.text } ?? [])
      }
      #expect(seen == Set(rows.compactMap { $0["id"]?.text }))
    }
  }

  @Test func aTaskCanBePutIntoAnyState() async throws {
    try await withSimulator { _, client in
      let task = await client.makeTask(rows: 0, from: TestClock().now)
      for status in ["Completed", "Failed", "Blocked", "Rescheduled"] {
        let answer = await client.ask("PUT", "/simulator/tasks/\(task)", body: #"{"status":"\#(status)"}"#)
        #expect(answer.json["status"]?.text == status)
      }
      #expect(await client.ask("PUT", "/simulator/tasks/\(task)", body: #"{"status":"Gone"}"#).status == 400)
    }
  }
}
