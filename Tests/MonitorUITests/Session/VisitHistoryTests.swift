import MonitorCore
import Testing

@testable import MonitorUI

/// The file in which visits once were.
@Suite struct VisitHistoryTests {
  private func id(_ number: Int) throws -> TaskID { try #require(TaskID("TSK-\(number)")) }

  private func visits(_ text: String) -> [String: [TaskID: Visit]] { VisitHistory(text: Array(text.utf8)).visits }

  @Test func visitsAreReadByHost() throws {
    let visits = visits("mpt-tail visits 1\napi.example\tTSK-1\t5\t9\n127.0.0.1:8080\tTSK-2\t6\t8\n")
    let first = Visit(newest: Timestamp(ticks: 5), at: Timestamp(ticks: 9))
    #expect(visits.keys.sorted() == ["127.0.0.1:8080", "api.example"])
    #expect(try visits["api.example"] == [id(1): first])
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
    #expect(visits(text).keys.sorted() == ["api.example"])
    #expect(try visits(text)["api.example"]?[id(8)]?.newest == Timestamp(ticks: -5))
    #expect(visits(text)["api.example"]?.count == 2)
  }

  @Test func anotherFormatIsAnEmptyBook() {
    for text in ["", "\n", "mpt-tail visits 2\napi\tTSK-1\t5\t9", "{\"json\":1}", "\u{0}\u{1}"] {
      #expect(visits(text).isEmpty)
    }
    #expect(VisitHistory(text: [0xFF, 0xFE, 0x0A, 0xC3]).visits.isEmpty)
  }

  @Test func ofSeveralVisitsTheLatestCounts() throws {
    let visits = visits("mpt-tail visits 1\nh\tTSK-1\t5\t9\nh\tTSK-1\t1\t8\n")
    #expect(try visits["h"]?[id(1)]?.at == Timestamp(ticks: 9))
  }

  @Test func theNewestEntryIsNotFromTheFuture() {
    let at = Timestamp(ticks: 9)
    let newest = Visit(newest: Timestamp(ticks: 99_000_000_000), at: at).newest
    #expect(newest == at.advanced(bySeconds: Visit.clockError))
  }
}
