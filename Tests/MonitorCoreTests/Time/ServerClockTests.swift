import MonitorCore
import Testing

@Suite struct ServerClockTests {
  private let epoch = Timestamp(ticks: 1_757_598_727 * Timestamp.ticksPerSecond)

  /// A server whose clock shows `epoch` when the caller's is at `offset` seconds, asked once a `pace`, its `Date` cut to
  /// whole seconds.
  private func clock(
    offset: Double = 0, answers: Int, pace: Double = 0.7, latency: ClosedRange<Double> = 0.01...0.2
  ) -> (clock: ServerClock, at: Double) {
    var clock = ServerClock()
    var random = SplitMix64(seed: 7)
    var at = 0.0
    for _ in 0..<answers {
      let asked = at
      let took = Double.random(in: latency, using: &random)
      let answered = asked + took
      let made = asked + took * Double.random(in: 0...1, using: &random)
      clock.record(date(of: made - offset), asked: .seconds(asked), answered: .seconds(answered))
      at = answered + pace
    }
    return (clock, at)
  }

  private func date(of seconds: Double) -> Timestamp { epoch.advanced(bySeconds: seconds.rounded(.down)) }

  @Test func knowsNothingBeforeTheFirstAnswer() {
    #expect(ServerClock().now(at: .seconds(5)) == nil)
  }

  @Test(arguments: [-7_200.0, 0, 7_200.3, 40_000_000], [1, 2, 20, 400])
  func isAtMostASecondOffAndNarrowsDown(offset: Double, answers: Int) throws {
    let (clock, at) = clock(offset: offset, answers: answers)
    let error = try #require(clock.now(at: .seconds(at))).seconds(since: epoch.advanced(bySeconds: at - offset))
    #expect(abs(error) <= (answers > 100 ? 0.2 : 1))
  }

  /// What was written before the caller asked is never taken for later.
  @Test(arguments: [-7_200.0, 0, 7_200.3], [1, 2, 20, 400])
  func theLatestIsNeverBeforeTheServersTime(offset: Double, answers: Int) throws {
    for start in stride(from: 0, to: 1, by: 0.1) {
      let (clock, at) = clock(offset: offset + start, answers: answers)
      let late = try #require(clock.latest(at: .seconds(at))).seconds(
        since: epoch.advanced(bySeconds: at - offset - start))
      #expect(late > -0.000_01 && late <= 1.2)
    }
    #expect(ServerClock().latest(at: .seconds(5)) == nil)
  }

  @Test func goesOnBetweenAnswers() throws {
    let (clock, at) = clock(answers: 3)
    let first = try #require(clock.now(at: .seconds(at)))
    #expect(try #require(clock.now(at: .seconds(at + 600))).seconds(since: first) == 600)
  }

  /// A slow answer says little, and nothing that is wrong.
  @Test func slowAnswersDoNotMoveIt() throws {
    var (clock, at) = clock(answers: 200)
    let before = clock
    clock.record(date(of: at + 1), asked: .seconds(at), answered: .seconds(at + 30))
    #expect(clock == before)
    at += 30
  }

  @Test func followsAClockThatWasSet() throws {
    for jump in [-3_600.0, 3_600, -5, 5] {
      var (clock, at) = clock(answers: 50)
      clock.record(date(of: at + jump), asked: .seconds(at), answered: .seconds(at + 0.1))
      let error = try #require(clock.now(at: .seconds(at))).seconds(since: epoch.advanced(bySeconds: at + jump))
      #expect(abs(error) <= 1.1)
    }
  }

  /// Behind one address are servers whose clocks differ a little: the time does not jump to and fro.
  @Test func doesNotFollowASmallDisagreement() {
    var (clock, at) = clock(answers: 200)
    let before = clock.now(at: .seconds(at))
    clock.record(date(of: at - 1.5), asked: .seconds(at), answered: .seconds(at + 0.1))
    clock.record(date(of: at + 2.2), asked: .seconds(at), answered: .seconds(at + 0.1))
    #expect(clock.now(at: .seconds(at)) == before)
    at += 1
  }

  @Test func extremesDoNotTrap() {
    var clock = ServerClock()
    for ticks in [Int64.min, .max, 0] {
      for moment in [Duration.zero, .seconds(Int64.max), .seconds(Int64.min)] {
        clock.record(Timestamp(ticks: ticks), asked: moment, answered: moment)
        _ = clock.now(at: moment)
      }
    }
  }
}
