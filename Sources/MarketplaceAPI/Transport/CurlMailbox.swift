import CCurl
import MonitorCore
import Synchronization

/// What the asking tasks and the curl thread tell one another: the only state that both touch.
final class CurlMailbox: Sendable {
  typealias Answer = Result<HTTPResponse, SourceFailure>

  struct Job: Sendable {
    let id: UInt64
    let request: HTTPRequest
    /// When the whole request has to be done.
    let deadline: ContinuousClock.Instant
    private let continuation: CheckedContinuation<Answer, Never>

    init(
      id: UInt64, request: HTTPRequest, deadline: ContinuousClock.Instant,
      continuation: CheckedContinuation<Answer, Never>
    ) {
      self.id = id
      self.request = request
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
    var isClosed = false
  }

  private struct State {
    var delivery = Delivery()
    var lastID: UInt64 = 0
    /// The address of the multi handle while `curl_multi_wakeup` may be called; a number, as pointers cannot be shared.
    var multi: UInt?

    /// The one call that libcurl allows from other threads. Inside the lock, so that the handle cannot go meanwhile.
    func wake() {
      guard let multi, let handle = UnsafeMutableRawPointer(bitPattern: multi) else { return }
      curl_multi_wakeup(handle)
    }
  }

  private let state = Mutex(State())

  /// A number for a request that is going to be sent.
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

  func close() {
    state.withLock { state in
      state.delivery.isClosed = true
      state.wake()
    }
  }

  /// What was delivered since the last call. For the curl thread.
  func take() -> Delivery {
    state.withLock { state in
      let delivery = state.delivery
      state.delivery = Delivery(isClosed: delivery.isClosed)
      return delivery
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
