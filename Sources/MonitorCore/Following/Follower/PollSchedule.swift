/// When a task is polled, and what each poll does.
struct PollSchedule: Sendable {
  private let rules: FollowRules
  private let interval: Duration?
  private let taskCount: Int
  private var pace: PollPace
  private var broughtNewEntries = false
  private var wasBusy = false
  private var lastNewEntries: Duration?
  private var lastReadTask = false
  private(set) var lastTaskRead: Duration?

  /// When the next poll is due, on the caller's clock.
  private(set) var next: Duration

  init(_ options: FollowOptions, rules: FollowRules, start: Duration) {
    self.rules = rules
    interval = options.interval
    taskCount = options.taskCount
    pace = PollPace(fixed: options.interval, taskCount: options.taskCount)
    next = start
  }

  /// What to do in the poll that begins now.
  mutating func begin(
    _ pager: LogPager, logsAreRefused: Bool, wantsOlder: Bool, ending: TaskEnding, now: Duration
  ) -> [FollowJob] {
    broughtNewEntries = false
    let wasBusyLately = lastNewEntries.map { now - $0 < rules.liveliness } ?? false
    let interval = wasBusyLately ? busyTaskReadInterval : taskReadInterval
    let jobs =
      PollPlan(
        logsAreRefused: logsAreRefused, historyIsRead: pager.historyIsRead, wantsOlder: wantsOlder,
        ending: ending.stage,
        isBusy: wasBusy, wasBusyLately: wasBusyLately, taskIsDue: lastTaskRead.map { now - $0 >= interval } ?? true,
        auditIsDue: pager.pollsSinceAudit >= rules.pollsPerAuditPage, lastPollReadTask: lastReadTask,
        trustsWholeRead: pager.missing == 0 && ending.trustsWholeRead(now: now, rules: rules)
      ).jobs
    lastReadTask = jobs.contains(.readTask)
    return jobs
  }

  /// The poll brought something new.
  mutating func recordNewEntries() { broughtNewEntries = true }

  mutating func recordTaskRead(now: Duration) { lastTaskRead = now }

  /// After a poll.
  mutating func end(
    now: Duration, status: TaskStatus?, ending: FollowEnding, using random: inout some RandomNumberGenerator
  ) {
    wasBusy = broughtNewEntries
    if broughtNewEntries { lastNewEntries = now }
    // The last looks have times of their own.
    guard ending == .no || ending == .over else { return }
    next = now + pace.next(afterNewEntries: broughtNewEntries, status: status, using: &random)
  }

  /// The next poll is after the grace.
  mutating func waitForGrace(now: Duration) { next = now + rules.grace }

  /// The next poll is now.
  mutating func hurry(now: Duration) { next = min(next, now) }

  /// The pace is the quickest again.
  mutating func quicken() { pace.quicken() }

  /// In quiet. Who asked for a short interval wants to see the task's end soon, too.
  private var taskReadInterval: Duration {
    interval.map { min(rules.taskReadInterval, $0 * 5) } ?? rules.taskReadInterval
  }

  /// Where many tasks share a server, none of them asks it twice as often.
  private var busyTaskReadInterval: Duration {
    min(taskReadInterval, max(taskReadInterval / 5, .milliseconds(50) * taskCount))
  }
}
