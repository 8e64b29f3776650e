import MarketplaceAPI
import MonitorCore
import Testing

@Suite struct RQLTests {
  @Test func asksForPagesInTheDocumentedForm() {
    var rql = RQL()
    rql.order(by: .timestamp, descending: true)
    rql.page(offset: 300, limit: 100)
    #expect(rql.text == "order=-timestamp&limit=100&offset=300")
  }

  @Test func negativeNumbersCountAsZero() {
    var rql = RQL()
    rql.page(offset: -1, limit: .min)
    #expect(rql.text == "limit=0&offset=0")
  }

  @Test(arguments: [
    ("2025-09-11T13:40:13.515Z", "2025-09-11T13%3A40%3A13.515Z"),
    ("2025-09-11T13:40:13.5159999Z", "2025-09-11T13%3A40%3A13.515Z"),
    ("2025-09-11T15:40:13+02:00", "2025-09-11T13%3A40%3A13.000Z"),
    ("1969-12-31T23:59:59.9999999Z", "1969-12-31T23%3A59%3A59.999Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00%3A00%3A00.000Z"),
  ])
  func momentsAreCutDownToMilliseconds(moment: String, expected: String) throws {
    var rql = RQL()
    rql.filter(.atLeast, .timestamp, try #require(Timestamp(parsing: moment.utf8)))
    #expect(rql.text == "ge(timestamp,%22\(expected)%22)")
  }

  @Test(arguments: [Int64.min, .max, -621_355_968_000_000_001, 2_534_023_008_000_000_000])
  func momentsOutsideTheYearsAreClamped(ticks: Int64) {
    var rql = RQL()
    rql.filter(.atLeast, .timestamp, Timestamp(ticks: ticks))
    let expected = ticks < 0 ? "0001-01-01T00%3A00%3A00.000Z" : "9999-12-31T23%3A59%3A59.999Z"
    #expect(rql.text == "ge(timestamp,%22\(expected)%22)")
  }

  @Test(arguments: [
    ("plain", "%22plain%22"), ("a+b c&d", "%22a%2Bb%20c%26d%22"), ("it's", "%22it%27s%22"),
    (#"say "x""#, "%27say%20%22x%22%27"), ("ä", "%22%C3%A4%22"), ("a),eq(b", "%22a%29%2Ceq%28b%22"), ("", "%22%22"),
  ])
  func quotesAndEncodesValues(value: String, expected: String) throws {
    var rql = RQL()
    try rql.filter(.equal, .name, value)
    #expect(rql.text == "eq(name,\(expected))")
  }

  @Test func refusesWhatCannotBeQuoted() {
    var rql = RQL()
    #expect(throws: RQL.Fault.bothQuotes) { try rql.filter(.like, .name, #"it's "x""#) }
    #expect(rql.text == "")
  }

  @Test func listsValues() throws {
    var rql = RQL()
    try rql.filter(.status, in: ["Queued", "Processing"])
    rql.select(.audit)
    rql.order(by: .created, descending: true)
    #expect(rql.text == "in(status,(%22Queued%22,%22Processing%22))&select=audit&order=-audit.created.at")
  }
}
