import Testing

@testable import MonitorCore

/// Moments in a log from 2025-09-11 22:00 to 2025-09-12 11:00 UTC, read at 2025-09-13 12:00, in a zone two hours east.
@Suite struct MomentTextTests {
  private static func at(_ text: String) throws -> Timestamp {
    try #require(Timestamp(parsing: Array(text.utf8)))
  }

  private static func moment(_ text: String, here: String = "2025-09-12T10:00:00Z") throws -> String? {
    let log = try at("2025-09-11T22:00:00Z")...at("2025-09-12T11:00:00Z")
    let now = try at("2025-09-13T12:00:00Z")
    let moment = try MomentText(text, mayBeRelative: true)?.moment(in: log, here: at(here), now: now) { _ in 7_200 }
    return moment.map { String(TimestampFormat.rfc3339($0).prefix(19)) }
  }

  @Test(arguments: [
    ("12:40", "2025-09-12T10:40:00"), ("12:40:05", "2025-09-12T10:40:05"), (" 12:40 ", "2025-09-12T10:40:00"),
    // In the evening before, as the log has no other; and where there is none at all, on the day where one is.
    ("23:59", "2025-09-12T21:59:00"), ("00:30", "2025-09-11T22:30:00"),
    ("-10m", "2025-09-12T09:50:00"), ("+1h30m", "2025-09-12T11:30:00"), ("-90", "2025-09-12T09:58:30"),
    ("10m", "2025-09-13T11:50:00"), ("2025-09-12", "2025-09-11T22:00:00"),
    ("2025-09-12 13:40", "2025-09-12T11:40:00"), ("2025-09-12T10:40:00Z", "2025-09-12T10:40:00"),
  ])
  func meansAMomentInTheLog(text: String, wanted: String) throws {
    #expect(try Self.moment(text) == wanted)
  }

  @Test func aTimeOfDayIsOfTheDayThatHasIt() throws {
    #expect(try Self.moment("12:50", here: "2025-09-11T22:00:00Z") == "2025-09-12T10:50:00")
    // Before midnight of the zone, and after it.
    #expect(try Self.moment("00:10", here: "2025-09-11T21:50:00Z") == "2025-09-11T22:10:00")
    #expect(try Self.moment("00:10", here: "2025-09-12T10:50:00Z") == "2025-09-11T22:10:00")
  }

  /// As the screen shows it.
  @Test(arguments: [
    ("12:40:05.440", "2025-09-12T10:40:05.440Z"), ("2025-09-12 12:40:05.5", "2025-09-12T10:40:05.500Z"),
  ])
  func timesMayHaveAFraction(text: String, wanted: String) throws {
    let now = try Self.at("2025-09-12T12:00:00Z")
    let moment = try #require(MomentText(text)).moment(now: now) { _ in 7_200 }
    #expect(moment == (try Self.at(wanted)))
    let log = try Self.at("2025-09-12T10:00:00Z")...now
    #expect(try #require(MomentText(text)).moment(in: log, here: now, now: now) { _ in 7_200 } == moment)
  }

  @Test(arguments: [
    "12:40.5", "12:40:05.", "12:40:05.x", "", "-", "+", "--5m", "-13:40", "24:00", "13:4x", "tomorrow", "2025-02-30",
    "-5m5m",
  ])
  func otherTextsAreNone(text: String) throws {
    #expect(try Self.moment(text) == nil)
  }

  @Test func whatCountsFromHereNeedsAHere() {
    #expect(MomentText("-10m") == nil)
    #expect(MomentText("10m") != nil)
  }
}
