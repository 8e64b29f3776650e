import MonitorCore
import Testing

/// Entries of hidden tasks are admitted by no way of filtering.
@Suite struct HiddenTasksTests {
  private func store() -> LogStore {
    var store = LogStore()
    for task in 0..<3 {
      var batch = EntryBatch()
      for number in 0..<4 {
        var log = LogEntry(id: batch.append("TLR-\(number)".utf8))
        log.timestamp = Timestamp(ticks: Int64(number * 10 + task))
        log.severity = number == 3 ? .error : .info
        batch.entries.append(log)
      }
      _ = store.merge(batch, of: task, receivedAt: Timestamp(ticks: 0))
    }
    return store
  }

  @Test(arguments: [LogFilter.Level.all, .atLeast(.error), .only(.info)])
  func rebuildingAndAskingAgree(level: LogFilter.Level) {
    let store = store()
    var filter = LogFilter(level: level)
    filter.hidden = [0, 2, 77]
    var index = LogIndex()
    index.rebuild(filter, over: store)
    #expect(!index.slots.isEmpty)
    #expect(index.slots.allSatisfy { store.task(of: $0) == 1 })
    #expect(index.slots == store.order.filter { filter.admits($0, of: store) })
  }

  @Test func whatArrivesOfThemStaysOut() {
    var store = store()
    var filter = LogFilter()
    filter.hidden = [0]
    var index = LogIndex()
    index.rebuild(filter, over: store)
    var batch = EntryBatch()
    var log = LogEntry(id: batch.append("TLR-9".utf8))
    log.timestamp = Timestamp(ticks: 99)
    batch.entries.append(log)
    for task in 0..<2 {
      let changes = store.merge(batch, of: task, receivedAt: Timestamp(ticks: 0))
      index.apply(changes, of: store)
    }
    #expect(index.count == 9)
    #expect(index.slots == store.order.filter { filter.admits($0, of: store) })
  }
}
