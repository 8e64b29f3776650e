import Testing

@testable import mpt_tail

@Suite struct RunningTimeTests {
  /// Passes a minute while the clock goes ahead by so much at the moments when somebody sleeps; says how long was slept for.
  private func slept(
    _ stops: [Int: Duration], cancelledAfter limit: Int = .max
  ) async -> (isOver: Bool, slept: Duration) {
    var (clock, slept, sleeps) = (Duration.zero, Duration.zero, 0)
    func sleep(_ duration: Duration) async throws {
      if sleeps == limit { throw CancellationError() }
      slept += duration
      clock += duration + (stops[sleeps] ?? .zero)
      sleeps += 1
    }
    let isOver = await RunningTime.pass(.seconds(60), now: { clock }, sleep: sleep)
    return (isOver, slept)
  }

  @Test func aMinuteIsAMinute() async {
    #expect(await slept([:]) == (true, .seconds(60)))
    #expect(await RunningTime.pass(.zero))
  }

  /// An hour in which the program was stopped counts as no more than what may be due to a busy machine.
  @Test func timeInWhichNothingRanDoesNotCount() async {
    for stops in [[0: Duration.seconds(3_600)], [4: .seconds(40)], [0: .seconds(10), 1: .seconds(10)]] {
      let (isOver, slept) = await slept(stops)
      #expect(isOver && slept >= .seconds(60 - stops.count) && slept <= .seconds(60))
    }
  }

  @Test func cancellingEndsTheWait() async {
    #expect(await slept([:], cancelledAfter: 3) == (false, .seconds(3)))
  }
}
