import MonitorCore
import Testing

@Suite struct DurationFormatTests {
  @Test(
    arguments: [
      (0, "0:00"), (7.9, "0:07"), (59.999, "0:59"), (60, "1:00"), (130, "2:10"), (714, "11:54"), (3_599, "59:59"),
      (3_723, "1:02:03"), (86_399, "23:59:59"), (86_400, "1d 00:00"), (183_840, "2d 03:04"), (-130, "-2:10"),
      (-0.5, "0:00"), (.nan, "0:00"), (.infinity, "11574074074d 01:46"), (-.infinity, "-11574074074d 01:46"),
    ] as [(Double, String)])
  func clock(seconds: Double, text: String) {
    #expect(DurationFormat.clock(seconds) == text)
  }

  @Test(
    arguments: [
      (0, "0s"), (42.7, "42s"), (59, "59s"), (60, "1m"), (359, "5m"), (3_600, "1h"), (11_000, "3h"), (86_400, "1d"),
      (200_000, "2d"), (-42, "-42s"), (.nan, "0s"), (1e300, "11574074074d"),
    ] as [(Double, String)])
  func short(seconds: Double, text: String) {
    #expect(DurationFormat.short(seconds) == text)
  }

  @Test(
    arguments: [
      (120_000_000, "+12s"), (0, "+0.1s"), (-5, "+0.1s"), (4_000_000, "+0.4s"), (9_999_999, "+0.9s"),
      (3_000_000_000, "+5m"), (Int64.max, "+10675199d"), (Int64.min, "+0.1s"),
    ] as [(Int64, String)])
  func lateness(ticks: Int64, text: String) {
    #expect(DurationFormat.lateness(ticks: ticks) == text)
  }
}
