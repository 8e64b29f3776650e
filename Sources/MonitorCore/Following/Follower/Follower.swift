/// Follows one task: decides what to ask next and what of the answers to tell. A value without a clock or a network.
///
/// The caller asks `step`, does what it says, gives the answer to `receive`, and passes on the events. All times are on
/// the caller's clock, as durations since any fixed moment. The status is read before the logs, so that a final one
/// covers every entry written before it; every pass reads down to the watermark less the look-back, with pages that
/// join; audits read the rest. The README says why nothing is skipped.
package struct Follower: Sendable {
  package let task: TaskID
  private let options: FollowOptions
  private let rules: FollowRules
  private var random: SplitMix64
  private var schedule: PollSchedule
  private var reader: LogPager

  private var jobs: [FollowJob] = []
  private var pass: LogPass?
  private var ending = TaskEnding()
  private var isFinished = false
  /// Why the logs alone are refused, where they are.
  private var refusal: String?
  private var wantsOlder = false
  private(set) var passBegan = Duration.zero
  private var rollingBegan = Duration.zero
  private var retryAt: Duration?
  private var streak = FailureStreak()
  private var lastEmitted: FollowState?

  /// The task as last read.
  package private(set) var snapshot: TaskSnapshot?
  package private(set) var state = FollowState()
  /// The newest pass that proved complete, and how many did: what the simulation holds the promise against.
  package private(set) var completePass: CompletePass?
  package private(set) var completePasses = 0
  /// How many passes ended without proof: the server ordered otherwise than asked, or had too many ties.
  package private(set) var unprovenPasses = 0

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
    reader = LogPager(task, options: options, rules: rules)
  }

  /// What to do now. Asking again without an answer in between gives the same request again.
  package mutating func step(now: Duration) -> Step {
    if isFinished { return .finished }
    if let retryAt, now < retryAt { return .wait(until: retryAt) }
    if jobs.isEmpty {
      if now < schedule.next { return .wait(until: schedule.next) }
      jobs = schedule.begin(
        reader, logsAreRefused: refusal != nil, wantsOlder: wantsOlder, ending: ending.stage, now: now)
    }
    guard case .readLogs(let purpose)? = jobs.first else { return .ask(.task(task)) }
    if pass == nil { passBegan = purpose == .rollingAudit && reader.isRolling ? rollingBegan : now }
    if purpose == .rollingAudit { rollingBegan = passBegan }
    let pass = pass ?? reader.begin(purpose, now: passBegan)
    self.pass = pass
    var query = pass.query
    query.keepsMembers = options.keepsMembers
    return .ask(.logs(query))
  }

  /// Takes the answer to the request that `step` gave, and says what it means.
  package mutating func receive(_ answer: Answer, now: Duration) -> [FollowEvent] {
    guard let job = jobs.first, !isFinished else { return [] }
    var events: [FollowEvent] = []
    switch (answer, job) {
    case (.failure(let failure), _): fail(failure, job, now: now)
    case (.task(let answer), .readTask): readTask(answer, now: now, into: &events)
    case (.page(let page), .readLogs(let purpose)): readLogs(page, for: purpose, now: now, into: &events)
    default: return []
    }
    if jobs.isEmpty, !isFinished {
      schedule.end(now: now, status: snapshot?.status, ending: ending.stage, using: &random)
      // Asked for while this poll was under way.
      if wantsOlder, refusal == nil, ending.stage != .lastPass { schedule.hurry(now: now) }
    }
    note(into: &events)
    return events
  }

  /// Polls at once, also where following had stopped because access was refused.
  package mutating func pollNow(now: Duration) {
    retryAt = nil
    schedule.hurry(now: now)
    schedule.quicken()
    refusal = nil
    if isFinished, ending.stage != .over { isFinished = false }
  }

  /// Reads at least a thousand entries older than those told, where there are any.
  package mutating func fetchOlder(now: Duration) {
    guard reader.hasOlder, !wantsOlder, refusal == nil, !isFinished else { return }
    wantsOlder = true
    // The grace before the last look is for entries that are written late.
    if ending.stage != .lastPass { schedule.hurry(now: now) }
  }

  private mutating func readTask(_ answer: TaskAnswer, now: Duration, into events: inout [FollowEvent]) {
    succeed(now: now)
    jobs.removeFirst()
    schedule.recordTaskRead(now: now)
    if answer.task != snapshot {
      snapshot = answer.task
      events.append(.task(answer.task))
      schedule.recordNewEntries()
    }
    let isFinal = answer.task.status.isFinal
    if ending.take(isFinal: isFinal) { schedule.quicken() }
    if isFinal, refusal != nil { end() }
  }

  private mutating func readLogs(
    _ page: LogPage, for purpose: LogPass.Purpose, now: Duration, into events: inout [FollowEvent]
  ) {
    guard let pass else { return }
    succeed(now: now)
    let outcome = reader.take(page, of: pass, for: purpose, now: now)
    self.pass = outcome.next
    if let delivered = outcome.delivered, !delivered.isEmpty {
      events.append(.logs(delivered, receivedAt: outcome.receivedAt))
      schedule.recordNewEntries()
    }
    guard outcome.next == nil else { return }
    jobs.removeFirst()
    if let from = outcome.provenFrom {
      completePass = CompletePass(began: passBegan, from: from)
      completePasses += 1
    } else if purpose != .rollingAudit, purpose != .older {
      unprovenPasses += 1
    }
    switch purpose {
    case .history where !options.follows: end()
    case .older: wantsOlder = false
    case .audit: auditEnded(isProven: outcome.provenFrom != nil, now: now)
    case .history, .poll, .rollingAudit: break
    }
    if outcome.demandsPoll, !isFinished { jobs.append(.readLogs(.poll)) }
    if outcome.demandsAudit, !isFinished, !jobs.contains(.readLogs(.audit)) { jobs.append(.readLogs(.audit)) }
  }

  private mutating func auditEnded(isProven: Bool, now: Duration) {
    guard !reader.broughtNewEntries else { return }
    switch ending.auditEnded(isProven: isProven, rules: rules) {
    case .goOn: break
    case .waitForGrace: schedule.waitForGrace(now: now)
    case .end: end()
    }
  }

  private mutating func end() {
    ending.end()
    state.source = refusal == nil ? .ended : .refused(logsOnly: true)
    isFinished = !options.outlivesTask
    jobs = []
  }

  private mutating func succeed(now: Duration) {
    retryAt = nil
    state.lastGood = now
    state.failures = 0
    state.retryAfter = nil
    state.problem = refusal ?? ""
    state.source = refusal != nil ? .refused(logsOnly: true) : ending.stage == .over ? .ended : .live
  }

  private mutating func fail(_ failure: SourceFailure, _ job: FollowJob, now: Duration) {
    let reaction = FailurePolicy.reaction(
      to: failure, attempt: state.failures + 1,
      inARow: streak.take(failure.kind, goesOn: state.failures > 0), isLogs: job != .readTask,
      isKeyset: pass?.isKeyset ?? false, hasTask: snapshot != nil, isOneShot: !options.follows)
    if reaction == .none { return }
    state.failures += 1
    switch reaction {
    case .none, .retryNow: break
    case .retry:
      state.source = .stale
      state.problem = failure.sentence
      state.retryAfter = failure.retryAfter
      retryAt = now + Backoff.delay(failures: state.failures, retryAfter: failure.retryAfter, using: &random)
    case .withoutKeyset:
      if case .readLogs(let purpose) = job { pass = reader.withoutKeyset(for: purpose) }
    case .withoutLogs:
      refusal = failure.sentence
      wantsOlder = false
      pass = nil
      jobs = []
      succeed(now: now)
      if snapshot?.status.isFinal ?? false { end() }
    case .stop(let source):
      state.source = source
      state.problem = failure.sentence
      wantsOlder = false
      pass = nil
      jobs = []
      isFinished = true
    }
  }

  private mutating func note(into events: inout [FollowEvent]) {
    state.nextPoll = isFinished ? nil : retryAt ?? (jobs.isEmpty ? schedule.next : state.nextPoll)
    state.count(reader)
    state.isLoadingOlder = wantsOlder
    guard state != lastEmitted else { return }
    lastEmitted = state
    events.append(.state(state))
  }
}
