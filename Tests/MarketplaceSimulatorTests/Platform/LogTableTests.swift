import Testing

@testable import MarketplaceSimulator

struct LogTableTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  private func row(_ id: String, _ offset: Double, tie: UInt64 = 0) -> SimulatedLog {
    let at = start.advanced(bySeconds: offset)
    var row = SimulatedLog(id: id, severity: .info, message: id, timestamp: at, created: at, updated: at)
    row.tie = tie
    return row
  }

  @Test func staysInOrderUnderEveryChange() {
    var logs = LogTable()
    var generator = SeededGenerator(seed: 8)
    var expected: [String: SimulatedLog] = [:]
    for step in 0..<3000 {
      let id = "TLR-\(generator.next() % 400)"
      // Few timestamps and few ties, so that rows share both.
      let new = row(id, Double(generator.next() % 20), tie: generator.next() % 3)
      if step % 5 == 0 {
        let gone = logs.remove(id: id, at: start)
        #expect((gone == nil) == (expected.removeValue(forKey: id) == nil))
      } else if var former = expected[id] {
        former.timestamp = new.timestamp
        former.revision += 1
        let isReplaced = logs.replace(former)
        #expect(isReplaced)
        expected[id] = former
      } else {
        let isInserted = logs.insert(new)
        #expect(isInserted)
        expected[id] = new
      }
    }
    let order = logs.rows.map { ($0.timestamp, $0.tie) }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(logs.rows) == Set(expected.values))
    #expect(expected.keys.allSatisfy { logs.row($0) == expected[$0] })
  }

  @Test func refusesAnIdTwice() {
    var logs = LogTable()
    let first = logs.insert(row("TLR-1", 0))
    let again = logs.insert(row("TLR-1", 5))
    #expect(first && !again && logs.rows.count == 1)
  }

  @Test func findsTheRowsSinceABound() {
    var logs = LogTable()
    for offset in 0..<10 { logs.insert(row("TLR-\(offset)", Double(offset / 2), tie: UInt64(offset))) }
    #expect(logs.rows(since: start.advanced(bySeconds: 3)).map(\.id) == ["TLR-6", "TLR-7", "TLR-8", "TLR-9"])
    #expect(logs.rows(since: start.advanced(bySeconds: 9)).isEmpty)
    #expect(logs.rows(since: nil).count == 10)
  }
}
