/// Follows one task: decides what to ask next and what of the answers to deliver. A value without a clock or a network.
///
/// The caller asks `step`, does what it says, gives the answer to `receive`, and passes on the events. All times are on
/// the caller's clock, as durations since any fixed moment. The status is read before the logs, so that a final one
/// covers every entry written before it; every pass reads down to the watermark less the look-back, with pages that
/// join; audits read the rest. docs/following.md says why nothing is skipped.
package struct Follower: Sendable {
  package let task: TaskID
  var options: FollowOptions
  let rules: FollowRules
  var random: SplitMix64
  var schedule: PollSchedule
  var pager: LogPager

  var jobs: [FollowJob] = []
  var pass: LogPass?
  var ending = TaskEnding()
  var isFinished = false
  /// Why the logs alone are refused, where they are, and when they are asked for again.
  var refusal: (sentence: String, until: Duration)?
  var wantsOlder = false
  var passBegan = Duration.zero
  /// Whether the task's status was final when the pass began.
  var passBeganAtEnd = false
  var rollingBegan = Duration.zero
  var retryAt: Duration?
  /// When logs that are refused for now are asked for again; meanwhile the task is read now and then.
  var logsRetryAt: Duration?
  var patience: Patience?
  var streak = FailureStreak()
  /// How many failures the next wait grows with: those in a row, since the machine last slept.
  var backoffSteps = 0
  /// What was answered well in this run.
  var answered: (task: Bool, logs: Bool) = (false, false)
  /// What other tasks of this run were answered, by the same token.
  var answeredElsewhere: (task: Bool, logs: Bool) = (false, false)
  private var lastEmitted: FollowState?

  /// The task as last read.
  package var snapshot: TaskSnapshot?
  package var state = FollowState()
  /// The newest pass that proved complete, and how many did: what the simulation holds the promise against.
  package var completePass: CompletePass?
  package var completePasses = 0
  /// How many passes ended without proof: the server ordered otherwise than asked, or had too many ties.
  package var unprovenPasses = 0

  /// - Parameters:
  ///   - start: when to begin, on the caller's clock.
  ///   - seed: of the jitter.
  package init(
    _ task: TaskID, options: FollowOptions = FollowOptions(), rules: FollowRules = FollowRules(),
    start: Duration = .zero, seed: UInt64
  ) {
    self.task = task
    self.options = options
    self.rules = rules
    random = SplitMix64(seed: seed)
    schedule = PollSchedule(options, rules: rules, start: start)
    pager = LogPager(task, options: options, rules: rules)
  }

  /// What to do now. Asking again without an answer in between gives the same request again.
  package mutating func step(now: Duration) -> Step {
    if isFinished { return .finished }
    if let retryAt, now < retryAt { return .wait(until: retryAt) }
    if jobs.isEmpty {
      if now < schedule.next { return .wait(until: schedule.next) }
      jobs = schedule.begin(
        pager, logsAreRefused: refusal.map { now < $0.until } ?? false, wantsOlder: wantsOlder, ending: ending, now: now
      )
    }
    if patience == nil {
      patience =
        options.follows
        ? Patience(giveUp: options.giveUp) : Patience(oneShotFrom: now, limit: options.giveUp ?? Patience.oneShot)
    }
    guard case .readLogs(let purpose)? = jobs.first else { return .ask(.task(task)) }
    if pass == nil {
      passBegan = purpose == .rollingAudit && pager.isRolling ? rollingBegan : now
      passBeganAtEnd = ending.stage != .no
    }
    if purpose == .rollingAudit { rollingBegan = passBegan }
    let pass = pass ?? pager.begin(purpose, now: passBegan)
    self.pass = pass
    var query = pass.query
    query.keepsMembers = options.keepsMembers
    return .ask(.logs(query))
  }

  /// Applies the answer to the request that `step` gave, and says what it means.
  package mutating func receive(_ answer: Answer, now: Duration) -> [FollowEvent] {
    guard let job = jobs.first, !isFinished else { return [] }
    var events: [FollowEvent] = []
    switch (answer, job) {
    case (.failure(let failure), _): fail(failure, job, now: now)
    case (.task(let answer), .readTask): apply(answer, now: now, into: &events)
    case (.page(let page), .readLogs(let purpose)): consume(page, for: purpose, now: now, into: &events)
    default: return []
    }
    if jobs.isEmpty, !isFinished {
      schedule.end(now: now, status: snapshot?.status, ending: ending.stage, using: &random)
      // Asked for while this poll was under way.
      if wantsOlder, refusal == nil, ending.stage != .lastPass { schedule.hurry(now: now) }
    }
    emitState(into: &events)
    return events
  }

  /// Polls at once, also where following had stopped because access was refused.
  package mutating func pollNow(now: Duration) {
    hurry(now: now)
    if isFinished, ending.stage != .over { isFinished = false }
  }

  /// The machine slept, or the program was stopped, for a while that ended now: polls at once, as if nothing had failed
  /// before, and counts no deadline on.
  package mutating func recordSleep(_ duration: Duration, now: Duration) {
    guard !isFinished else { return }
    patience?.recordSleep(duration)
    hurry(now: now)
  }

  /// Whether a deadline counts time now, so that the time in which the program was stopped has to be known.
  package var countsTime: Bool { !isFinished && patience?.isCounting ?? false }

  /// The program was stopped for so short a while that only deadlines mind: they do not count it.
  package mutating func recordStop(_ duration: Duration) { patience?.recordSleep(duration) }

  /// Reads at least a thousand entries older than those delivered, where there are any.
  package mutating func fetchOlder(now: Duration) {
    guard pager.hasOlder, !wantsOlder, refusal == nil, !isFinished else { return }
    wantsOlder = true
    // The grace before the last pass is for entries that are written late.
    if ending.stage != .lastPass { schedule.hurry(now: now) }
  }

  private mutating func hurry(now: Duration) {
    retryAt = nil
    logsRetryAt = logsRetryAt.map { _ in now }
    backoffSteps = 0
    schedule.hurry(now: now)
    schedule.quicken()
    refusal?.until = now
  }

  /// Ends following, but for a screen that stays open.
  mutating func end(_ completeness: FollowState.Completeness) {
    ending.end()
    state.source = refusal == nil ? .ended : .refused(logsOnly: true)
    state.completeness = completeness
    isFinished = !options.outlivesTask
    jobs = []
  }

  private mutating func emitState(into events: inout [FollowEvent]) {
    state.nextPoll = isFinished ? nil : logsRetryAt ?? retryAt ?? (jobs.isEmpty ? schedule.next : state.nextPoll)
    state.count(pager)
    state.isLoadingOlder = wantsOlder
    guard state != lastEmitted else { return }
    lastEmitted = state
    events.append(.state(state))
  }
}
