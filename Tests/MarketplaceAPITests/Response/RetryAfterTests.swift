import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct RetryAfterTests {
  private let now = HTTPDate.timestamp("Sun, 06 Nov 1994 08:49:37 GMT")

  @Test(arguments: [
    ("0", 0), ("120", 120), (" 7 ", 7), ("60, 60", 60), ("5,\t90", 90), ("2.0", 2),
    ("99999999999999999999999", 3_155_760_000),
    ("Sun, 06 Nov 1994 08:50:07 GMT", 30), ("Sunday, 06-Nov-94 08:50:07 GMT", 30), ("Sun Nov  6 08:50:07 1994", 30),
    ("Sun, 06 Nov 1994 08:00:00 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 3_155_760_000),
  ])
  func readsSecondsAndDates(text: String, seconds: Int64) {
    #expect(RetryAfter.duration(text, now: now) == .seconds(seconds))
  }

  @Test(arguments: ["", "-1", "1.", ".5", "1.2.3", "1e3", "soon", "+5", "١٢", "1 2", "5, soon", ",", "nan"])
  func refusesTheRest(text: String) {
    #expect(RetryAfter.duration(text, now: now) == nil)
  }

  @Test func fractionsCountToTheMillisecond() {
    #expect(RetryAfter.duration("299.997", now: nil) == .milliseconds(299_997))
  }

  @Test func ofSeveralFieldsTheLongestWaitCounts() {
    #expect(RetryAfter.duration(["5", "soon", "Sun, 06 Nov 1994 08:50:07 GMT"], now: now) == .seconds(30))
    #expect(RetryAfter.duration(["soon"], now: now) == nil && RetryAfter.duration([], now: now) == nil)
  }

  @Test func aDateSaysNothingWithoutTheServersClock() {
    #expect(RetryAfter.duration("Sun, 06 Nov 1994 08:50:07 GMT", now: nil) == nil)
    #expect(RetryAfter.duration("5", now: nil) == .seconds(5))
  }
}
