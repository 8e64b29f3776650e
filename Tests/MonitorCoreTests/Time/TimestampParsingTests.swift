import MonitorCore
import Testing

@Suite struct TimestampParsingTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2025-09-11T13:40:13.515Z", 17_575_980_135_150_000),
    ("2025-09-11t13:40:13.515z", 17_575_980_135_150_000),
    ("2025-09-12 13:40:13.515Z", 17_576_844_135_150_000),
    ("2025-09-11T13:40:13.5153217", 17_575_980_135_153_217),
    ("2025-09-11T13:40:13.515321799Z", 17_575_980_135_153_217),
    ("2025-09-11T13:40:13.5153217999999999Z", 17_575_980_135_153_217),
    ("2025-09-11T15:40:13.12345678901234567890+02:00", 17_575_980_131_234_567),
    ("2025-09-11T13:40:13.5Z", 17_575_980_135_000_000),
    ("2025-09-11T13:40:13", 17_575_980_130_000_000),
    ("2025-09-11T15:40:13+02:00", 17_575_980_130_000_000),
    ("2025-09-11T15:40:13+0200", 17_575_980_130_000_000),
    ("2025-09-11T15:40:13+02", 17_575_980_130_000_000),
    ("2025-09-11 08:10:13.000-05:30", 17_575_980_130_000_000),
    ("2025-09-11T13:40:13-00:00", 17_575_980_130_000_000),
    ("2016-12-31T23:59:60Z", 14_832_288_000_000_000),
    ("2016-12-31T23:59:60.5Z", 14_832_288_005_000_000),
    ("2024-02-29T00:00:00Z", 17_091_648_000_000_000),
    ("2000-02-29T00:00:00Z", 9_517_824_000_000_000),
    ("0001-01-01T00:00:00Z", -621_355_968_000_000_000),
    ("9999-12-31T23:59:59.9999999Z", 2_534_023_007_999_999_999),
    ("1969-12-31T23:59:59.9999999Z", -1),
  ])
  func reads(text: String, ticks: Int64) {
    #expect(Timestamp(parsing: text.utf8)?.ticks == ticks)
    #expect(Timestamp(parsing: Array(text.utf8).reversed().reversed())?.ticks == ticks)
  }

  @Test(arguments: [
    "", "Z", "2025", "2025-09-11", "2025-09-11T13:40", "2025-09-11T13:40Z", " 2025-09-11T13:40:13Z",
    "2025-09-11T13:40:13Z ", "2025-09-11T13:40:13 Z", "2025-09-11T13:40:13ZZ", "2025-09-11T13:40:13.Z",
    "2025-09-11T13:40:13.\(String(repeating: "1", count: 300))Z", "2025-09-11T13:40:13,5Z", "2025-09-11_13:40:13Z",
    "2025/09/11T13:40:13Z",
    "2025-09-11T13.40.13Z", "2025-9-11T13:40:13ZZZ", "0000-01-01T00:00:00Z", "2025-00-11T13:40:13Z",
    "2025-13-11T13:40:13Z", "2025-09-00T13:40:13Z", "2025-09-31T13:40:13Z", "2025-02-29T13:40:13Z",
    "1900-02-29T00:00:00Z", "2025-09-11T24:00:00Z", "2025-09-11T13:60:00Z", "2025-09-11T13:40:61Z",
    "2025-09-11T13:40:13+", "2025-09-11T13:40:13+2", "2025-09-11T13:40:13+02:", "2025-09-11T13:40:13+02:0",
    "2025-09-11T13:40:13+24:00", "2025-09-11T13:40:13+02:60", "2025-09-11T13:40:13+02:00Z",
    "2025-09-11T13:40:13+020", "2025-09-11T13:40:13+02:000", "+025-09-11T13:40:13Z", "2025-09-11T13:40:-1Z",
    "２025-09-11T13:40:13Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
  ])
  func refuses(text: String) {
    #expect(Timestamp(parsing: text.utf8) == nil)
  }

  @Test func everyDayOfTheCalendarFollowsTheOneBefore() throws {
    var expected: Int64 = -719_162
    for year in 1...9999 {
      for month in 1...12 {
        let length = CivilTime.days(inMonth: month, ofYear: year)
        for day in [1, length] {
          let days = CivilTime.daysSinceEpoch(year: Int64(year), month: Int64(month), day: Int64(day))
          let civil = CivilTime(Timestamp(ticks: days * 86_400 * Timestamp.ticksPerSecond))
          guard days == expected + Int64(day) - 1, civil.year == year, civil.month == month, civil.day == day else {
            Issue.record("\(year)-\(month)-\(day)")
            return
          }
        }
        expected += Int64(length)
      }
    }
  }

  @Test func readsBackWhatItWrites() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<20_000 {
      let timestamp = Timestamp(
        ticks: .random(in: -621_355_968_000_000_000...2_534_023_007_999_999_999, using: &random))
      let text = TimestampFormat.rfc3339(timestamp)
      let read = Timestamp(parsing: text.utf8)
      let cut = timestamp.ticks - ((timestamp.ticks % 10_000) + 10_000) % 10_000
      #expect(read?.ticks == cut, "\(text)")
    }
  }

  @Test func noBytesTrap() {
    var random = SplitMix64(seed: 11)
    let letters = Array("0123456789-:.TtZz+ ".utf8) + [0, 0x80, 0xFF]
    let good = Array("2025-09-11T13:40:13.5153217+02:00".utf8)
    for _ in 0..<50_000 {
      var bytes = Array(good.prefix(.random(in: 0...good.count, using: &random)))
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        bytes[.random(in: bytes.indices, using: &random)] = letters.randomElement(using: &random) ?? 0
      }
      if let read = Timestamp(parsing: bytes) {
        #expect(TimestampFormat.rfc3339(read).utf8.count == 24)
      }
    }
  }
}
