/// The thin loop around a `Follower`: it waits, asks, and emits; it decides nothing.
actor FollowLoop {
  /// So late a poll may be, where that spares a wake-up: less than anyone sees.
  private static let tolerance = Duration.milliseconds(20)
  /// The longest wait in one piece: timers stand still while the machine sleeps, so that what is left of a wait would be
  /// waited for after it.
  private static let maxWait = Duration.seconds(15)
  /// The same while a deadline counts time: by so much at most a stop of the program is taken for time in which it ran.
  private static let maxCountedWait = Duration.seconds(1)

  private let number: Int
  private let source: any TaskSource
  private let gate: RequestGate
  private let runtime: FollowRuntime
  private let sleepWatch: SleepWatch
  private let start: ContinuousClock.Instant
  private let observer: FollowObserver?
  private let shared: SharedAnswers
  private var follower: Follower
  private var sleeper: Task<Void, Never>?
  private var following: Task<Void, Never>?
  private var isStopped = false
  /// For how long the machine had slept when this was last looked at.
  private var slept = Duration.zero
  /// When the wait that watches the clock during a request wants to wake.
  private var lookAt: ContinuousClock.Instant?
  /// For how long the program was stopped since a request began, and whether the machine slept.
  private var stopped = Duration.zero
  private var hasSlept = false

  /// - Parameters:
  ///   - number: the task's number among those watched.
  ///   - start: the moment that the follower's times count from.
  ///   - shared: what the tasks of this run were answered.
  init(
    _ follower: Follower, number: Int, source: any TaskSource, gate: RequestGate, runtime: FollowRuntime,
    sleepWatch: SleepWatch, start: ContinuousClock.Instant, shared: SharedAnswers,
    observer: FollowObserver? = nil
  ) {
    self.observer = observer
    self.shared = shared
    self.follower = follower
    self.number = number
    self.source = source
    self.gate = gate
    self.runtime = runtime
    self.sleepWatch = sleepWatch
    self.start = start
  }

  /// Follows until the task is cancelled, or it is stopped, or nothing more will be emitted and nobody may ask for more.
  func run(staysForOrders: Bool, emit: @escaping FollowEngine.Emit) async {
    // In a task of its own, which `stop` can end alone, with the request that it waits for.
    let following = Task(executorPreference: runtime.executor) {
      await self.follow(staysForOrders: staysForOrders, emit: emit)
    }
    self.following = following
    if isStopped { following.cancel() }
    await withTaskCancellationHandler {
      await following.value
    } onCancel: {
      following.cancel()
    }
  }

  private func follow(staysForOrders: Bool, emit: FollowEngine.Emit) async {
    while !Task.isCancelled, !isStopped {
      noticeSleep()
      switch follower.step(now: now) {
      case .finished:
        guard staysForOrders else { return }
        await sleep(until: nil)
      case .wait(let moment):
        await sleep(until: moment)
      case .ask(let request):
        let answer = await askWatchingTheClock(request)
        // What was asked for before the end is nobody's any more.
        if isStopped { return }
        let events = receive(answer)
        if !events.isEmpty { await emit(number, events) }
      }
    }
  }

  private func receive(_ answer: Follower.Answer) -> [FollowEvent] {
    follower.answeredElsewhere = shared.value
    defer { shared.record(follower.answered) }
    guard let observer else { return follower.receive(answer, now: now) }
    let before = follower.passCounts
    let events = follower.receive(answer, now: now)
    for event in events { observer(follower.task, .event(event)) }
    if let pass = follower.completePass, follower.passCounts.proven > before.proven {
      observer(follower.task, .provenPass(pass))
    }
    if follower.passCounts.unproven > before.unproven { observer(follower.task, .unprovenPass) }
    return events
  }

  /// Tells the follower where the machine slept since the last pass; true where it did.
  @discardableResult
  private func noticeSleep(late: Duration = .zero) -> Bool {
    let total = sleepWatch.tick(late: late)
    guard total > slept else { return false }
    follower.recordSleep(total - slept, now: now)
    slept = total
    return true
  }

  /// Asks. While a deadline counts time, the clock is looked at meanwhile, each second.
  private func askWatchingTheClock(_ request: Follower.Request) async -> Follower.Answer {
    (stopped, hasSlept) = (.zero, false)
    let began = now
    var watching: Task<Void, Never>?
    if follower.countsTime { watching = Task(executorPreference: runtime.executor) { await self.watchTheClock() } }
    let answer = await ask(request)
    watching?.cancel()
    // The answer may have come before who watches woke.
    if let lookAt { noticeStop(late: lookAt.duration(to: .now)) }
    lookAt = nil
    // A busy machine is late now and then: that alone excuses no server.
    let wasStopped = stopped > .zero && stopped * 2 >= now - began
    return answer.unless(slept: noticeSleep() || hasSlept, stopped: wasStopped)
  }

  private func watchTheClock() async {
    while !Task.isCancelled {
      let deadline = start.advanced(by: now + Self.maxCountedWait)
      lookAt = deadline
      await runtime.wait(deadline, Self.tolerance)
      if !Task.isCancelled { noticeStop(late: deadline.duration(to: .now)) }
    }
  }

  /// Tells the follower where a wait that ended so late shows that the machine slept, or that the program was stopped.
  private func noticeStop(late: Duration) {
    if noticeSleep(late: late) {
      hasSlept = true
      return
    }
    guard let stop = SleepDetector.stop(late: late) else { return }
    stopped += stop
    follower.recordStop(stop)
  }

  /// Polls at once.
  func pollNow() {
    follower.pollNow(now: now)
    sleeper?.cancel()
  }

  /// Fetches older entries at once.
  func fetchOlder() {
    follower.fetchOlder(now: now)
    sleeper?.cancel()
  }

  /// Ends following for good; a request under way is cancelled. Nothing is emitted after it.
  func stop() {
    isStopped = true
    following?.cancel()
    sleeper?.cancel()
  }

  private var now: Duration { start.duration(to: .now) }

  private func sleep(until moment: Duration?) async {
    let longest = follower.countsTime ? Self.maxCountedWait : Self.maxWait
    let deadline = moment.map { start.advanced(by: min($0, now + longest)) }
    let sleeper = Task(executorPreference: runtime.executor) { [runtime] in
      guard let deadline else {
        // Until an order or the end: there is no moment to wake at.
        for await _ in AsyncStream<Never>.makeStream().stream {}
        return
      }
      await runtime.wait(deadline, Self.tolerance)
    }
    self.sleeper = sleeper
    await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
    self.sleeper = nil
    if let deadline, !Task.isCancelled { noticeStop(late: deadline.duration(to: .now)) }
  }

  private func ask(_ request: Follower.Request) async -> Follower.Answer {
    await gate.enter()
    guard !isStopped else {
      gate.leave(task: number, failed: false)
      return .failure(SourceFailure(.cancelled, ""))
    }
    let answer = await Self.answer(to: request, from: source)
    var failed = false
    if case .failure(let failure) = answer { failed = failure.isFault }
    gate.leave(task: number, failed: failed)
    return answer
  }

  private static func answer(
    to request: Follower.Request, from source: any TaskSource
  ) async -> Follower.Answer {
    do throws(SourceFailure) {
      switch request {
      case .task(let id): return .task(try await source.task(id))
      case .logs(let query): return .page(try await source.logs(query))
      }
    } catch {
      return .failure(error)
    }
  }
}

extension Follower.Answer {
  /// A request that the machine slept through says nothing of the server; nor does one that was too slow for a program that
  /// did not run.
  fileprivate func unless(slept: Bool, stopped: Bool) -> Self {
    guard case .failure(let failure) = self else { return self }
    let isSlow =
      switch failure.kind {
      case .transport, .timeout, .tooSlow: true
      case .tooLarge, .status, .unreadable, .redirect, .cancelled: false
      }
    return slept || stopped && isSlow ? .failure(SourceFailure(.cancelled, "")) : self
  }
}

extension SourceFailure {
  /// Whether the server or the way to it failed, rather than refused.
  var isFault: Bool {
    switch kind {
    case .transport, .timeout, .tooSlow, .unreadable, .redirect: true
    case .tooLarge: false
    case .status(let status): status >= 500 || status == 429 || status == 408 || status == 425
    case .cancelled: false
    }
  }
}
