import Testing

@testable import MonitorCore

@Suite struct PollPlanTests {
  private func jobs(_ change: (inout PollPlan) -> Void) -> [FollowJob] {
    var plan = PollPlan(
      logsAreRefused: false, historyIsRead: true, wantsOlder: false, ending: .no, isBusy: false, wasBusyLately: false,
      taskIsDue: false, auditIsDue: false, lastPollReadTask: false)
    change(&plan)
    return plan.jobs
  }

  @Test func inQuietItIsOneRequest() {
    #expect(jobs { _ in } == [.readLogs(.poll)])
    #expect(jobs { $0.auditIsDue = true } == [.readLogs(.rollingAudit)])
    #expect(jobs { ($0.taskIsDue, $0.auditIsDue) = (true, true) } == [.readTask])
    // A task that cannot be read does not keep its log from being read.
    #expect(jobs { ($0.taskIsDue, $0.lastPollReadTask) = (true, true) } == [.readLogs(.poll)])
  }

  @Test func whileEntriesArriveTheLogIsReadInEveryPoll() {
    #expect(jobs { $0.isBusy = true } == [.readLogs(.poll)])
    #expect(
      jobs { ($0.isBusy, $0.taskIsDue, $0.auditIsDue, $0.lastPollReadTask) = (true, true, true, true) }
        == [.readTask, .readLogs(.poll), .readLogs(.rollingAudit)])
  }

  @Test func theLogOfALivelyTaskDoesNotWaitForIt() {
    #expect(jobs { $0.wasBusyLately = true } == [.readLogs(.poll)])
    #expect(
      jobs { ($0.wasBusyLately, $0.taskIsDue, $0.lastPollReadTask) = (true, true, true) } == [
        .readTask, .readLogs(.poll),
      ])
  }

  @Test func theBeginningAndTheEndReadTheTaskFirst() {
    #expect(jobs { $0.historyIsRead = false } == [.readTask, .readLogs(.history)])
    #expect(jobs { $0.ending = .draining } == [.readLogs(.poll)])
    #expect(jobs { $0.ending = .lastPass } == [.readTask, .readLogs(.audit)])
    #expect(jobs { ($0.ending, $0.trustsWholeRead) = (.lastPass, true) } == [.readTask, .readLogs(.poll)])
    #expect(jobs { $0.ending = .over } == [.readTask, .readLogs(.poll)])
  }

  @Test func oneThingGoesBeforeAnother() {
    #expect(jobs { $0.wantsOlder = true } == [.readLogs(.poll), .readLogs(.older)])
    #expect(jobs { ($0.wantsOlder, $0.ending) = (true, .draining) } == [.readLogs(.poll), .readLogs(.older)])
    #expect(jobs { ($0.wantsOlder, $0.ending) = (true, .lastPass) } == [.readTask, .readLogs(.audit)])
    #expect(jobs { ($0.historyIsRead, $0.wantsOlder) = (false, true) } == [.readTask, .readLogs(.history)])
    #expect(jobs { ($0.logsAreRefused, $0.historyIsRead, $0.wantsOlder) = (true, false, true) } == [.readTask])
  }
}
