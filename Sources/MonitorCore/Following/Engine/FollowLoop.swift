/// The thin loop around a `Follower`: it waits, asks, and passes on; it decides nothing.
actor FollowLoop {
  /// So late a poll may be, where that spares a wake-up: less than anyone sees.
  private static let tolerance = Duration.milliseconds(20)

  private let number: Int
  private let source: any TaskSource
  private let gate: RequestGate
  private let place: FollowPlace
  private let start: ContinuousClock.Instant
  private let observer: FollowObserver?
  private var follower: Follower
  private var sleeper: Task<Void, Never>?
  private var following: Task<Void, Never>?
  private var isStopped = false

  /// - Parameters:
  ///   - number: the task's number among those watched.
  ///   - start: the moment that the follower's times count from.
  init(
    _ follower: Follower, number: Int, source: any TaskSource, gate: RequestGate, place: FollowPlace,
    start: ContinuousClock.Instant, observer: FollowObserver? = nil
  ) {
    self.observer = observer
    self.follower = follower
    self.number = number
    self.source = source
    self.gate = gate
    self.place = place
    self.start = start
  }

  /// Follows until the task is cancelled, or it is stopped, or nothing more will be told and nobody may ask for more.
  func run(staysForOrders: Bool, emit: @escaping FollowEngine.Emit) async {
    // In a task of its own, which `stop` can end alone, with the request that it waits for.
    let following = Task(executorPreference: place.executor) {
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
      switch follower.step(now: now) {
      case .finished:
        guard staysForOrders else { return }
        await sleep(until: nil)
      case .wait(let moment):
        await sleep(until: moment)
      case .ask(let request):
        let answer = await ask(request)
        // What was asked for before the end is nobody's any more.
        if isStopped { return }
        let events = receive(answer)
        if !events.isEmpty { await emit(number, events) }
      }
    }
  }

  private func receive(_ answer: Follower.Answer) -> [FollowEvent] {
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

  /// Ends following for good; a request under way is cancelled. Nothing is told after it.
  func stop() {
    isStopped = true
    following?.cancel()
    sleeper?.cancel()
  }

  private var now: Duration { start.duration(to: .now) }

  private func sleep(until moment: Duration?) async {
    let deadline = moment.map { start.advanced(by: $0) }
    let sleeper = Task(executorPreference: place.executor) { [place] in
      guard let deadline else {
        // Until an order or the end: there is no moment to wake at.
        for await _ in AsyncStream<Never>.makeStream().stream {}
        return
      }
      await place.wait(deadline, Self.tolerance)
    }
    self.sleeper = sleeper
    await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
    self.sleeper = nil
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

extension SourceFailure {
  /// Whether the server or the way to it failed, rather than refused.
  var isFault: Bool {
    switch kind {
    case .transport, .timeout, .unreadable, .redirect: true
    case .status(let status): status >= 500 || status == 429 || status == 408 || status == 425
    case .cancelled: false
    }
  }
}

/// Where following runs, and how it waits.
///
/// A source whose network has a thread of its own may lend it: then a poll from the wait before it to what it told costs
/// no change of threads.
package struct FollowPlace: Sendable {
  /// Waits until a moment, or until the calling task is cancelled. Others may come at the same time: up to a moment that
  /// is `tolerance` later.
  package typealias Wait =
    @Sendable (
      _ deadline: ContinuousClock.Instant, _ tolerance: Duration?
    ) async -> Void

  /// What runs the tasks of following; `nil` for where all tasks run.
  let executor: (any TaskExecutor)?
  let wait: Wait

  package init(executor: (any TaskExecutor)?, wait: @escaping Wait) {
    self.executor = executor
    self.wait = wait
  }

  /// Where all tasks run.
  package static let shared = FollowPlace(executor: nil) { deadline, tolerance in
    try? await ContinuousClock().sleep(until: deadline, tolerance: tolerance)
  }
}
