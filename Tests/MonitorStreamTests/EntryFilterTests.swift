import MonitorCore
import MonitorStream
import TestSupport
import Testing

@Suite struct EntryFilterTests {
  @Test(arguments: 0..<6) func admitsWhatAStoreWould(seed: UInt64) throws {
    var world = RandomEntries(seed: seed, ids: 400)
    let filters = [
      LogFilter(), LogFilter(level: .atLeast(.warning)), LogFilter(patterns: [try TextPattern("step \\d")]),
      LogFilter(level: .only(.info), patterns: [try TextPattern(filter: "!plain"), try TextPattern("o[rf] ")]),
    ]
    var matchers = filters.map { EntryFilter($0) }
    for step in 0..<40 {
      let batch = EntryBatch(world.batch(upTo: 20, around: step))
      for (place, filter) in filters.enumerated() {
        let delivered = matchers[place].filtered(.logs(batch, receivedAt: Timestamp(ticks: 0)))
        guard case .logs(let kept, _) = delivered else {
          Issue.record("not logs: \(String(describing: delivered))")
          return
        }
        // Each entry in a store of its own, as there are several revisions of some.
        let expected = batch.entries.filter { entry in
          var alone = batch
          alone.entries = [entry]
          var store = LogStore()
          _ = store.merge(alone, of: 0, receivedAt: Timestamp(ticks: 0))
          return filter.admits(0, of: store)
        }
        #expect(kept.entries.map(\.id) == expected.map(\.id))
      }
    }
  }

  @Test func leavesOtherEventsAlone() throws {
    var filter = EntryFilter(LogFilter(patterns: [try TextPattern("x")]))
    var state = FollowState()
    state.failures = 3
    guard case .state(let delivered) = filter.filtered(.state(state)) else {
      Issue.record("not state")
      return
    }
    #expect(delivered == state)
  }
}
