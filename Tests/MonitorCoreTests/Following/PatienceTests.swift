import Testing

@testable import MonitorCore

@Suite struct PatienceTests {
  /// When the tries are, in seconds, of a source that always fails; each would wait for `wait` seconds.
  private func tries(
    _ patience: Patience, wait: Double, retryAfter: Double? = nil, most: Int = 1000
  ) -> (moments: [Double], gaveUp: Bool) {
    var patience = patience
    var (now, moments) = (Duration.zero, [Double]())
    while moments.count < most {
      moments.append(now.seconds)
      switch patience.recordFailure(
        now: now, wait: .seconds(max(wait, retryAfter ?? 0)), retryAfter: retryAfter.map(Duration.seconds))
      {
      case .giveUp: return (moments, true)
      case .retry(let moment): now = moment
      }
    }
    return (moments, false)
  }

  @Test func withoutALimitItLastsForEver() {
    #expect(!tries(Patience(giveUp: nil), wait: 300).gaveUp)
  }

  @Test func theLastTryIsAtTheLimit() {
    let (moments, gaveUp) = tries(Patience(giveUp: .seconds(300)), wait: 70)
    #expect(gaveUp && moments == [0, 70, 140, 210, 280, 300])
  }

  @Test func thereAreAtLeastThreeTries() {
    #expect(tries(Patience(giveUp: .seconds(1)), wait: 70).moments == [0, 1, 71])
    #expect(tries(Patience(giveUp: .zero), wait: 70).moments == [0, 70, 140])
  }

  @Test func whatTheServerAskedForIsKeptTo() {
    #expect(tries(Patience(giveUp: .seconds(100)), wait: 1, retryAfter: 70).moments == [0, 70, 140])
  }

  @Test func aGoodAnswerBeginsAnew() {
    var patience = Patience(giveUp: .seconds(100))
    for second in [0, 50, 99] { _ = patience.recordFailure(now: .seconds(second), wait: .seconds(1), retryAfter: nil) }
    patience.recordAnswer(now: .seconds(99))
    for second in [100, 150, 199] {
      let verdict = patience.recordFailure(now: .seconds(second), wait: .seconds(1), retryAfter: nil)
      #expect(verdict == .retry(at: .seconds(second + 1)))
    }
    #expect(patience.recordFailure(now: .seconds(200), wait: .seconds(1), retryAfter: nil) == .giveUp)
  }

  @Test func sleepDoesNotCount() {
    var patience = Patience(giveUp: .seconds(100))
    for second in [0, 50, 90] { _ = patience.recordFailure(now: .seconds(second), wait: .seconds(1), retryAfter: nil) }
    patience.recordSleep(.seconds(3600))
    #expect(
      patience.recordFailure(now: .seconds(3692), wait: .seconds(60), retryAfter: nil) == .retry(at: .seconds(3700)))
    #expect(patience.recordFailure(now: .seconds(3700), wait: .seconds(60), retryAfter: nil) == .giveUp)
  }

  @Test func oneShotLastsThirtySecondsWithoutAnAnswer() {
    let (moments, gaveUp) = tries(Patience(oneShotFrom: .zero), wait: 7)
    #expect(gaveUp && moments == [0, 7, 14, 21, 28, 30])
    var patience = Patience(oneShotFrom: .zero)
    patience.recordAnswer(now: .seconds(25))
    #expect(patience.recordFailure(now: .seconds(50), wait: .seconds(9), retryAfter: nil) == .retry(at: .seconds(55)))
  }

  @Test func oneShotDoesNotWaitForWhatIsTooFarAway() {
    #expect(tries(Patience(oneShotFrom: .zero), wait: 1, retryAfter: 31).moments == [0])
    #expect(tries(Patience(oneShotFrom: .zero), wait: 1, retryAfter: 20).moments == [0, 20])
  }

  @Test func oneTryThatSleptThroughItIsFollowedByAnother() {
    var patience = Patience(oneShotFrom: .zero)
    #expect(
      patience.recordFailure(now: .seconds(3600), wait: .seconds(1), retryAfter: nil) == .retry(at: .seconds(3601)))
    #expect(patience.recordFailure(now: .seconds(3601), wait: .seconds(1), retryAfter: nil) == .giveUp)
  }
}
