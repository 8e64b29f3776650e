import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct TaskScannerTests {
  private let documented = #"""
    {"id":"TSK-1","name":"Transfer \u00e4","status":"Processing","revision":4,"code":"accounts.buyers.transfer",
    "queue":"q","description":"d","externalId":"e","parent":{"id":"TSK-0","name":"Parent"},"object":{"id":"BUY-1"},
    "owner":{"name":"Service"},"result":"/x","progress":40.5,"eta":"2025-09-12 13:40:13.515Z","parameters":{},
    "audit":{"created":{"at":"2025-09-11T13:40:13Z","by":{"id":"USR-1"}},"updated":{"at":"2025-09-11T13:41:13Z"},
    "started":{"at":"2025-09-11T13:42:13Z"},"completed":{"at":"2025-09-11T13:43:13Z"}}}
    """#

  @Test func readsTheDocumentedTask() throws {
    let task = try TaskScanner.task(Array(documented.utf8))
    #expect(task.id == "TSK-1" && task.name == "Transfer ä" && task.status == .processing && task.revision == 4)
    #expect(task.code == "accounts.buyers.transfer" && task.queue == "q" && task.details == "d")
    #expect(task.externalID == "e" && task.result == "/x" && task.progress == 40.5)
    #expect(task.parent == "Parent (TSK-0)" && task.object == "BUY-1" && task.owner == "Service")
    #expect(task.eta == Timestamp(parsing: "2025-09-12T13:40:13.515Z".utf8))
    #expect(task.created == Timestamp(parsing: "2025-09-11T13:40:13Z".utf8))
    #expect(task.updated == Timestamp(parsing: "2025-09-11T13:41:13Z".utf8))
    #expect(task.started == Timestamp(parsing: "2025-09-11T13:42:13Z".utf8))
    #expect(task.completed == Timestamp(parsing: "2025-09-11T13:43:13Z".utf8))
    #expect(task.raw == Array(documented.utf8))
  }

  @Test(arguments: [
    "null", "7", #""x""#, "[]", "{}", "true", "NaN", "bad", "1e999", "-1e999", #""\ud800""#,
    String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
  ])
  func everyMemberMayBeOfAnyKind(value: String) throws {
    let names = [
      "name", "status", "revision", "code", "queue", "description", "externalId", "parent", "object", "owner", "result",
      "progress", "eta", "audit",
    ]
    for name in names {
      let body = #"{"\#(name)":\#(value),"id":"TSK-1","audit2":{"created":\#(value)}}"#
      let task = try TaskScanner.task(Array(body.utf8))
      #expect(task.id == "TSK-1")
      #expect((0...100).contains(task.progress ?? 0))
    }
  }

  @Test(arguments: ["", "[]", "null", "{}", #"{"id":7}"#, #"{"id":""}"#, #"{"id":"a""#, #"{"id":"a"}}"#, "<html>"])
  func aTaskNeedsAnIdentity(body: String) {
    #expect(throws: UnreadableBody.self) { try TaskScanner.task(Array(body.utf8)) }
  }

  @Test func aTaskCutAnywhereIsNoTask() {
    let body = Array(documented.utf8)
    for length in 0..<body.count {
      #expect(throws: UnreadableBody.self, "\(length)") { try TaskScanner.task(Array(body.prefix(length))) }
    }
  }

  @Test func readsAListAndSaysWhatIsNoTask() throws {
    let body = #"{"$meta":{"pagination":{"total":9}},"data":[\#(documented),null,{"id":7},{"x":bad},{"id":"TSK-2"}]}"#
    let page = try TaskScanner.page(Array(body.utf8))
    #expect(page.tasks.map(\.id) == ["TSK-1", "TSK-2"] && page.total == 9)
    #expect(page.unreadable == [1: "it is no object", 2: "it has no id", 3: "it is no object"] && page.count == 5)
    #expect(page.tasks.first?.created != nil)
    #expect(throws: UnreadableBody.self) { try TaskScanner.page(Array(body.utf8.dropLast())) }
  }

  @Test func mutatedTasksNeverTrap() {
    let good = Array(documented.utf8)
    let list = Array(#"{"$meta":{"pagination":{"total":9}},"data":[\#(documented),\#(documented)]}"#.utf8)
    let bytes = Array(#"{}[]",:\u0019eE+-.nN"#.utf8) + [0, 0x80, 0xC3, 0xFF]
    var readable = 0
    for seed in 0..<1_000 {
      var random = SplitMix64(seed: UInt64(seed))
      var body = seed % 2 == 0 ? good : list
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: body[place] = bytes.randomElement(using: &random) ?? 0
        case 1: body.remove(at: place)
        default: body.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        }
      }
      if let task = try? TaskScanner.task(body), !task.id.isEmpty { readable += 1 }
      if let page = try? TaskScanner.page(body), page.tasks.count <= 2 { readable += 1 }
      #expect(!ProblemDetails(status: 500, body: body).sentence(hiding: nil).isEmpty)
    }
    #expect((100..<1_000).contains(readable))
  }
}
