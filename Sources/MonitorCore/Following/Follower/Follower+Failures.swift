extension Follower {
  mutating func fail(_ failure: SourceFailure, _ job: FollowJob, now: Duration) {
    let isLogs = job != .readTask
    let known = FailurePolicy.Circumstances(
      attempt: state.failures + 1, inARow: streak.record(failure.kind, goesOn: state.failures > 0), isLogs: isLogs,
      isKeyset: pass?.isKeyset ?? false, wasAnswered: wasAnswered(isLogs: isLogs, failure),
      waitsForStart: options.waitsForStart)
    let reaction = FailurePolicy.reaction(to: failure, known)
    if reaction == .none { return }
    state.failures += 1
    state.failsOnLogs = isLogs
    switch reaction {
    case .none, .retryNow: break
    case .retry(let isRefusal): retry(after: failure, isRefusal: isRefusal, now: now)
    case .smallerPage:
      if case .readLogs(let purpose) = job, let smaller = smallerPass(after: failure, for: purpose, now: now) {
        // It is there: a part of it is on its way.
        patience?.recordAnswer(now: now)
        pass = smaller
      } else {
        retry(after: failure, isRefusal: false, now: now)
      }
    case .withoutKeyset:
      if case .readLogs(let purpose) = job { pass = pager.withoutKeyset(for: purpose) }
    case .withoutLogs: refuseLogs(failure, now: now)
    case .stop(let source): stop(source, failure, now: now)
    }
  }

  /// Whether what is refused was answered before: to this task; or to another one, where the refusal is about who asks. That one
  /// of them does not exist says nothing of the others.
  private func wasAnswered(isLogs: Bool, _ failure: SourceFailure) -> Bool {
    if isLogs ? answered.logs : answered.task { return true }
    return switch failure.kind {
    case .status(401): answeredElsewhere.task || answeredElsewhere.logs
    case .status(403): isLogs ? answeredElsewhere.logs : answeredElsewhere.task
    // The task is there, or nobody would ask for its logs.
    case .status(404): isLogs && answeredElsewhere.logs
    default: false
    }
  }

  private mutating func smallerPass(
    after failure: SourceFailure, for purpose: LogPass.Purpose, now: Duration
  ) -> LogPass? {
    let isTooLarge = failure.kind == .tooLarge || failure.kind == .status(413)
    return pass.flatMap { pager.shrink($0, for: purpose, mayLeaveOut: isTooLarge, now: now) }
  }

  private mutating func retry(after failure: SourceFailure, isRefusal: Bool, now: Duration) {
    backoffSteps += 1
    // A task that is waited for is not a source that fails.
    if options.waitsForStart, !answered.task, failure.kind == .status(404) { patience?.recordAnswer(now: now) }
    let wait = Backoff.delay(
      failures: backoffSteps, isRefusal: isRefusal, retryAfter: failure.retryAfter, using: &random)
    switch patience?.recordFailure(now: now, wait: wait, retryAfter: failure.retryAfter) ?? .retry(at: now + wait) {
    case .retry(let moment):
      state.source = .stale
      state.problem = failure.sentence
      state.retryAfter = failure.retryAfter
      retryAt = moment
      if case .readLogs? = jobs.first, isRefusal || failure.isOfLogsAlone { readTask(until: moment, now: now) }
    case .giveUp:
      var verdict = FailurePolicy.verdict(on: failure.kind)
      // The task was read meanwhile: it is not gone.
      if verdict == .gone, case .readLogs? = jobs.first, answered.task { verdict = .gaveUp }
      stop(verdict, failure, now: now)
    }
  }

  /// Logs that fail for a while do not keep the task's status from being known: it is read until they are asked for again.
  mutating func readTask(until moment: Duration, now: Duration) {
    let next = max(now, (schedule.lastTaskRead ?? now) + rules.taskIntervalWhileRefused)
    guard next < moment else { return }
    jobs.insert(.readTask, at: 0)
    (retryAt, logsRetryAt) = (next, moment)
  }

  /// The status and what it says go on; the logs are asked for now and then.
  private mutating func refuseLogs(_ failure: SourceFailure, now: Duration) {
    refusal = (failure.sentence, now + rules.refusedLogsInterval)
    wantsOlder = false
    pass = nil
    jobs = []
    // The task was answered just before.
    (retryAt, logsRetryAt) = (nil, nil)
    backoffSteps = 0
    state.failures = 0
    state.problem = failure.sentence
    state.source = .refused(logsOnly: true)
    if !options.follows || snapshot?.status.isFinal ?? false { end(.unproven("The logs are refused")) }
  }

  private mutating func stop(_ source: FollowState.Source, _ failure: SourceFailure, now: Duration) {
    state.source = source
    state.problem = failure.sentence
    state.retryAfter = failure.retryAfter
    state.completeness = .unproven(failure.sentence.withoutPeriod)
    wantsOlder = false
    pass = nil
    jobs = []
    logsRetryAt = nil
    isFinished = true
    guard options.outlivesTask, case .refused = source else { return }
    // On a screen somebody may see to it.
    isFinished = false
    let isUnknown = failure.kind == .status(401)
    retryAt = now + (isUnknown ? rules.unknownTokenInterval : rules.refusedLogsInterval)
    schedule.hurry(now: now)
  }
}

extension SourceFailure {
  /// Whether the server may answer something else well meanwhile, and has not asked to be left alone.
  fileprivate var isOfLogsAlone: Bool {
    guard retryAfter == nil else { return false }
    return switch kind {
    case .status(429), .transport, .redirect, .cancelled: false
    case .status, .timeout, .tooSlow, .tooLarge, .unreadable: true
    }
  }
}
