import TestSupport
import Testing

@testable import MonitorCore

@Suite struct PageEndTests {
  private func query(offset: Int = 0) -> LogQuery { LogQuery(task: .simulated, offset: offset, limit: 10) }

  private func verdict(_ page: LogPage, offset: Int = 0) -> PageEnd.Verdict {
    var end = PageEnd()
    return end.verdict(on: page, query: query(offset: offset))
  }

  @Test func aPageShorterThanTheLimitIsTheLast() {
    #expect(verdict(.simulated(0..<10)) == .more)
    #expect(verdict(.simulated(0..<9, limit: 10)) == .end)
    #expect(verdict(.simulated(0..<5, limit: 5)) == .more, "the server gives fewer than were asked for")
    #expect(verdict(.simulated(0..<4, limit: 5)) == .end)
    #expect(verdict(.simulated(0..<9, limit: 1000)) == .end)
    #expect(verdict(.simulated(0..<0, limit: 10, total: 99)) == .end, "nothing is the end, whatever is said")
  }

  @Test func aTotalBeyondItIsLookedAtOnce() {
    var end = PageEnd()
    let page = LogPage.simulated(0..<4, limit: 10, total: 7)
    #expect(verdict(.simulated(0..<4, limit: 10, total: 24), offset: 20) == .end)
    let before = end.verdict(on: page, query: query())
    end.foundNothing(after: page, query: query())
    let after = end.verdict(on: page, query: query())
    let grown = end.verdict(on: .simulated(0..<4, limit: 10, total: 8), query: query())
    #expect([before, after, grown] == [.doubtful, .end, .doubtful])
  }

  @Test func withoutALimitTheLargestPageIsOne() {
    var end = PageEnd()
    let verdicts = [5, 5, 4, 6, 5].map { end.verdict(on: .simulated(0..<$0), query: query()) }
    #expect(verdicts == [.doubtful, .doubtful, .end, .doubtful, .end])
  }

  @Test(arguments: [Int.min, -1, 0, Int.max]) func noNumberTraps(number: Int) {
    let page = LogPage.simulated(0..<4, limit: number, total: number)
    for offset in [0, Int.max - 1, Int.max] {
      var end = PageEnd()
      let verdict = end.verdict(on: page, query: query(offset: offset))
      end.foundNothing(after: page, query: query(offset: offset))
      #expect(verdict != .more)
    }
  }
}
