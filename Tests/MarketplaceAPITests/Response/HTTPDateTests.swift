import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct HTTPDateTests {
  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
    ("Thu, 29 Feb 2024 23:59:60 GMT", "2024-03-01T00:00:00Z"),
    ("Saturday, 01-Jan-28 00:00:00 GMT", "2028-01-01T00:00:00Z"),
    ("sat, 01 JAN 2028 00:00:00 gmt", "2028-01-01T00:00:00Z"),
  ])
  func readsAllThreeForms(text: String, expected: String) {
    #expect(HTTPDate.timestamp(text) == Timestamp(parsing: expected.utf8))
    #expect(HTTPDate.timestamp(text) != nil)
  }

  @Test(arguments: [
    "", "Sun", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 0 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 0000 08:49:37 GMT", "Sun, 06 Nov 19941 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37:00 GMT",
    "Sun, +6 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z",
  ])
  func refusesTheRest(text: String) {
    #expect(HTTPDate.timestamp(text) == nil)
  }
}
