import TestSupport
import Testing

@testable import MonitorCore

@Suite struct StandstillTests {
  /// How many pages at an offset, each like the first one, it takes to see that the offset is ignored; at most twenty.
  private func pagesNeeded(firstTotal: Int?, offset: Int = 50, _ page: (Int) -> LogPage) -> Int? {
    var standstill = Standstill()
    standstill.begin(with: .simulated([9, 8, 7], total: firstTotal))
    return (1...20).first { standstill.showsIgnoredOffset(page($0), at: offset, bringsMore: false) }
  }

  @Test func twoPagesThatBringNothingWhereTheTotalStands() {
    #expect(pagesNeeded(firstTotal: 100) { _ in .simulated([9, 8, 7], total: 100) } == 2)
    #expect(pagesNeeded(firstTotal: 100) { _ in .simulated([9, 8, 7], total: 124) } == 2)
  }

  @Test func insertsThatPushedThemDeeperTakeMore() {
    #expect(pagesNeeded(firstTotal: 100) { _ in .simulated([9, 8, 7], total: 125) } == 8)
    #expect(pagesNeeded(firstTotal: nil) { _ in .simulated([9, 8, 7], total: 100) } == 8)
    #expect(pagesNeeded(firstTotal: 100) { _ in .simulated([9, 8, 7]) } == 8)
    #expect(pagesNeeded(firstTotal: -1) { _ in .simulated([9, 8, 7], total: 0) } == 8)
  }

  @Test func anAnswerThatSaysSoIsEnough() {
    #expect(pagesNeeded(firstTotal: nil) { _ in .simulated([9, 8, 7], offset: 0) } == 1)
    #expect(pagesNeeded(firstTotal: nil) { _ in .simulated([9, 8, 7], offset: 50) } == 8)
  }

  @Test func withoutTheFirstEntryItIsNoStandstill() {
    #expect(pagesNeeded(firstTotal: 100) { _ in .simulated([8, 7, 6], offset: 0, total: 100) } == nil)
    #expect(pagesNeeded(firstTotal: 100, offset: 0) { _ in .simulated([9, 8, 7], total: 100) } == nil)
  }

  @Test func aPageThatBringsMoreBeginsAnew() {
    var standstill = Standstill()
    let page = LogPage.simulated([9, 8, 7], total: 100)
    standstill.begin(with: page)
    let shown = [false, true, false, false].map {
      standstill.showsIgnoredOffset(page, at: 50, bringsMore: $0)
    }
    #expect(shown == [false, false, false, true])
  }
}
