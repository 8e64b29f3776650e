import TestSupport
import Testing

@testable import MonitorCore

@Suite struct PollScheduleTests {
  private var random = SplitMix64(seed: 1)

  private func schedule(interval: Duration? = nil) -> PollSchedule {
    var options = FollowOptions()
    options.interval = interval
    return PollSchedule(options, rules: FollowRules(), start: .seconds(7))
  }

  /// A reader that has read a log in which there was nothing.
  private func reader() -> LogPager {
    var reader = LogPager(.simulated, options: FollowOptions(), rules: FollowRules())
    let pass = reader.begin(.history, now: .zero)
    _ = reader.consume(.simulated([Int]()), of: pass, for: .history, now: .zero)
    return reader
  }

  private func jobs(_ schedule: inout PollSchedule, at seconds: Int) -> [FollowJob] {
    schedule.begin(reader(), logsAreRefused: false, wantsOlder: false, ending: TaskEnding(), now: .seconds(seconds))
  }

  @Test func beginsAtOnceWithTheTaskAndTheHistory() {
    var schedule = schedule()
    #expect(schedule.next == .seconds(7))
    let reader = LogPager(.simulated, options: FollowOptions(), rules: FollowRules())
    let jobs = schedule.begin(reader, logsAreRefused: false, wantsOlder: false, ending: TaskEnding(), now: .seconds(7))
    #expect(jobs == [.readTask, .readLogs(.history)])
  }

  /// A short interval is somebody's wish to see the end soon; a long one does not put it off.
  @Test(arguments: [(nil, 10), (Duration.seconds(1), 5), (.seconds(60), 10)])
  func inQuietTheTaskIsReadNowAndThen(interval: Duration?, seconds: Int) {
    var schedule = schedule(interval: interval)
    #expect(jobs(&schedule, at: 0) == [.readTask])
    // It failed: the log has its turn, then the task again.
    #expect(jobs(&schedule, at: 1) == [.readLogs(.poll)])
    #expect(jobs(&schedule, at: 2) == [.readTask])
    schedule.recordTaskRead(now: .seconds(2))
    #expect(jobs(&schedule, at: 3) == [.readLogs(.poll)])
    #expect(jobs(&schedule, at: 2 + seconds - 1) == [.readLogs(.poll)])
    #expect(jobs(&schedule, at: 2 + seconds) == [.readTask])
  }

  @Test mutating func whileEntriesArriveTheTaskIsReadFiveTimesAsOften() {
    var schedule = schedule()
    schedule.recordTaskRead(now: .zero)
    _ = jobs(&schedule, at: 0)
    schedule.recordNewEntries()
    schedule.end(now: .zero, status: .processing, ending: .no, using: &random)
    #expect(jobs(&schedule, at: 1) == [.readLogs(.poll)])
    #expect(jobs(&schedule, at: 2) == [.readTask, .readLogs(.poll)])
    schedule.recordTaskRead(now: .seconds(2))
    // That poll brought nothing, but what is new may be the end's beginning.
    schedule.end(now: .seconds(2), status: .processing, ending: .no, using: &random)
    #expect(jobs(&schedule, at: 3) == [.readLogs(.poll)])
    #expect(jobs(&schedule, at: 4) == [.readTask, .readLogs(.poll)])
    schedule.recordTaskRead(now: .seconds(18))
    #expect(jobs(&schedule, at: 20) == [.readLogs(.poll)], "it is idleSeconds again")
    #expect(jobs(&schedule, at: 28) == [.readTask])
  }

  @Test mutating func waitsLongerInQuietUntilSomebodyAsks() {
    var schedule = schedule()
    var waits: [Double] = []
    for step in 0..<20 {
      if step == 19 { schedule.quicken() }
      let now = schedule.next
      schedule.end(now: now, status: .processing, ending: .no, using: &random)
      waits.append((schedule.next - now).seconds)
    }
    #expect(waits[0] < 1 && waits[18] >= 9 && waits[19] < 1)
  }

  @Test mutating func theLastLooksHaveTimesOfTheirOwn() {
    var schedule = schedule()
    for ending in [FollowEnding.draining, .lastPass] {
      schedule.end(now: .seconds(50), status: .completed, ending: ending, using: &random)
      #expect(schedule.next == .seconds(7))
    }
    schedule.waitForGrace(now: .seconds(50))
    #expect(schedule.next == .seconds(53))
    schedule.end(now: .seconds(60), status: .completed, ending: .over, using: &random)
    #expect(schedule.next > .seconds(60))
  }

  @Test func hurryingNeverPutsOff() {
    var schedule = schedule()
    schedule.hurry(now: .seconds(9))
    #expect(schedule.next == .seconds(7))
    schedule.hurry(now: .seconds(3))
    #expect(schedule.next == .seconds(3))
  }
}
