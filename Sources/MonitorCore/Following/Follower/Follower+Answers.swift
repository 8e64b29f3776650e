extension Follower {
  /// What the caller is to do.
  package enum Step: Sendable, Equatable {
    case ask(Request)
    case wait(until: Duration)
    /// Nothing more will be delivered.
    case finished
  }

  /// What is asked.
  package enum Request: Sendable, Equatable {
    case task(TaskID)
    case logs(LogQuery)
  }

  /// What came of asking.
  package enum Answer: Sendable {
    case task(TaskAnswer)
    case page(LogPage)
    case failure(SourceFailure)
  }

  /// A pass that read all it had to.
  package struct CompletePass: Sendable, Equatable {
    /// When its first page was asked for.
    package var began: Duration
    /// From when on it read; `nil` for from the very start.
    package var from: Timestamp?
  }

  /// `--since 10m` means ten minutes of the server's clock. A difference of the size of a `Date`'s resolution is none.
  private mutating func countSince(fromServerTime serverNow: Timestamp?, now: Duration) {
    guard let zero = options.sinceCountsFrom, let serverNow, !pager.historyIsRead else { return }
    options.sinceCountsFrom = nil
    let ahead = serverNow.seconds(since: zero.advanced(bySeconds: now.seconds))
    if abs(ahead) >= 2 { pager.moveSince(bySeconds: ahead) }
  }

  mutating func apply(_ answer: TaskAnswer, now: Duration, into events: inout [FollowEvent]) {
    jobs.removeFirst()
    schedule.recordTaskRead(now: now)
    if let moment = logsRetryAt {
      // That the logs are refused goes on.
      (retryAt, logsRetryAt) = (max(now, moment), nil)
      readTask(until: moment, now: now)
    } else {
      succeed(now: now)
    }
    answered.task = true
    countSince(fromServerTime: answer.serverNow, now: now)
    if answer.task != snapshot {
      snapshot = answer.task
      events.append(.task(answer.task))
      schedule.recordNewEntries()
    }
    let isFinal = answer.task.status.isFinal
    if ending.apply(isFinal: isFinal) { schedule.quicken() }
    // Whoever may read them at the end is not refused for what was so at the beginning.
    if isFinal, ending.stage != .over, refusal != nil, jobs.isEmpty { jobs = [.readLogs(.history)] }
  }

  mutating func consume(
    _ page: LogPage, for purpose: LogPass.Purpose, now: Duration, into events: inout [FollowEvent]
  ) {
    guard let pass else { return }
    refusal = nil
    answered.logs = true
    succeed(now: now)
    let outcome = pager.consume(page, of: pass, for: purpose, now: now)
    self.pass = outcome.next
    if let delivered = outcome.delivered, !delivered.isEmpty {
      events.append(.logs(delivered, receivedAt: outcome.receivedAt))
      schedule.recordNewEntries()
    }
    if purpose == .audit, ending.isRepeating { retryAt = now + rules.repeatedAuditPause * options.taskCount }
    guard outcome.next == nil else { return }
    jobs.removeFirst()
    if purpose != .rollingAudit, purpose != .older { state.lastPassIsProven = outcome.provenFrom != nil }
    if let from = outcome.provenFrom {
      completePass = CompletePass(began: passBegan, from: from)
      completePasses += 1
    } else if purpose != .rollingAudit, purpose != .older {
      unprovenPasses += 1
    }
    settle(purpose, outcome, now: now)
  }

  /// After a pass.
  private mutating func settle(_ purpose: LogPass.Purpose, _ outcome: LogPager.Outcome, now: Duration) {
    let isProven = outcome.provenFrom != nil
    if purpose == .older { wantsOlder = false }
    if !options.follows, purpose == .history, !isProven {
      // One look, too, is read again where that may prove it.
      jobs = [.readLogs(.audit)]
      return
    }
    if !options.follows { return end(completeness(isProven: isProven)) }
    if ending.stage == .no {
      if outcome.demandsPoll { jobs.append(.readLogs(.poll)) }
      if outcome.demandsAudit, !jobs.contains(.readLogs(.audit)) { jobs.append(.readLogs(.audit)) }
      return
    }
    guard [.history, .poll, .audit].contains(purpose) else { return }
    let pass = TaskEnding.Pass(
      isAudit: purpose == .audit, isProven: isProven, broughtNewEntries: pager.broughtNewEntries,
      fingerprint: outcome.fingerprint)
    let isWhole = passBeganAtEnd && purpose != .poll
    switch ending.record(pass, isWhole: isWhole, now: now, rules: rules) {
    case .goOn: break
    case .waitForGrace: schedule.waitForGrace(now: now)
    case .end(let isProven): end(completeness(isProven: isProven))
    }
  }

  private func completeness(isProven: Bool) -> FollowState.Completeness {
    if let problem = pager.problem(isProven: isProven) { return .unproven(problem) }
    return .proven
  }

  private mutating func succeed(now: Duration) {
    retryAt = nil
    backoffSteps = 0
    patience?.recordAnswer(now: now)
    state.lastGood = now
    state.failures = 0
    state.retryAfter = nil
    state.problem = refusal?.sentence ?? ""
    state.source = refusal != nil ? .refused(logsOnly: true) : ending.stage == .over ? .ended : .live
  }
}

extension FollowState {
  /// Takes on what reading has counted.
  mutating func count(_ pager: LogPager) {
    missing = pager.missing
    behind = pager.behind
    delivered = pager.deduplicator.delivered
    invalid = pager.deduplicator.invalid
    late = pager.deduplicator.late
    revised = pager.deduplicator.revised
    logIsRead = pager.historyIsRead
    hasOlder = pager.hasOlder
    older = pager.older
  }
}
