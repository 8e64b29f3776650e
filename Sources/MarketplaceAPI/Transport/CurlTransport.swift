import Glibc
package import MonitorCore
import Synchronization

/// HTTP over libcurl: one multi handle on one thread of its own, which sleeps while nothing is under way.
///
/// Keeps connections, speaks HTTP/2 where it is offered, verifies TLS always, and keeps to `TransportSettings`.
/// Closing or releasing it ends all requests as cancelled and waits for the thread, which takes no network time.
package final class CurlTransport: HTTPTransport {
  private let settings: TransportSettings
  private let mailbox: CurlMailbox
  let executor = ThreadExecutor()
  let timers: CurlTimers
  private let thread: Mutex<pthread_t?>
  private let addresses = AddressCache()

  /// The thread, for following to run on.
  package var runtime: FollowRuntime {
    FollowRuntime(
      executor: executor, wait: { [timers] in await timers.wait(until: $0, tolerance: $1) },
      dropConnections: { [mailbox] in mailbox.dropConnections() })
  }

  /// Starts the thread. Throws where the system gives none.
  package init(_ settings: TransportSettings) throws(SourceFailure) {
    self.settings = settings
    mailbox = CurlMailbox()
    timers = CurlTimers(mailbox)
    executor.attach { [mailbox] in mailbox.wake() }
    let loop = CurlThreadStart(settings: settings, mailbox: mailbox, executor: executor)
    let start = Unmanaged.passRetained(loop)
    var thread = pthread_t()
    let code = withSignalsLeftToOthers {
      pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          let start = Unmanaged<CurlThreadStart>.fromOpaque(context).takeRetainedValue()
          CurlLoop(settings: start.settings, mailbox: start.mailbox, executor: start.executor).run()
          return nil
        }, start.toOpaque())
    }
    guard code == 0 else {
      start.release()
      executor.detach()
      self.thread = Mutex(nil)
      throw SourceFailure(.transport(beforeFirstByte: false), "No thread for the network: error \(code).")
    }
    self.thread = Mutex(thread)
  }

  deinit { close() }

  /// Ends all requests as cancelled and waits until the thread is gone, except on that thread itself. Later requests are
  /// cancelled at once.
  package func close() {
    mailbox.close()
    let running = thread.withLock { thread in
      let running = thread
      thread = nil
      return running
    }
    guard let running else { return }
    // The last one that used this may have been a task there.
    if pthread_equal(running, pthread_self()) != 0 { pthread_detach(running) } else { pthread_join(running, nil) }
  }

  package func get(_ request: HTTPRequest) async throws(SourceFailure) -> HTTPResponse {
    guard var address = addresses.address(request.url) else {
      throw SourceFailure(.transport(beforeFirstByte: false), "The address of the request is not valid.")
    }
    let deadline = ContinuousClock.now + settings.requestTimeout
    var hop = request
    for _ in 0...max(0, settings.maximumRedirects) {
      guard address.scheme == "https" || address.isLoopback else {
        throw SourceFailure(.transport(beforeFirstByte: false), "Plain http is used for this machine alone.")
      }
      hop.url = address.text
      let response = try await send(hop, to: address, deadline: deadline).get()
      guard [301, 302, 303, 307, 308].contains(response.status) else { return response }
      address = try Redirect.target(of: response, from: address, hiding: request.token)
    }
    throw SourceFailure(.redirect, "More than \(settings.maximumRedirects) redirects in a row.")
  }

  private func send(
    _ request: HTTPRequest, to address: WebAddress, deadline: ContinuousClock.Instant
  ) async -> CurlMailbox.Answer {
    let id = mailbox.nextID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        mailbox.submit(
          .init(id: id, request: request, address: address, deadline: deadline, continuation: continuation))
      }
    } onCancel: {
      mailbox.cancel(id)
    }
  }
}

/// What the thread is given.
private final class CurlThreadStart: Sendable {
  let settings: TransportSettings
  let mailbox: CurlMailbox
  let executor: ThreadExecutor

  init(settings: TransportSettings, mailbox: CurlMailbox, executor: ThreadExecutor) {
    self.settings = settings
    self.mailbox = mailbox
    self.executor = executor
  }
}

/// Runs `body` so that a thread started in it gets no signals: they belong to the program's loop. Those of a crash
/// stay, or the guard that gives the terminal back would not run.
private func withSignalsLeftToOthers<Result>(_ body: () -> Result) -> Result {
  var blocked = sigset_t()
  var before = sigset_t()
  sigfillset(&blocked)
  for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, signal) }
  pthread_sigmask(SIG_SETMASK, &blocked, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return body()
}
