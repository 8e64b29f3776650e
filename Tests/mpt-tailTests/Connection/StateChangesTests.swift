import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct StateChangesTests {
  @Test func aStateInWhichOnlyTheTimeWentOnIsNoNews() {
    let news = StateChanges()
    var state = FollowState()
    state.source = .live
    state.lastGood = .seconds(1)
    #expect(news.isChange(.state(state), of: 0))
    state.lastGood = .seconds(2)
    state.nextPoll = .seconds(4)
    #expect(!news.isChange(.state(state), of: 0))
    #expect(news.isChange(.state(state), of: 1), "each task for itself")
    state.delivered = 1
    #expect(news.isChange(.state(state), of: 0))
    #expect(!news.isChange(.state(state), of: 0))
  }

  @Test func whatHasBeenSoBeforeIsNewsAgain() {
    let news = StateChanges()
    var state = FollowState()
    for source in [FollowState.Source.live, .stale, .live, .gone] {
      state.source = source
      #expect(news.isChange(.state(state), of: 0))
    }
    for failures in 1...3 {
      state.failures = failures
      #expect(news.isChange(.state(state), of: 0))
    }
  }

  @Test func everythingElseIsNews() {
    let news = StateChanges()
    let logs = FollowEvent.logs(EntryBatch(), receivedAt: Timestamp(ticks: 0))
    #expect(news.isChange(logs, of: 0))
    #expect(news.isChange(logs, of: 0))
  }
}
