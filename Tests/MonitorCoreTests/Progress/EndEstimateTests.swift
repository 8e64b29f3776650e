import MonitorCore
import Testing

@Suite struct EndEstimateTests {
  private static func at(_ seconds: Double) -> Timestamp { Timestamp(ticks: 0).advanced(bySeconds: seconds) }

  private static func estimate(
    _ end: Double, _ low: Double, _ high: Double, _ basis: EndEstimate.Basis = .rate
  ) -> EndEstimate {
    EndEstimate(end: at(end), low: at(low), high: at(high), basis: basis)
  }

  @Test func holdsItsEnd() {
    let estimate = Self.estimate(100, 120, 80)
    #expect(estimate.low == Self.at(100) && estimate.high == Self.at(100))
  }

  @Test func theSlowestChildDecides() {
    let children = [Self.estimate(100, 90, 130), Self.estimate(200, 110, 220, .history), Self.estimate(150, 145, 300)]
    #expect(EndEstimate.latest(of: children) == Self.estimate(200, 145, 300, .history))
    #expect(EndEstimate.latest(of: children.reversed()) == Self.estimate(200, 145, 300, .history))
    #expect(EndEstimate.latest(of: []) == nil)
    let parent = Self.estimate(90, 80, 400)
    #expect(parent.joined(withChildren: children) == Self.estimate(200, 145, 400, .history))
    #expect(parent.joined(withChildren: []) == parent)
  }

  @Test func nothingLiesBeyondTheDeadline() {
    let estimate = Self.estimate(200, 100, 300)
    #expect(estimate.ended(by: Self.at(250)) == Self.estimate(200, 100, 250))
    #expect(estimate.ended(by: Self.at(50)) == Self.estimate(50, 50, 50))
    #expect(estimate.isCutOff(by: Self.at(199)) && !estimate.isCutOff(by: Self.at(200)))
  }

  @Test func thePlatformEndsWhatTakesTooLong() {
    let limits = PlatformLimits()
    #expect(limits.deadline(started: Self.at(100), created: Self.at(0)) == Self.at(7_300))
    #expect(limits.deadline(started: Self.at(86_000), created: Self.at(0)) == Self.at(86_400))
    #expect(limits.deadline(started: nil, created: Self.at(0)) == Self.at(86_400))
    #expect(limits.deadline(started: nil, created: nil) == nil)
    let own = PlatformLimits(maxProcessing: 60, maxLifetime: -1)
    #expect(own.deadline(started: Self.at(10), created: Self.at(0)) == Self.at(70))
    #expect(PlatformLimits(maxProcessing: .nan, maxLifetime: 0) == PlatformLimits())
    // Far from trapping.
    #expect(PlatformLimits(maxProcessing: .infinity).deadline(started: Timestamp(ticks: .max), created: nil) != nil)
  }

  @Test func theNextAttemptComesAfterAsLongAsItTook() {
    func wait(_ spent: Double?) -> [Double] {
      let range = PlatformLimits.nextAttempt(rescheduled: Self.at(0), spent: spent)
      return [range.lowerBound.seconds(since: Self.at(0)), range.upperBound.seconds(since: Self.at(0))]
    }
    #expect(wait(700) == [700, 700] && wait(2) == [300, 300] && wait(9_000) == [1_800, 1_800])
    #expect(wait(nil) == [300, 1_800] && wait(.nan) == [300, 1_800] && wait(-.infinity) == [300, 300])
  }
}
