import MonitorCore
import TestSupport
import Testing

/// Batches far larger than a page of the platform, whose order only the ids decide.
@Suite struct LargeBatchTests {
  private static func entries(_ count: Int, seed: UInt64, revision: Int32 = 1) -> [TestEntry] {
    var random = SplitMix64(seed: seed)
    return (0..<count).shuffled(using: &random).map { number in
      let id = number % 2 == 0 ? "TLR-0000-0000-\(1000 + number / 9000)-\(1000 + number % 9000)" : "other-\(number)"
      return TestEntry(id, at: 7).with {
        $0.revision = revision
        $0.severity = number % 3 == 0 ? .error : .info
        $0.message = Array("Step {{N}}".utf8)
        $0.parameters = Array(#"{"N":\#(number)}"#.utf8)
      }
    }
  }

  @Test func entriesOfOneTimestampAreOrderedByID() throws {
    let entries = Self.entries(20_000, seed: 1)
    var (store, portions) = (LogStore(), LogStore())
    var indexes = [LogIndex(), LogIndex(LogFilter(level: .only(.error)))]
    let changes = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    for index in indexes.indices { indexes[index].apply(changes, of: store) }
    for start in stride(from: 0, to: entries.count, by: 2000) {
      let portion = Array(entries[start..<start + 2000])
      _ = portions.merge(EntryBatch(portion), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    #expect(store.order == portions.order)
    let ids = store.order.map { store.id(of: $0) }
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(
      indexes[0].slots == store.order && indexes[1].slots == store.order.filter { store.severity(of: $0) == .error })
  }

  /// Each of them leaves a pane, or moves, or joins a row: one pass for all, not one for each.
  @Test func revisionsOfAllEntriesAreOnePass() throws {
    var store = LogStore()
    _ = store.merge(EntryBatch(Self.entries(20_000, seed: 2)), of: 0, receivedAt: Timestamp(ticks: 0))
    var (errors, collapsed) = (LogIndex(), LogIndex())
    errors.rebuild(LogFilter(level: .only(.error)), over: store)
    collapsed.collapse([store.template(of: 0)], over: store)
    collapsed.rebuild(LogFilter(), over: store)
    let calm = Self.entries(20_000, seed: 3, revision: 2).map { entry in entry.with { $0.severity = .info } }
    let changes = store.merge(EntryBatch(calm), of: 0, receivedAt: Timestamp(ticks: 0))
    #expect(changes.revised.count == 20_000)
    errors.apply(changes, of: store)
    collapsed.apply(changes, of: store)
    #expect(errors.slots.isEmpty && collapsed.count == 1 && collapsed.entries == store.order)
    let late = (0..<20_000).map { number in
      TestEntry("late-\(number)", at: 3).with { $0.message = Array("Step {{N}}".utf8) }
    }
    collapsed.apply(store.merge(EntryBatch(late), of: 0, receivedAt: Timestamp(ticks: 0)), of: store)
    #expect(collapsed.count == 1 && collapsed.count(of: collapsed.slots[0]) == 40_000)
  }
}
