import Glibc
import Testing

@testable import MonitorTerminal

@Suite struct SecondHandTests {
  @Test(arguments: [(0, 1002), (1_000_000, 1001), (999_000_000, 3), (999_999_999, 3), (-5, 1002), (2_000_000_000, 3)])
  func restsUntilJustAfterTheSecond(nanoseconds: Int, rest: Int32) {
    #expect(SecondHand.rest(of: timespec(tv_sec: 7, tv_nsec: nanoseconds)) == rest)
  }

  @Test func movesOnceASecondWhicheverWayTheClockGoes() {
    var hand = SecondHand()
    let moved = [7, 7, 8, 8, 20, 3, 3].map { hand.hasMoved(timespec(tv_sec: $0, tv_nsec: 0)) }
    #expect(moved == [false, false, true, false, true, true, false])
  }
}
