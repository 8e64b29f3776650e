import MonitorCore
import TestSupport
import Testing

@Suite struct LogIndexTests {
  private static func filters() throws -> [LogFilter] {
    [
      LogFilter(), LogFilter(level: .atLeast(.warning)), LogFilter(level: .only(.error)), LogFilter(task: 1),
      LogFilter(level: .atLeast(.info), task: 2, patterns: [try TextPattern("step")]),
      LogFilter(patterns: [try TextPattern(filter: "!plain")]), LogFilter(patterns: [try TextPattern("o[rf] ")]),
    ]
  }

  @Test(arguments: 0..<8) func applyingIsRebuilding(seed: UInt64) throws {
    var world = RandomEntries(seed: seed, ids: [40, 500][Int(seed % 2)])
    var store = LogStore()
    var indexes = try Self.filters().map { LogIndex($0, tracksErrors: true) }
    for step in 0..<60 {
      var pending: [Changes] = []
      // Now and then several merges are applied at once, after the last of them.
      for _ in 0..<max(1, world.number(-3..<4)) {
        let entries = world.batch(upTo: 10, around: step * 3)
        let now = Timestamp(ticks: Int64(step * 3))
        pending.append(store.merge(EntryBatch(entries), of: world.number(0..<3), receivedAt: now))
      }
      for index in indexes.indices {
        for changes in pending { indexes[index].apply(changes, of: store) }
        let filter = indexes[index].filter
        if step % 20 == 19 { #expect(indexes[index].slots == store.order.filter { filter.admits($0, of: store) }) }
        var rebuilt = LogIndex()
        rebuilt.rebuild(filter, over: store)
        #expect(rebuilt.slots == indexes[index].slots)
        #expect(indexes[index].errors == rebuilt.slots.filter { store.severity(of: $0) >= .error })
      }
    }
  }

  @Test func saysWhetherRowsHoldSomeEntries() {
    var store = LogStore()
    _ = store.merge(
      EntryBatch(
        (0..<100).map { number in
          TestEntry("n\(number)", at: Int64(number)).with { $0.severity = number % 30 == 29 ? .error : .info }
        }), of: 0, receivedAt: Timestamp(ticks: 0))
    var index = LogIndex(LogFilter(), tracksErrors: true)
    index.rebuild(LogFilter(), over: store)
    let held = (0..<10).map { index.rows($0 * 10..<($0 + 1) * 10, holdAnyOf: index.errors, in: store) }
    #expect(held == [false, false, true, false, false, true, false, false, true, false])
    #expect(!index.rows(5..<5, holdAnyOf: index.errors, in: store))
    #expect(!index.rows(100..<200, holdAnyOf: index.errors, in: store))
  }

  @Test func findsPlaces() {
    var store = LogStore()
    let entries = (0..<20).map { number in
      TestEntry("n\(number)", at: Int64(number * 10)).with { $0.severity = number % 5 == 0 ? .error : .info }
    }
    let changes = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    var index = LogIndex(LogFilter(level: .only(.info)))
    index.apply(changes, of: store)
    #expect(index.count == 16)
    #expect(index.position(of: 0, in: store) == 0)
    #expect(index.position(of: 5, in: store) == 4)
    #expect(index.position(of: 19, in: store) == 15)
    #expect(index.position(of: Timestamp(ticks: 50), in: store) == 4)
    #expect(index.position(of: Timestamp(ticks: .max), in: store) == 16)
    #expect(index.position(of: Timestamp(ticks: .min), in: store) == 0)
  }

  @Test func findsTheNextAndThePrevious() throws {
    var store = LogStore()
    let severities: [Severity] = [.info, .error, .unknown, .warning, .failure, .info]
    let entries = severities.enumerated().map { number, severity in
      TestEntry("n\(number)", at: Int64(number)).with {
        $0.severity = severity
        $0.message = Array("message \(number % 2)".utf8)
      }
    }
    var index = LogIndex()
    index.apply(store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0)), of: store)
    #expect(index.next(after: -1, atLeast: .error, in: store) == 1)
    #expect(index.next(after: 1, atLeast: .error, in: store) == 4)
    #expect(index.next(after: 4, atLeast: .error, in: store) == nil)
    #expect(index.next(after: 1, atLeast: .warning, in: store) == 3)
    #expect(index.previous(before: 6, atLeast: .error, in: store) == 4)
    #expect(index.previous(before: 1, atLeast: .debug, in: store) == 0)
    #expect(index.previous(before: 0, atLeast: .debug, in: store) == nil)
    #expect(index.next(after: .max, atLeast: .debug, in: store) == nil)
    #expect(index.next(after: .min, atLeast: .debug, in: store) == 0)
    #expect(index.previous(before: .min, atLeast: .debug, in: store) == nil)
    #expect(index.previous(before: .max, atLeast: .debug, in: store) == 5)
    let odd = try TextPattern("message 1")
    #expect(try index.nearest(to: 1, backwards: false, matching: odd, in: store) == 3)
    #expect(try index.nearest(to: 1, backwards: true, matching: odd, in: store) == nil)
    #expect(try index.nearest(to: 6, backwards: true, matching: odd, in: store) == 5)
  }

  @Test func beginsAnewWithAnotherFilter() {
    var store = LogStore()
    let entries = Severity.allCases.map { severity in
      TestEntry(severity.word).with { $0.severity = severity }
    }
    _ = store.merge(EntryBatch(entries), of: 7, receivedAt: Timestamp(ticks: 0))
    var index = LogIndex()
    func words(_ level: LogFilter.Level) -> Set<String> {
      index.rebuild(LogFilter(level: level), over: store)
      return Set(index.slots.map { String(decoding: store.id(of: $0), as: UTF8.self) })
    }
    #expect(words(.all).count == 6)
    #expect(words(.atLeast(.error)) == ["Error", "Failure", "Unknown"])
    #expect(words(.only(.unknown)) == ["Unknown"])
    index.rebuild(LogFilter(task: 8), over: store)
    #expect(index.slots.isEmpty)
    index.rebuild(LogFilter(task: 70_000), over: store)
    #expect(index.slots.isEmpty)
  }
}
