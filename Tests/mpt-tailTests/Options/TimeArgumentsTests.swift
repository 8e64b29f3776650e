import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct TimeArgumentsTests {
  @Test(arguments: [
    ("90", 90.0), ("90s", 90), ("5m", 300), ("1h30m", 5_400), ("2w", 1_209_600), ("1d12h", 129_600), ("1.5h", 5_400),
    ("0", 0), ("1H", 3_600),
  ])
  func spansHaveUnits(text: String, seconds: Double) {
    #expect(SpanArgument(argument: text)?.seconds == seconds)
  }

  @Test(arguments: ["", "m", "5x", "-5m", "5m5m", "1h30", "1e5", "inf", "nan", "99999d", "1..5h"])
  func otherTextsAreNoSpans(text: String) {
    #expect(SpanArgument(argument: text) == nil)
  }

  /// 2025-09-12 12:00 UTC, in a zone two hours east of it: 14:00 there.
  @Test(
    arguments: [
      ("30m", "2025-09-12T11:30:00.000Z"), ("2025-09-11", "2025-09-10T22:00:00.000Z"),
      ("2025-09-11 13:40", "2025-09-11T11:40:00.000Z"), ("2025-09-11T13:40:05", "2025-09-11T11:40:05.000Z"),
      ("13:40", "2025-09-12T11:40:00.000Z"), ("15:00", "2025-09-11T13:00:00.000Z"),
      ("2025-09-11T13:40:13Z", "2025-09-11T13:40:13.000Z"), ("2025-09-11T13:40:13.5+01:00", "2025-09-11T12:40:13.500Z"),
      (" 13:40:01 ", "2025-09-12T11:40:01.000Z"),
    ])
  func momentsAreLocalUnlessTheySayOtherwise(text: String, moment: String) throws {
    let now = try #require(Timestamp(parsing: Array("2025-09-12T12:00:00Z".utf8)))
    let argument = try #require(MomentArgument(argument: text))
    #expect(TimestampFormat.rfc3339(argument.moment(now: now, isPast: true) { _ in 7_200 }) == moment)
  }

  @Test func aTimeOfDayMayBeToCome() throws {
    let now = try #require(Timestamp(parsing: Array("2025-09-12T12:00:00Z".utf8)))
    let argument = try #require(MomentArgument(argument: "15:00"))
    #expect(TimestampFormat.rfc3339(argument.moment(now: now) { _ in 0 }) == "2025-09-12T15:00:00.000Z")
  }

  @Test(arguments: [
    "yesterday", "24:00", "12:60", "1:2:3:4", "2025-13-01", "2025-02-29", "2025-09-12 25:00", "2025-09",
  ])
  func otherTextsAreNoMoments(text: String) {
    #expect(MomentArgument(argument: text) == nil)
  }
}
