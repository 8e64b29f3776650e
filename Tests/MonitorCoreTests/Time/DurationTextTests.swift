import MonitorCore
import Testing

@Suite struct DurationTextTests {
  @Test(
    arguments: [
      (0, "0:00"), (7.9, "0:07"), (59.999, "0:59"), (60, "1:00"), (130, "2:10"), (714, "11:54"), (3_599, "59:59"),
      (3_723, "1:02:03"), (86_399, "23:59:59"), (86_400, "1d 00:00:00"), (183_845, "2d 03:04:05"), (-130, "0:00"),
      (.nan, "0:00"), (.infinity, "37037d 00:53:20"), (-.infinity, "0:00"),
    ] as [(Double, String)])
  func runningClock(seconds: Double, text: String) {
    #expect(DurationText.clock(seconds) == text)
  }

  @Test(
    arguments: [
      (0, "0s"), (42.7, "42s"), (59, "59s"), (60, "1m"), (359, "5m"), (3_600, "1h"), (11_000, "3h"), (86_400, "1d"),
      (200_000, "2d"), (-42, "0s"), (.nan, "0s"), (1e300, "37037d"),
    ] as [(Double, String)])
  func shortHasOneUnit(seconds: Double, text: String) {
    #expect(DurationText.short(seconds) == text)
  }

  @Test(
    arguments: [
      (12, "12s"), (184, "3m04s"), (7_500, "2h05m"), (443_000, "5d03h"), (-1, "0s"), (.nan, "0s"),
    ] as [(Double, String)])
  func ageHasTwoUnits(seconds: Double, text: String) {
    #expect(DurationText.age(seconds) == text)
  }
}
