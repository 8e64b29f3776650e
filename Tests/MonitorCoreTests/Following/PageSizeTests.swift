import Testing

@testable import MonitorCore

@Suite struct PageSizeTests {
  private func limits(_ size: inout PageSize, goodPages: Int) -> [Int] {
    (0..<goodPages).map { _ in
      size.recordGoodPage()
      return size.limit
    }
  }

  @Test func fiveGoodPagesDoubleIt() {
    var size = PageSize(rules: FollowRules())
    #expect(size.limit == 100 && size.ceiling == 1000)
    size.reduce(to: 25)
    #expect(limits(&size, goodPages: 11) == [25, 25, 25, 25, 50, 50, 50, 50, 50, 100, 100])
  }

  @Test func whatFailsAgainSoonIsTriedLessAndLessOften() {
    var size = PageSize(rules: FollowRules())
    size.reduce(to: 25)
    _ = limits(&size, goodPages: 5)
    size.reduce(to: 25)
    #expect(limits(&size, goodPages: 10) == [25, 25, 25, 25, 25, 25, 25, 25, 25, 50])
    for _ in 0..<20 {
      size.reduce(to: 25)
      _ = limits(&size, goodPages: 640)
      #expect(size.limit > 25)
    }
  }

  @Test func itIsNeverLessThanOne() {
    var size = PageSize(rules: FollowRules())
    for limit in [3, 1, 0, -5] { size.reduce(to: limit) }
    #expect(size.limit == 1)
    size.restore(to: 100)
    #expect(size.limit == 100 && size.ceiling == 1000)
  }
}
