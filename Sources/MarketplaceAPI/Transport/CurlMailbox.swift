import CCurl
import MonitorCore
import Synchronization

/// What others and the curl thread exchange: the only state that both touch.
final class CurlMailbox: Sendable {
  typealias Answer = Result<HTTPResponse, SourceFailure>
  /// Is told whether it was the thread that woke it.
  typealias Sleeper = CheckedContinuation<Bool, Never>

  struct Job: Sendable {
    let id: UInt64
    let request: HTTPRequest
    /// What `request.url` is, taken apart.
    let address: WebAddress
    /// When the whole request has to be done.
    let deadline: ContinuousClock.Instant
    private let continuation: CheckedContinuation<Answer, Never>

    init(
      id: UInt64, request: HTTPRequest, address: WebAddress, deadline: ContinuousClock.Instant,
      continuation: CheckedContinuation<Answer, Never>
    ) {
      self.id = id
      self.request = request
      self.address = address
      self.deadline = deadline
      self.continuation = continuation
    }

    /// Wakes the asking task. Called exactly once for each job.
    func finish(_ answer: Answer) { continuation.resume(returning: answer) }
  }

  /// What the curl thread finds when it looks.
  struct Delivery: Sendable {
    var jobs: [Job] = []
    /// Requests whose tasks were cancelled, perhaps finished meanwhile.
    var cancelled: [UInt64] = []
    /// Who waited until now.
    var due: [Sleeper] = []
    /// Whether all connections are to be let go of, before anything else.
    var dropsConnections = false
    var isClosed = false

    fileprivate var isEmpty: Bool { jobs.isEmpty && cancelled.isEmpty && !dropsConnections && !isClosed }
  }

  private struct State {
    var delivery = Delivery()
    var alarms = Alarms<Sleeper>()
    var lastID: UInt64 = 0
    /// The address of the multi handle while `curl_multi_wakeup` may be called; a number, as pointers cannot be shared.
    var multi: UInt?
    /// Whether the thread waits for the network, and so has to be woken to see what is here.
    var isAsleep = false

    /// The one call that libcurl allows from other threads. Inside the lock, so that the handle cannot go meanwhile.
    mutating func wake() {
      guard isAsleep, let multi, let handle = UnsafeMutableRawPointer(bitPattern: multi) else { return }
      isAsleep = false
      curl_multi_wakeup(handle)
    }
  }

  private let state = Mutex(State())

  /// A number for a request that is going to be sent, or for a wait.
  func nextID() -> UInt64 {
    state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
  }

  /// Hands a job over, or finishes it as cancelled where its task is cancelled or the transport closed.
  func submit(_ job: Job) {
    let isAccepted = state.withLock { state in
      // The flag is set before the cancellation handler runs, and that waits for this lock: one of both sees it.
      guard !state.delivery.isClosed, !Task.isCancelled else { return false }
      state.delivery.jobs.append(job)
      state.wake()
      return true
    }
    if !isAccepted { job.finish(.failure(.cancelledRequest)) }
  }

  func cancel(_ id: UInt64) {
    state.withLock { state in
      state.delivery.cancelled.append(id)
      state.wake()
    }
  }

  /// Wakes the thread: something that is not in here waits for it.
  func wake() {
    state.withLock { $0.wake() }
  }

  /// Has somebody woken at a moment with `true`; at once where the task is cancelled, and with `false` where there is no
  /// thread any more.
  func setAlarm(_ id: UInt64, at moment: ContinuousClock.Instant, _ continuation: Sleeper) {
    let answer: Bool? = state.withLock { state in
      guard !state.delivery.isClosed else { return false }
      guard !Task.isCancelled else { return true }
      if state.alarms.add(id, at: moment, continuation) { state.wake() }
      return nil
    }
    if let answer { continuation.resume(returning: answer) }
  }

  /// Wakes who waits under this number, if anybody still does.
  func cancelAlarm(_ id: UInt64) {
    state.withLock { $0.alarms.remove(id) }?.resume(returning: true)
  }

  /// Has all connections let go of, with the requests on them.
  func dropConnections() {
    state.withLock { state in
      state.delivery.dropsConnections = true
      state.wake()
    }
  }

  func close() {
    state.withLock { state in
      state.delivery.isClosed = true
      state.wake()
    }
  }

  /// What was delivered since the last call, and who is to be woken. For the curl thread.
  func dequeue(now: ContinuousClock.Instant) -> Delivery {
    state.withLock { state in
      state.isAsleep = false
      var delivery = state.delivery
      state.delivery = Delivery(isClosed: delivery.isClosed)
      delivery.due = delivery.isClosed ? state.alarms.dequeueAll() : state.alarms.dequeue(until: now)
      return delivery
    }
  }

  /// Says that the thread is going to wait for the network, and until when at most; false, and it has to look at once,
  /// where something was delivered. For the curl thread.
  func fallAsleep() -> (mayWait: Bool, until: ContinuousClock.Instant?) {
    state.withLock { state in
      state.isAsleep = state.delivery.isEmpty
      return (state.isAsleep, state.alarms.first)
    }
  }

  /// Says which handle to wake, or with `nil` that there is none any more. For the curl thread.
  func setMulti(address: UInt?) {
    state.withLock { $0.multi = address }
  }
}

extension SourceFailure {
  static let cancelledRequest = SourceFailure(.cancelled, "The request was cancelled.")
}
