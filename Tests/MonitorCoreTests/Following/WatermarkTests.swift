import TestSupport
import Testing

@testable import MonitorCore

@Suite struct WatermarkTests {
  private func watermark() -> Watermark { Watermark(lookBack: 60, clockSlack: 120) }

  private func commit(_ watermark: inout Watermark, _ top: Double?, began: Int, ended: Int? = nil) {
    watermark.commit(top.map { .simulated($0) }, began: .seconds(began), ended: .seconds(ended ?? began))
  }

  @Test func isTheLookBackBeforeTheNewest() {
    var watermark = watermark()
    #expect(watermark.bound == nil && watermark.leavesToPoll(.simulated(-1e6)))
    commit(&watermark, 1000, began: 0)
    #expect(watermark.bound == .simulated(940))
    #expect(watermark.leavesToPoll(.simulated(940)) && !watermark.leavesToPoll(.simulated(939)))
    commit(&watermark, 990, began: 1)
    commit(&watermark, nil, began: 2)
    #expect(watermark.bound == .simulated(940))
    commit(&watermark, 1001, began: 3)
    #expect(watermark.bound == .simulated(941))
  }

  @Test func movesOnInQuietButForTheSlack() {
    var watermark = watermark()
    commit(&watermark, 1000, began: 0, ended: 10)
    commit(&watermark, 1000, began: 130)
    #expect(watermark.bound == .simulated(940) && !watermark.isIdle)
    commit(&watermark, 1000, began: 190)
    #expect(watermark.bound == .simulated(1000) && !watermark.isIdle)
    commit(&watermark, 1000, began: 191)
    #expect(watermark.bound == .simulated(1001) && watermark.isIdle)
    commit(&watermark, 1150, began: 192)
    #expect(watermark.bound == .simulated(1090) && !watermark.isIdle)
  }

  @Test func keysetPagingGoesByThePassBefore() {
    var watermark = watermark()
    commit(&watermark, 1000, began: 0)
    #expect(watermark.keysetBound == nil)
    commit(&watermark, 1001.0007, began: 1)
    #expect(watermark.keysetBound == .simulated(940))
    commit(&watermark, 1002, began: 2)
    #expect(watermark.bound == .simulated(942))
    #expect(watermark.keysetBound == .simulated(941))
  }

  @Test(arguments: [(0, 0), (9_999, 0), (10_000, 10_000), (-1, -10_000), (-10_000, -10_000)])
  func millisecondsAreRoundedDown(ticks: Int64, floored: Int64) {
    #expect(Timestamp(ticks: ticks).flooredToMilliseconds == Timestamp(ticks: floored))
  }
}
