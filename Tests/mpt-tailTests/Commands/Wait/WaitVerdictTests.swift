import MonitorCore
import MonitorStream
import Testing

@testable import mpt_tail

@Suite struct WaitVerdictTests {
  private func verdict(
    _ condition: String, _ status: TaskStatus?, progress: Double? = nil, source: FollowState.Source = .live,
    hasMatched: Bool = false
  ) throws -> WaitVerdict {
    var outcome = TaskOutcome(task: try #require(TaskID("TSK-1")))
    outcome.snapshot = status.map { TaskSnapshot(id: "TSK-1", status: $0) }
    outcome.snapshot?.progress = progress
    outcome.state.source = source
    outcome.state.problem = "503 Service Unavailable"
    return WaitVerdict(try WaitCondition.reading(condition), outcome, hasMatched: hasMatched)
  }

  private func exit(_ verdict: WaitVerdict) -> mpt_tail.ExitStatus? {
    if case .unreachable(_, let exit) = verdict { exit } else { nil }
  }

  @Test(arguments: ["done", "completed", "failed", "processing", "progress>=50", "entry~x"])
  func aTaskThatHasNotBegunMayStillDoAll(condition: String) throws {
    for status in [nil, .queued, .blocked, .other("New")] as [TaskStatus?] {
      #expect(try verdict(condition, status) == .pending)
    }
  }

  @Test func theEndDecides() throws {
    #expect(try verdict("done", .failed) == .reached)
    #expect(try verdict("completed", .completed) == .reached)
    #expect(try verdict("failed", .canceled) == .reached)
    #expect(try exit(verdict("completed", .failed)) == .taskFailed)
    #expect(try exit(verdict("completed", .canceled)) == .taskFailed)
    #expect(try exit(verdict("failed", .completed)) == .gaveUp)
    #expect(try exit(verdict("processing", .failed)) == .taskFailed)
    #expect(try exit(verdict("progress>=50", .failed, progress: 49.9)) == .taskFailed)
  }

  @Test func aMilestoneCountsFromThenOn() throws {
    for status in [.processing, .rescheduled, .completed] as [TaskStatus] {
      #expect(try verdict("processing", status) == .reached)
    }
    #expect(try verdict("progress>=50", .processing, progress: 49.9) == .pending)
    #expect(try verdict("progress>=50", .processing, progress: 50) == .reached)
    #expect(try verdict("progress>=50", .completed) == .reached)
  }

  /// The last entries may be written after the end: until the log was read to its end nothing is decided.
  @Test func anEntryIsWaitedForBeyondTheEndOfTheTask() throws {
    #expect(try verdict("entry~x", .completed) == .pending)
    #expect(try verdict("entry~x", .processing, hasMatched: true) == .reached)
    #expect(try exit(verdict("entry~x", .completed, source: .ended)) == .gaveUp)
    #expect(try exit(verdict("entry~x", .failed, source: .ended)) == .taskFailed)
    #expect(try exit(verdict("entry~x", .processing, source: .refused(logsOnly: true))) == .refused)
    #expect(try verdict("done", .processing, source: .refused(logsOnly: true)) == .pending)
  }

  @Test func whatThePlatformRefusesIsNoLongerWaitedFor() throws {
    #expect(try exit(verdict("done", nil, source: .refused(logsOnly: false))) == .refused)
    #expect(try exit(verdict("done", nil, source: .gone)) == .noSuchTask)
    // What was there and is not any more is something else than what never was.
    for (status, words) in [(nil, "not found"), (.processing, "gone: it was there")] as [(TaskStatus?, String)] {
      guard case .unreachable(let sentence, .noSuchTask) = try verdict("done", status, source: .gone) else {
        Issue.record("reached")
        continue
      }
      #expect(sentence.hasPrefix(words))
    }
    #expect(try exit(verdict("done", .processing, source: .gaveUp)) == .gaveUp)
  }

  @Test(arguments: ["", "finished", "progress>=", "progress>=101", "progress>=nan", "progress>50", "entry~", "entry~("])
  func whatIsNoConditionIsRefused(text: String) {
    #expect(throws: (any Error).self) { try WaitCondition.reading(text) }
  }
}
