import MonitorCore
import MonitorStream
import Testing

@testable import mpt_tail

@Suite struct TaskOutcomeEndsTests {
  private func outcome(_ status: TaskStatus?, _ source: FollowState.Source) throws -> TaskOutcome {
    var outcome = TaskOutcome(task: try #require(TaskID("TSK-1")))
    outcome.snapshot = status.map { TaskSnapshot(id: "TSK-1", status: $0) }
    outcome.state.source = source
    return outcome
  }

  @Test func aFailureCountsOnceItsLogIsTold() throws {
    #expect(try outcome(.failed, .ended).hasFailedForGood)
    for source in [FollowState.Source.connecting, .live, .stale] {
      #expect(try outcome(.failed, source).hasFailed)
      #expect(try !outcome(.failed, source).hasFailedForGood, "\(source)")
    }
    #expect(try outcome(.failed, .refused(logsOnly: true)).hasFailedForGood, "there is no log to wait for")
    #expect(try !outcome(.completed, .ended).hasFailed)
    #expect(try !outcome(.processing, .gone).hasFailed)
    #expect(try !outcome(nil, .gone).hasFailedForGood)
  }

  @Test func refusedLogsAreOverWithTheTask() throws {
    #expect(try !outcome(.processing, .refused(logsOnly: true)).isOver)
    #expect(try outcome(.completed, .refused(logsOnly: true)).isOver)
    #expect(try outcome(nil, .refused(logsOnly: false)).isOver)
    #expect(try [.ended, .gone, .gaveUp].allSatisfy { try outcome(.processing, $0).isOver })
    #expect(try [.connecting, .live, .stale].allSatisfy { try !outcome(.completed, $0).isOver })
  }
}
