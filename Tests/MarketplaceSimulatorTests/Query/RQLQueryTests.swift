import Testing

@testable import MarketplaceSimulator

struct RQLQueryTests {
  @Test func readsWhatTheOfficialClientSends() throws {
    let query = try RQLQuery(
      "limit=5&offset=10&order=timestamp,-id&and(ge(timestamp,'2025-09-11T13%3A40%3A13.515000%2B00%3A00'),in(severity,('Error','Failure')))"
    )
    #expect(query.limit == 5)
    #expect(query.offset == 10)
    #expect(query.order == [.init(property: "timestamp", descending: false), .init(property: "id", descending: true)])
    #expect(
      query.filter
        == .all([
          .compare(.ge, property: "timestamp", .text("2025-09-11T13:40:13.515000+00:00")),
          .contained(property: "severity", [.text("Error"), .text("Failure")], negated: false),
        ]))
  }

  @Test func readsAWhollyEncodedFilter() throws {
    let query = try RQLQuery(
      "ge%28timestamp%2C%222025-09-11T13%3A40%3A13.515Z%22%29&order=-timestamp&select=audit,-message")
    #expect(query.filter == .compare(.ge, property: "timestamp", .text("2025-09-11T13:40:13.515Z")))
    #expect(query.order == [.init(property: "timestamp", descending: true)])
    #expect(query.selected == ["audit"])
    #expect(query.deselected == ["message"])
  }

  @Test func severalFiltersAllHold() throws {
    let query = try RQLQuery("eq(severity,'Info')&gt(progress,5)&severity=\"a&b\"")
    guard case .all(let parts) = query.filter else {
      Issue.record("three filters were expected")
      return
    }
    #expect(parts.count == 3)
    #expect(parts.last == .compare(.eq, property: "severity", .text("a&b")))
  }

  @Test(arguments: ["limit=-1", "limit=x", "offset=99999999999", "limit=", "%zz", "%ff", "%4", "ge(timestamp"])
  func refusesWith400(_ text: String) {
    let problem = #expect(throws: PlatformProblem.self) { try RQLQuery(text) }
    #expect(problem?.status == 400)
  }
}
