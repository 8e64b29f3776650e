import Testing

@testable import MarketplaceSimulator

struct LogShelfTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  private func row(_ id: String, _ offset: Double, tie: UInt64 = 0) -> SimulatedLog {
    let at = start.advanced(bySeconds: offset)
    var row = SimulatedLog(id: id, severity: .info, message: id, timestamp: at, created: at, updated: at)
    row.tie = tie
    return row
  }

  @Test func staysInOrderUnderEveryChange() {
    var shelf = LogShelf()
    var generator = SeededGenerator(seed: 8)
    var expected: [String: SimulatedLog] = [:]
    for step in 0..<3000 {
      let id = "TLR-\(generator.next() % 400)"
      // Few timestamps and few ties, so that rows share both.
      let new = row(id, Double(generator.next() % 20), tie: generator.next() % 3)
      if step % 5 == 0 {
        let gone = shelf.remove(id: id, at: start)
        #expect((gone == nil) == (expected.removeValue(forKey: id) == nil))
      } else if var former = expected[id] {
        former.timestamp = new.timestamp
        former.revision += 1
        let isReplaced = shelf.replace(former)
        #expect(isReplaced)
        expected[id] = former
      } else {
        let isInserted = shelf.insert(new)
        #expect(isInserted)
        expected[id] = new
      }
    }
    let order = shelf.rows.map { ($0.timestamp, $0.tie) }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(shelf.rows) == Set(expected.values))
    #expect(expected.keys.allSatisfy { shelf.row($0) == expected[$0] })
  }

  @Test func refusesAnIdTwice() {
    var shelf = LogShelf()
    let first = shelf.insert(row("TLR-1", 0))
    let again = shelf.insert(row("TLR-1", 5))
    #expect(first && !again && shelf.rows.count == 1)
  }

  @Test func findsTheRowsSinceABound() {
    var shelf = LogShelf()
    for offset in 0..<10 { shelf.insert(row("TLR-\(offset)", Double(offset / 2), tie: UInt64(offset))) }
    #expect(shelf.rows(since: start.advanced(bySeconds: 3)).map(\.id) == ["TLR-6", "TLR-7", "TLR-8", "TLR-9"])
    #expect(shelf.rows(since: start.advanced(bySeconds: 9)).isEmpty)
    #expect(shelf.rows(since: nil).count == 10)
  }
}
