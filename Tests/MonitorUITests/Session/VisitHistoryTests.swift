import MonitorCore
import Testing

@testable import MonitorUI

/// The format of what is remembered of visits.
@Suite struct VisitHistoryTests {
  private func id(_ number: Int) throws -> TaskID { try #require(TaskID("TSK-\(number)")) }
  private func at(_ seconds: Int64) -> Timestamp { Timestamp(ticks: seconds * Timestamp.ticksPerSecond) }

  @Test func isReadAsItWasWritten() throws {
    var history = VisitHistory()
    history.record(Visit(newest: at(5), at: at(9)), host: "api.example", task: try id(1))
    history.record(Visit(newest: at(6), at: at(8)), host: "127.0.0.1:8080", task: try id(2))
    #expect(
      history.text == """
        mpt-tail visits 1
        api.example\tTSK-1\t50000000\t90000000
        127.0.0.1:8080\tTSK-2\t60000000\t80000000

        """)
    let again = VisitHistory(text: Array(history.text.utf8))
    #expect(again == history)
    #expect(try again.visits(host: "api.example") == [id(1): Visit(newest: at(5), at: at(9))])
    #expect(try again.visit(host: "api.example", task: id(2)) == nil)
  }

  @Test func whatCannotBeReadIsPassedOver() throws {
    let text = """
      mpt-tail visits 1
      api.example\tTSK-1\t5\t9
      api.example\tTSK-2\tx\t9
      api.example\tTSK-3\t5
      api.example\tTSK-4\t5\t9\t9
      api.example\tno id\t5\t9
      \tTSK-5\t5\t9
      with space\tTSK-6\t5\t9
      api.example\tTSK-7\t99999999999999999999\t9
      api.example\tTSK-8\t-5\t9
      garbage \u{0}
      """
    let history = VisitHistory(text: Array(text.utf8))
    #expect(history.count == 2)
    #expect(try history.visit(host: "api.example", task: id(8))?.newest == Timestamp(ticks: -5))
  }

  @Test func anotherFormatIsAnEmptyBook() {
    for text in ["", "\n", "mpt-tail visits 2\napi\tTSK-1\t5\t9", "{\"json\":1}", "\u{0}\u{1}"] {
      #expect(VisitHistory(text: Array(text.utf8)).count == 0)
    }
    #expect(VisitHistory(text: [0xFF, 0xFE, 0x0A, 0xC3]).count == 0)
  }

  @Test func theOldestGoBeyondTheLimit() throws {
    var history = VisitHistory()
    for number in 0..<1300 {
      history.record(Visit(newest: at(0), at: at(Int64(number))), host: "h", task: try id(number))
    }
    history.shorten()
    #expect(history.count == VisitHistory.limit)
    #expect(try history.visit(host: "h", task: id(1299)) != nil)
    #expect(try history.visit(host: "h", task: id(799)) == nil)
    #expect(VisitHistory(text: Array(history.text.utf8)) == history)
  }

  @Test func anOlderVisitChangesNothing() throws {
    var history = VisitHistory()
    history.record(Visit(newest: at(5), at: at(9)), host: "h", task: try id(1))
    history.record(Visit(newest: at(1), at: at(8)), host: "h", task: try id(1))
    #expect(try history.visit(host: "h", task: id(1))?.at == at(9))
  }

  @Test func theNewestEntryIsNotFromTheFuture() {
    #expect(Visit(newest: at(99), at: at(9)).newest == at(9).advanced(bySeconds: Visit.clockError))
  }
}
