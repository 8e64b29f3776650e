/// Follows what a task and its log report of progress and ETA. Time is a parameter: the server's clock, as far as known.
///
/// A report counts from its own moment: an entry's timestamp, or for a task the moment at which its progress was first
/// seen to change, so that a task whose progress is never updated does not hide that of its log.
package struct ProgressEstimator: Sendable {
  /// ETAs and estimates further ahead than this are no knowledge.
  private static let maxAhead: Double = 366 * 86_400
  /// A clock that goes back by more was set back, and moments after it are no longer to be believed.
  private static let maxJitter = 60.0

  private var status: TaskStatus?
  private var started: Timestamp?
  private var ended: Timestamp?
  private var firstEntry: Timestamp?
  private var attempt = 1
  /// When the newest attempt began, until it reports something.
  private var resumed: Timestamp?
  /// When the task was last read without having come further than at first: its first step begins no earlier.
  private var lastUnmoved: Timestamp?

  private var taskProgress: Double?
  private var reports = ReportedProgress()
  private var taskETA: Timestamp?
  private var eta = ReportedETA()
  private var activity = ActivityGaps()
  private var clock = RunClock()
  private var run: EndEstimator
  private var kept = RunRecord()
  private var deadline: Timestamp?
  private var nextAttempt: ClosedRange<Timestamp>?
  private var latest: Timestamp?

  package init(history: RunHistory = RunHistory()) {
    run = EndEstimator(history: history)
  }

  /// Sets what earlier runs say, which may become known later than the task.
  package mutating func learn(_ history: RunHistory) { run.learn(history) }

  /// Seconds of work since the run began, and the percentage then, as far as it reported; the newest last.
  package var points: [(seconds: Double, percent: Double)] { run.points }

  /// The run for those to come, once it completed; `nil` for any other.
  package func finishedRun(of task: TaskSnapshot) -> EarlierRun? {
    guard var finished = EarlierRun(task), let started = task.started else { return nil }
    (finished.run.curve, finished.run.serverError, finished.covered) = kept.finished(
      from: started, to: finished.ended, isWhole: attempt == 1)
    return finished
  }

  /// Records a task as read at a moment.
  package mutating func record(_ task: TaskSnapshot, at now: Timestamp) {
    follow(now)
    let isFirst = status == nil
    let moment = isFirst ? min(now, task.updated ?? now) : now
    if status != task.status {
      activity.record(moment)
      change(to: task.status, at: now)
    }
    kept.see(task, at: now)
    started = task.started ?? started
    setLimits(of: task, at: now)
    ended = task.status.isFinal ? task.completed ?? ended ?? now : nil
    if task.status == .processing, let started { run.begin(at: clock.seconds(at: min(started, now))) }
    if task.status == .processing, !run.hasRisen, task.progress == reports.newest?.percent { lastUnmoved = now }
    if task.progress != taskProgress {
      taskProgress = task.progress
      if let percent = task.progress { record(percent: percent, at: moment, knownAt: now) }
    }
    if task.eta != taskETA {
      taskETA = task.eta
      if let value = task.eta {
        record(eta: value, at: moment, now)
      } else {
        eta.clear()
        run.recordETA(nil, at: 0)
      }
    }
  }

  /// Records what a merge brought, of the task with this number.
  package mutating func record(_ changes: Changes, of store: LogStore, task: Int, at now: Timestamp) {
    for slot in changes.added + changes.revised where store.task(of: slot) == task {
      record(
        entryAt: store.hasTimestamp(slot) ? store.timestamp(of: slot) : nil, progress: store.progress(of: slot),
        eta: store.eta(of: slot), at: now)
    }
  }

  /// Records one entry with its own timestamp, progress (percent) and ETA, as far as it has them.
  package mutating func record(entryAt timestamp: Timestamp?, progress: Float?, eta: Timestamp?, at now: Timestamp) {
    follow(now)
    let moment = min(timestamp ?? now, now)
    if timestamp != nil { firstEntry = min(firstEntry ?? moment, moment) }
    activity.record(moment)
    if let progress { record(percent: Double(progress), at: moment, knownAt: moment) }
    if let eta { record(eta: eta, at: moment, now) }
  }

  /// What is known at a moment. The end that is shown depends on what was shown before, so it is asked for when it is shown.
  package mutating func reading(at now: Timestamp) -> ProgressReading {
    follow(now)
    var reading = ProgressReading()
    reading.fraction = reports.newest.map { $0.percent / 100 }
    reading.wentBackFrom = reports.wentBackFrom.map { $0 / 100 }
    // Reports that come late do not undo an end.
    if status == .completed, let highest = reading.wentBackFrom {
      (reading.fraction, reading.wentBackFrom) = (highest, nil)
    }
    reading.attempt = attempt
    (reading.usualDuration, reading.usualRange) = (run.history.usualDuration, run.history.usualRange)
    (reading.runCount, reading.reportCount) = (run.history.runCount, run.reportCount)
    if let start = started ?? firstEntry { reading.elapsed = max(0, (ended ?? now).seconds(since: start)) }
    reading.lastMove = eta.lastMove
    guard ended == nil else { return reading }
    (reading.eta, reading.estimate) = readETA(at: now)
    if let estimate = reading.estimate { kept.see(estimate, at: now) }
    (reading.deadline, reading.nextAttempt) = (deadline, nextAttempt)
    (reading.serverEnd, reading.serverBias) = (eta.newest?.value, run.history.serverBias)
    if status == .processing {
      reading.isFinishing = reports.newest?.percent == 100
      if attempt == 1, let elapsed = reading.elapsed, let usual = reading.usualRange, elapsed > usual.upperBound {
        reading.overUsual = elapsed - (reading.usualDuration ?? usual.upperBound)
      }
    }
    if status == .processing, let stall = activity.stall(at: now) {
      (reading.stalledFor, reading.usualGap) = (stall.seconds, stall.usualGap)
    }
    return reading
  }

  private mutating func readETA(at now: Timestamp) -> (ProgressReading.ETA, EndEstimate?) {
    let said = eta.newest.map(\.value).flatMap { abs($0.seconds(since: now)) <= Self.maxAhead ? $0 : nil }
    if status?.isWaiting != true, let outlook = run.outlook(at: clock.seconds(at: now)),
      let end = clock.moment(of: outlook.end), abs(end.seconds(since: now)) <= Self.maxAhead,
      let low = clock.moment(of: outlook.low), let high = clock.moment(of: outlook.high)
    {
      let estimate = EndEstimate(
        end: end, low: low, high: min(high, now.advanced(bySeconds: Self.maxAhead)), basis: outlook.basis)
      guard outlook.basis == .server, let said else { return (.estimated(end), estimate) }
      return (.server(said, slip: eta.slip), estimate)
    }
    guard let said else { return (.none, nil) }
    guard now > said else { return (.server(said, slip: eta.slip), nil) }
    return (.overdue(said, by: now.seconds(since: said), slip: eta.slip), nil)
  }

  private mutating func setLimits(of task: TaskSnapshot, at now: Timestamp) {
    // A list names a task without its parameters.
    deadline =
      task.status == .processing && !task.raw.isEmpty
      ? PlatformLimits(of: task).deadline(started: task.started, created: task.created) : nil
    guard task.status == .rescheduled else { return nextAttempt = nil }
    let moment = min(now, task.updated ?? now)
    // Which attempt began at `started` is certain of the first one alone.
    let spent = attempt == 1 ? task.started.map { moment.seconds(since: $0) } : nil
    nextAttempt = nextAttempt ?? PlatformLimits.nextAttempt(rescheduled: moment, spent: spent)
  }

  private mutating func change(to status: TaskStatus, at now: Timestamp) {
    if status == .rescheduled {
      clock.wait(from: now)
    } else if status == .processing, self.status?.isWaiting == true {
      clock.resume(at: now)
    }
    if self.status == .rescheduled, !status.isFinal { (attempt, resumed) = (attempt + 1, now) }
    self.status = status
  }

  /// Records a report that counts from `moment`, and that was so by `known`.
  private mutating func record(percent reported: Double, at moment: Timestamp, knownAt known: Timestamp) {
    guard reported.isFinite else { return }
    kept.see(percent: reported, at: moment)
    let time = clock.seconds(at: moment)
    if let resumed, let newest = reports.newest, moment >= resumed {
      self.resumed = nil
      if reported < newest.percent {
        reports.restart()
        run.restart(at: clock.seconds(at: resumed), percent: 0)
      }
    }
    let before = reports.newest?.percent
    guard let percent = reports.record(reported, at: moment, knownAt: known) else { return }
    if let before, percent != before { activity.record(moment) }
    if let lastUnmoved, lastUnmoved <= moment, !run.hasRisen {
      let seen = clock.seconds(at: lastUnmoved)
      // Where it was seen before it reported anything, it began at nothing.
      if run.isEmpty { run.record(0, at: started.map { min(seen, clock.seconds(at: $0)) } ?? seen) }
      run.record(before ?? 0, at: seen)
    }
    run.record(percent, at: time)
  }

  private mutating func record(eta value: Timestamp, at moment: Timestamp, _ now: Timestamp) {
    guard abs(value.seconds(since: now)) <= Self.maxAhead, eta.record(value, at: moment) else { return }
    kept.see(eta: value, at: moment)
    run.recordETA(clock.seconds(at: value), at: clock.seconds(at: moment))
  }

  /// Notices a clock that was set back: what came later is as old as now, and the pace is learnt anew.
  private mutating func follow(_ now: Timestamp) {
    defer { latest = now }
    guard let latest, latest.seconds(since: now) > Self.maxJitter else { return }
    activity.rewind(to: now)
    reports.rewind(to: now)
    eta.rewind(to: now)
    clock.rewind(to: now)
    lastUnmoved = lastUnmoved.map { min($0, now) }
    let start = attempt == 1 ? started.map { clock.seconds(at: min($0, now)) } : nil
    run.restart(at: clock.seconds(at: now), percent: reports.newest?.percent, jobStart: start)
  }
}
