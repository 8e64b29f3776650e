import Foundation
import MonitorCore
import Testing

@Suite struct LocalZoneTests {
  @Test(arguments: [0, 17_575_980_135_150_000, 17_410_000_000_000_000, -9_000_000_000_000_000])
  func agreesWithFoundation(ticks: Int64) {
    let date = Date(timeIntervalSince1970: Double(ticks / Timestamp.ticksPerSecond))
    #expect(LocalZone.offset(at: Timestamp(ticks: ticks)) == TimeZone.current.secondsFromGMT(for: date))
  }

  @Test(arguments: [Int64.min, Int64.max])
  func anyTicks(ticks: Int64) {
    #expect(abs(LocalZone.offset(at: Timestamp(ticks: ticks))) < 200_000)
  }
}
