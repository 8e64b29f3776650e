import MonitorCore
import Testing

@Suite struct BatchFilterTests {
  @Test(arguments: 0..<6) func admitsWhatAStoreWould(seed: UInt64) throws {
    var world = RandomEntries(seed: seed, ids: 400)
    let filters = [
      LogFilter(), LogFilter(level: .atLeast(.warning)), LogFilter(patterns: [try TextPattern("step \\d")]),
      LogFilter(level: .only(.info), patterns: [try TextPattern(filter: "!plain"), try TextPattern("o[rf] ")]),
    ]
    var matchers = filters.map { BatchFilter($0) }
    for step in 0..<40 {
      let batch = LogBatch(world.batch(upTo: 20, around: step))
      for (place, filter) in filters.enumerated() {
        let told = matchers[place].filtered(.logs(batch, receivedAt: Timestamp(ticks: 0)))
        guard case .logs(let kept, _) = told else {
          Issue.record("not logs: \(String(describing: told))")
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
    var filter = BatchFilter(LogFilter(patterns: [try TextPattern("x")]))
    var state = FollowState()
    state.failures = 3
    guard case .state(let told) = filter.filtered(.state(state)) else {
      Issue.record("not state")
      return
    }
    #expect(told == state)
  }
}
