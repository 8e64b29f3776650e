import MonitorCore
import Testing

@Suite struct TimestampFormatTests {
  @Test(arguments: [
    (17_575_980_135_159_999, "2025-09-11T13:40:13.515Z"),
    (0, "1970-01-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
    (-621_355_968_000_000_000, "0001-01-01T00:00:00.000Z"),
    (2_534_023_008_000_000_000, "+10000-01-01T00:00:00.000Z"),
    (Int64.max, "+31197-09-14T02:48:05.477Z"),
    (Int64.min, "-27258-04-19T21:11:54.522Z"),
  ])
  func rfc3339(ticks: Int64, text: String) {
    #expect(TimestampFormat.rfc3339(Timestamp(ticks: ticks)) == text)
  }

  @Test(arguments: [
    (0, "13:40:13.515", "2025-09-11"), (7_200, "15:40:13.515", "2025-09-11"),
    (-14 * 3_600, "23:40:13.515", "2025-09-10"),
    (37_800, "00:10:13.515", "2025-09-12"), (-1, "13:40:12.515", "2025-09-11"),
  ])
  func atAnOffset(offset: Int, time: String, date: String) {
    let timestamp = Timestamp(ticks: 17_575_980_135_150_000)
    #expect(TimestampFormat.time(timestamp, offset: offset) == time)
    #expect(TimestampFormat.date(timestamp, offset: offset) == date)
  }

  @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, 1, Int64.max - 1, Int64.max])
  func anyTicksAndOffset(ticks: Int64) {
    for offset in [Int.min, -86_400, 0, 86_400, Int.max] {
      let civil = CivilTime(Timestamp(ticks: ticks), offset: offset)
      #expect(1...12 ~= civil.month && 1...31 ~= civil.day && 0..<24 ~= civil.hour)
      #expect(0..<60 ~= civil.minute && 0..<60 ~= civil.second && 0..<1_000 ~= civil.millisecond)
    }
  }
}
