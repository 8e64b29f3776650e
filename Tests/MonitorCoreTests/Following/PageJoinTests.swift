import TestSupport
import Testing

@testable import MonitorCore

@Suite struct PageJoinTests {
  private func joins(
    _ earlier: LogPage, _ page: LogPage, seen: SeenTable = SeenTable(), seam: FollowRules.Seam = .strict
  ) -> Bool {
    PageJoin.page(earlier).isJoined(by: page, seen: seen, seam: seam)
  }

  @Test func anEntryNewerThanTheLastMustStandInBoth() {
    let earlier = LogPage.simulated([9, 8, 7])
    #expect(joins(earlier, .simulated([8, 7, 6])))
    #expect(joins(earlier, .simulated([10, 9, 8])))
    #expect(!joins(earlier, .simulated([7, 6, 5])), "what is as old as the last may have others beside it")
    #expect(!joins(earlier, .simulated([6, 5])))
    #expect(!joins(earlier, .simulated([Int]())))
    #expect(joins(earlier, .simulated([7, 6, 5]), seam: .inclusive))
    #expect(!joins(earlier, .simulated([6, 5]), seam: .inclusive))
    #expect(joins(earlier, .simulated([6, 5]), seam: .none))
  }

  @Test func tiesWithTheLastAreNoSeam() {
    let earlier = LogPage.simulated([("a", 9), ("b", 7), ("c", 7)])
    #expect(!joins(earlier, .simulated([("b", 7), ("c", 7), ("d", 6)])))
    #expect(joins(earlier, .simulated([("a", 9), ("b", 7)])))
  }

  @Test func theLastIsTheLastThatCanBeRead() {
    let earlier = LogPage.simulated([("a", 9), ("b", 7), ("c", nil)])
    #expect(!joins(earlier, .simulated([("b", 7), ("c", nil)])))
    #expect(!joins(earlier, .simulated([("a", nil)])), "the same entry, but no longer in a place")
    #expect(joins(earlier, .simulated([("a", 9)])))
    #expect(joins(.simulated([("a", nil)]), .simulated([("a", nil)])), "nothing says more than the id")
  }

  @Test func belowWhatWasToldAnyOfItAboveTheFloorJoins() {
    var seen = SeenTable()
    for second in 5...9 { _ = seen.deliver(id: "TLR-\(second)".utf8, revision: 3) }
    func joins(_ page: LogPage) -> Bool {
      PageJoin.delivered(from: .simulated(5)).isJoined(by: page, seen: seen, seam: .strict)
    }
    #expect(joins(.simulated([6, 5, 4])))
    #expect(!joins(.simulated([5, 4])), "at the floor there may be others")
    #expect(!joins(.simulated([("never delivered", 6)])))
    #expect(!joins(.simulated([("TLR-6", nil)])))
  }

  @Test func knowsAPageThatBringsNothing() {
    let earlier = LogPage.simulated([9, 8, 7])
    #expect(!LogPage.simulated([9, 8, 7]).bringsMore(than: earlier))
    #expect(!LogPage.simulated([7]).bringsMore(than: earlier))
    #expect(!LogPage.simulated([Int]()).bringsMore(than: earlier))
    #expect(LogPage.simulated([7, 6]).bringsMore(than: earlier))
  }
}
