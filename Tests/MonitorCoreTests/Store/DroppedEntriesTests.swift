import MonitorCore
import TestSupport
import Testing

/// A store that lets its oldest entries go.
@Suite struct DroppedEntriesTests {
  @Test(arguments: 0..<16) func agreesWithTheNaiveStore(seed: UInt64) {
    var world = RandomEntries(seed: seed, ids: [40, 400, 3000][Int(seed % 3)])
    var (store, naive) = (LogStore(), NaiveStore())
    for step in 0..<60 {
      let entries = world.batch(upTo: 14, around: step * 4)
      let (task, now) = (world.number(0..<3), Timestamp(ticks: Int64(step * 4)))
      let changes = store.merge(EntryBatch(entries), of: task, receivedAt: now)
      let expected = naive.merge(entries, of: task, receivedAt: now)
      #expect(changes.added == expected.added.map(Slot.init) && changes.dropped.isEmpty)
      #expect(Set(changes.revised) == Set(expected.revised.map(Slot.init)))
      if world.number(0..<4) == 0 {
        let limit = world.number(0..<60)
        #expect(store.dropOldest(keeping: limit).dropped == naive.dropOldest(keeping: limit))
      }
      #expect(store.order == naive.order && store.count == naive.order.count)
    }
    for (number, row) in naive.rows.enumerated() {
      let slot = Slot(number)
      #expect(store.holds(slot) != row.isDropped)
      #expect((store.slot(of: row.id, task: row.task) == slot) == !row.isDropped)
      guard !row.isDropped else {
        expectNothing(of: slot, in: store)
        continue
      }
      #expect(store.message(of: slot) == row.entry.message && store.parameters(of: slot) == row.entry.parameters)
      #expect(store.extras(of: slot) == row.entry.extras && store.history(of: slot) == row.history)
      #expect(store.id(of: slot) == row.id && store.task(of: slot) == row.task)
    }
    for task in 0..<4 {
      let rows = naive.rows.filter { $0.task == task && !$0.isDropped }
      let counts = store.counts(of: task)
      #expect(counts.total == rows.count && counts.late == rows.count { $0.lateness > 0 })
      #expect(counts.revised == rows.count { !$0.history.isEmpty })
      #expect(counts.invalid == rows.count { $0.entry.isInvalid })
      #expect(store.droppedCount(of: task) == naive.rows.count { $0.task == task && $0.isDropped })
      for severity in Severity.allCases {
        #expect(counts[severity] == rows.count { $0.entry.severity == severity })
      }
    }
  }

  /// Whoever still has the slot may ask for all of it.
  private func expectNothing(of slot: Slot, in store: LogStore) {
    #expect(store.message(of: slot).isEmpty && store.parameters(of: slot).isEmpty && store.extras(of: slot).isEmpty)
    #expect(store.id(of: slot).isEmpty && store.timestampText(of: slot).isEmpty && store.history(of: slot).isEmpty)
    #expect(store.severityText(of: slot).isEmpty && store.entryShape(of: slot).isEmpty)
    #expect(store.progress(of: slot) == nil)
    _ = (store.timestamp(of: slot), store.eta(of: slot), store.lateness(of: slot), store.version(of: slot))
    _ = (store.template(of: slot), store.precedes(slot, slot), store.task(of: slot), store.revision(of: slot))
    var message = FilledMessage()
    store.fill(slot, into: &message)
    #expect(message.text.isEmpty && message.values.isEmpty)
    #expect(!LogFilter().admits(slot, of: store))
    #expect(store.batch(of: [slot]).entries.isEmpty)
  }

  @Test(arguments: 0..<8) func indexesFollow(seed: UInt64) throws {
    var world = RandomEntries(seed: seed, ids: 500)
    var store = LogStore()
    let filters = [
      LogFilter(), LogFilter(level: .atLeast(.warning)), LogFilter(task: 1),
      LogFilter(patterns: [try TextPattern("o[rf] ")]),
      LogFilter(patterns: [try TextPattern(filter: "!plain")]),
      LogFilter(patterns: [TextPattern(value: Array("3".utf8))]),
    ]
    var indexes = filters.map { LogIndex($0) }
    var collapsing = LogIndex()
    for step in 0..<60 {
      var pending: [Changes] = []
      // Now and then several changes are applied at once, after the last of them.
      for _ in 0..<max(1, world.number(-3..<4)) {
        let (entries, now) = (world.batch(upTo: 10, around: step * 3), Timestamp(ticks: Int64(step * 3)))
        pending.append(store.merge(EntryBatch(entries), of: world.number(0..<3), receivedAt: now))
        if world.number(0..<3) == 0 { pending.append(store.dropOldest(keeping: world.number(20..<80))) }
      }
      if step == 20, let slot = store.order.last { collapsing.collapse([store.template(of: slot)], over: store) }
      for changes in pending { collapsing.apply(changes, of: store) }
      var rebuilt = LogIndex()
      rebuilt.collapse(collapsing.collapsed, over: store)
      rebuilt.rebuild(LogFilter(), over: store)
      #expect(collapsing.slots == rebuilt.slots && collapsing.entries == rebuilt.entries)
      #expect(collapsing.slots.map { collapsing.count(of: $0) } == rebuilt.slots.map { rebuilt.count(of: $0) })
      for index in indexes.indices {
        for changes in pending { indexes[index].apply(changes, of: store) }
        #expect(indexes[index].slots == store.order.filter { filters[index].admits($0, of: store) })
      }
    }
  }

  /// Far more entries than are kept, with texts long and short, usual ids and others.
  @Test func givesMemoryBack() {
    var store = LogStore()
    let message = Array(String(repeating: "x", count: 300).utf8)
    var peak = 0
    for step in 0..<60 {
      let entries = (0..<2000).map { number in
        let serial = step * 2000 + number
        let id = number % 3 == 0 ? "other-\(serial)" : "TLR-0000-0000-\(1000 + serial / 9000)-\(1000 + serial % 9000)"
        return TestEntry(id, at: Int64(serial)).with {
          $0.message = Array("Step {{N}} of {{Name}}".utf8)
          $0.parameters = Array(#"{"N":\#(serial),"Name":"\#(String(decoding: message, as: UTF8.self))"}"#.utf8)
          if number == 7 { $0.message = Array(String(repeating: "long", count: 20_000).utf8) }
        }
      }
      _ = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
      _ = store.dropOldest(keeping: 5000)
      peak = max(peak, store.byteCount)
    }
    #expect(store.count == 5000 && store.droppedCount(of: 0) == 115_000)
    // 5 000 entries, and at most two chunks of 4 096 that are not released as a whole, of about 350 bytes each, with the
    // long texts.
    #expect(peak < 12_000_000, "\(peak) bytes")
    _ = store.dropOldest(keeping: 0)
    #expect(store.byteCount < 3_000_000, "\(store.byteCount) bytes")
    // What stands still works.
    let changes = store.merge(EntryBatch([TestEntry("new", at: 1)]), of: 0, receivedAt: Timestamp(ticks: 0))
    #expect(changes.added == [120_000] && store.order == [120_000] && store.message(of: 120_000).isEmpty)
  }

  /// An entry that stays, such as one dated into the future, holds back its own chunk alone.
  @Test func oneThatStaysHoldsNoOthers() {
    var store = LogStore()
    _ = store.merge(EntryBatch([TestEntry("stays", at: .max)]), of: 0, receivedAt: Timestamp(ticks: 0))
    for step in 0..<20 {
      let entries = (0..<4096).map { TestEntry("n\(step)-\($0)", at: Int64(step * 4096 + $0)) }
      _ = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    let before = store.byteCount
    _ = store.dropOldest(keeping: 1)
    #expect(store.order == [0] && store.id(of: 0) == Array("stays".utf8))
    #expect(store.byteCount * 3 < before)
    var index = LogIndex()
    index.rebuild(LogFilter(level: .only(.info)), over: store)
    #expect(index.slots == [0])
  }

  @Test func anEntryThatComesAgainIsNew() {
    var store = LogStore()
    let entry = TestEntry("a", at: 5)
    _ = store.merge(EntryBatch([entry, TestEntry("b", at: 6)]), of: 0, receivedAt: Timestamp(ticks: 0))
    let changes = store.dropOldest(keeping: 1)
    #expect(changes.dropped == [0] && changes.generation == 2 && !changes.isEmpty)
    #expect(store.dropOldest(keeping: 1).isEmpty)
    #expect(store.merge(EntryBatch([entry]), of: 0, receivedAt: Timestamp(ticks: 0)).added == [2])
    #expect(store.order == [2, 1])
  }
}
