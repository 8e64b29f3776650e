import MonitorCore
import TestSupport
import Testing

/// Rows of collapsed templates, compared with what a plain reading of the rule gives.
@Suite struct CollapsedRowsTests {
  private struct Kind: Hashable {
    var template: [UInt8]
    var task: Int
    var severity: Severity
  }

  /// The rows and how many entries each stands for, said as plainly as possible.
  private func expected(
    _ entries: [Slot], _ templates: Set<Int>, sparing: LogFilter?, of store: LogStore
  ) -> (rows: [Slot], counts: [Int]) {
    var members: [Kind: [Slot]] = [:]
    func isGrouped(_ slot: Slot) -> Bool {
      templates.contains(store.template(of: slot)) && sparing?.admits(slot, of: store) != true
    }
    func kind(_ slot: Slot) -> Kind {
      Kind(template: store.message(of: slot), task: store.task(of: slot), severity: store.severity(of: slot))
    }
    for slot in entries where isGrouped(slot) { members[kind(slot), default: []].append(slot) }
    let rows = entries.filter { !isGrouped($0) || members[kind($0)]?.last == $0 }
    return (rows, rows.map { isGrouped($0) ? members[kind($0)]?.count ?? 0 : 1 })
  }

  @Test(arguments: 0..<8) func applyingIsReadingTheRule(seed: UInt64) throws {
    var world = RandomEntries(seed: seed, ids: [40, 500][Int(seed % 2)])
    var store = LogStore()
    let filters = [LogFilter(), LogFilter(level: .atLeast(.info)), LogFilter(task: 1)]
    let spared = seed % 3 == 2 ? LogFilter(patterns: [try TextPattern("o[rf] ")]) : nil
    var indexes = filters.map { LogIndex($0) }
    for step in 0..<25 {
      var pending: [Changes] = []
      for _ in 0..<max(1, world.number(-3..<4)) {
        let entries = world.batch(upTo: 10, around: step * 3)
        pending.append(
          store.merge(EntryBatch(entries), of: world.number(0..<2), receivedAt: Timestamp(ticks: Int64(step * 3))))
      }
      for place in indexes.indices {
        for changes in pending { indexes[place].apply(changes, of: store) }
        if step % 7 == 3, let slot = store.order.randomElement(using: &world) {
          let templates = indexes[place].collapsed.symmetricDifference([store.template(of: slot)])
          indexes[place].collapse(templates, sparing: spared, over: store)
        }
        let index = indexes[place]
        let admitted = store.order.filter { index.filter.admits($0, of: store) }
        let (rows, counts) = expected(admitted, index.collapsed, sparing: spared, of: store)
        #expect(index.entries == admitted)
        #expect(index.slots == rows)
        #expect(index.slots.map { index.count(of: $0) } == counts)
        #expect(index.collapsedCount == counts.filter { $0 > 1 }.reduce(0, +))
        for slot in admitted { #expect(index.slots.contains(index.row(of: slot, in: store))) }
      }
    }
  }

  @Test func searchingLooksIntoTheRows() throws {
    var store = LogStore()
    let entries = (0..<10).map { number in
      TestEntry("n\(number)", at: Int64(number)).with {
        $0.message = Array((number % 2 == 0 ? "step {{N}}" : "other").utf8)
        $0.parameters = Array("{\"N\":\(number)}".utf8)
      }
    }
    var index = LogIndex()
    index.apply(store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0)), of: store)
    index.collapse([store.template(of: 0)], over: store)
    #expect(index.slots == [1, 3, 5, 7, 8, 9])
    let pattern = try TextPattern("step 4")
    #expect(try index.nearest(to: -1, backwards: false, matching: pattern, in: store) == 4)
    #expect(try index.nearest(to: 6, backwards: true, matching: pattern, in: store) == 4)
    #expect(try index.nearest(to: 4, backwards: false, matching: pattern, in: store) == nil)
    #expect(index.entry(inRowOf: 8, matching: pattern, in: store) == 4)
    #expect(index.entry(inRowOf: 8, matching: try TextPattern("step"), in: store) == 8)
    #expect(index.entry(inRowOf: 9, matching: pattern, in: store) == nil)
    index.collapse([], over: store)
    #expect(index.slots == store.order)
  }

  @Test(arguments: 0..<4) func templatesAreCounted(seed: UInt64) {
    var world = RandomEntries(seed: seed, ids: 300)
    var store = LogStore()
    for step in 0..<30 {
      let entries = world.batch(upTo: 20, around: step)
      _ = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    for number in Set(store.order.map { store.template(of: $0) }) {
      let slots = store.order.filter { store.template(of: $0) == number }
      #expect(store.count(ofTemplate: number) == slots.count)
      for isExcluding in [false, true] {
        var index = LogIndex()
        let pattern = TextPattern(template: number, source: "", isExcluding: isExcluding)
        index.rebuild(LogFilter(patterns: [pattern]), over: store)
        #expect(index.slots == (isExcluding ? store.order.filter { !slots.contains($0) } : slots))
      }
    }
    #expect(store.count(ofTemplate: -1) == 0)
  }
}
