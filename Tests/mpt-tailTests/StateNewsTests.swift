import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct StateNewsTests {
  @Test func aStateInWhichOnlyTheTimeWentOnIsNoNews() {
    let news = StateNews()
    var state = FollowState()
    state.source = .live
    state.lastGood = .seconds(1)
    #expect(news.isNews(.state(state), of: 0))
    state.lastGood = .seconds(2)
    state.nextPoll = .seconds(4)
    #expect(!news.isNews(.state(state), of: 0))
    #expect(news.isNews(.state(state), of: 1), "each task for itself")
    state.told = 1
    #expect(news.isNews(.state(state), of: 0))
    #expect(!news.isNews(.state(state), of: 0))
  }

  @Test func whatHasBeenSoBeforeIsNewsAgain() {
    let news = StateNews()
    var state = FollowState()
    for source in [FollowState.Source.live, .stale, .live, .gone] {
      state.source = source
      #expect(news.isNews(.state(state), of: 0))
    }
    for failures in 1...3 {
      state.failures = failures
      #expect(news.isNews(.state(state), of: 0))
    }
  }

  @Test func everythingElseIsNews() {
    let news = StateNews()
    let logs = FollowEvent.logs(LogBatch(), receivedAt: Timestamp(ticks: 0))
    #expect(news.isNews(logs, of: 0))
    #expect(news.isNews(logs, of: 0))
  }
}
