import CCurl
import MonitorCore

/// What the curl thread does: takes requests from the mailbox, drives them, and wakes whoever asked.
///
/// It sleeps until libcurl, a deadline or the mailbox has a reason; without requests, for ever. In between it runs the
/// tasks that live on this thread.
final class CurlLoop {
  private let settings: TransportSettings
  private let mailbox: CurlMailbox
  private let executor: ThreadExecutor
  private let budget: BodyBudget
  /// What keeps the connections; `nil` where there is none.
  private var multi: UnsafeMutableRawPointer?
  private var transfers: [UInt64: CurlTransfer] = [:]
  /// Handles to use again.
  private var spare: [CurlHandle] = []
  /// How many connections in a row did not come to stand in time.
  private var failedConnects = 0

  /// How often tasks may go on before the network has its turn.
  private static let maxTurns = 64

  init(settings: TransportSettings, mailbox: CurlMailbox, executor: ThreadExecutor) {
    self.settings = settings
    self.mailbox = mailbox
    self.executor = executor
    budget = BodyBudget(limit: settings.maximumUnfinishedBytes)
  }

  /// Runs until the mailbox is closed.
  func run() {
    defer { executor.detach() }
    if isCurlReady { open() }
    while step() {}
    close()
  }

  /// Makes the handle that keeps the connections, where there is none.
  private func open() {
    multi = curl_multi_init()
    guard let multi else { return }
    ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, max(1, settings.maximumConnectionsPerHost))
    ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 2 * max(1, settings.maximumConnectionsPerHost))
    mailbox.setMulti(address: UInt(bitPattern: multi))
  }

  /// Lets go of all connections, and of the requests on them.
  private func close() {
    guard let multi else { return }
    for id in Array(transfers.keys) { finish(id, .failure(.droppedConnection), multi) }
    mailbox.setMulti(address: nil)
    spare = []
    curl_multi_cleanup(multi)
    self.multi = nil
  }

  /// One round. `false` once the mailbox is closed and everything is ended.
  private func step() -> Bool {
    var (turn, turns) = (runTurn(), 1)
    // What one task does may be what another waits for.
    while turn == .worked, turns < Self.maxTurns { (turn, turns) = (runTurn(), turns + 1) }
    guard turn != .closed, let multi else { return false }
    var running: CInt = 0
    curl_multi_perform(multi, &running)
    collect(multi)
    endLate(multi)
    let (mayWait, alarm) = mailbox.fallAsleep()
    // In this order: a job that comes in between finds the mailbox asleep, and wakes the thread by it.
    if mayWait, executor.fallAsleep() { curl_multi_poll(multi, nil, 0, pollMilliseconds(alarm), nil) }
    executor.wakeUp()
    return true
  }

  private enum Turn { case worked, idle, closed }

  /// Takes what was delivered. Without a multi handle there are no requests: those that come are refused.
  private func runTurn() -> Turn {
    let delivery = mailbox.dequeue(now: .now)
    for continuation in delivery.due { continuation.resume(returning: !delivery.isClosed) }
    let ranJobs = executor.runJobs()
    if delivery.dropsConnections, !delivery.isClosed {
      close()
      open()
    }
    guard let multi else {
      refuse(delivery.jobs)
      guard !delivery.isClosed else { return .closed }
      mailbox.close()
      return runTurn()
    }
    for job in delivery.jobs { start(job, multi) }
    for id in delivery.cancelled { finish(id, .failure(.cancelledRequest), multi) }
    if delivery.isClosed {
      for id in Array(transfers.keys) { finish(id, .failure(.cancelledRequest), multi) }
      return .closed
    }
    return delivery.due.isEmpty && !ranJobs ? .idle : .worked
  }

  private var connectTimeout: Duration {
    Self.connectTimeout(settings.connectTimeout, afterFailures: failedConnects)
  }

  /// 5, 10, 20, 30 s, where the first is 5 s: a way that is slow comes to stand at last, and one that is broken is not waited for
  /// at first.
  static func connectTimeout(_ first: Duration, afterFailures count: Int) -> Duration {
    first * min(6, 1 << min(3, count))
  }

  private func start(_ job: CurlMailbox.Job, _ multi: UnsafeMutableRawPointer) {
    do throws(SourceFailure) {
      let handle = if let spare = spare.popLast() { spare } else { try CurlHandle(settings: settings) }
      let transfer = CurlTransfer(
        job, handle: handle, settings: settings, budget: budget, connectTimeout: connectTimeout)
      try transfer.prepare()
      guard curl_multi_add_handle(multi, handle.easy) == CURLM_OK else {
        handle.end()
        throw .unstartedRequest
      }
      transfers[job.id] = transfer
    } catch {
      job.finish(.failure(error))
    }
  }

  /// Wakes whoever asked for what libcurl is done with.
  private func collect(_ multi: UnsafeMutableRawPointer) {
    var left: CInt = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      guard let transfer = CurlHandle.of(easy)?.transfer else { continue }
      let code = ccurl_message_result(message)
      // The one deadline that is libcurl's own.
      failedConnects = code == CURLE_OPERATION_TIMEDOUT ? failedConnects + 1 : transfer.isConnected ? 0 : failedConnects
      finish(transfer.job.id, transfer.answer(code), multi)
    }
  }

  private func endLate(_ multi: UnsafeMutableRawPointer) {
    guard !transfers.isEmpty else { return }
    let now = ContinuousClock.now
    for transfer in transfers.values.filter({ $0.deadline <= now && !$0.extend(now: now) }) {
      finish(transfer.job.id, .failure(transfer.lateFailure), multi)
    }
  }

  /// Ends a transfer, where it is still under way.
  private func finish(_ id: UInt64, _ answer: CurlMailbox.Answer, _ multi: UnsafeMutableRawPointer) {
    guard let transfer = transfers.removeValue(forKey: id) else { return }
    curl_multi_remove_handle(multi, transfer.handle.easy)
    transfer.handle.end()
    spare.append(transfer.handle)
    transfer.job.finish(answer)
  }

  private func refuse(_ jobs: [CurlMailbox.Job]) {
    for job in jobs { job.finish(.failure(.unstartedRequest)) }
  }

  /// Until the next deadline, or somebody is to be woken. libcurl shortens it to what its own timers ask for.
  private func pollMilliseconds(_ alarm: ContinuousClock.Instant?) -> CInt {
    var next = alarm
    for transfer in transfers.values { next = min(next ?? transfer.deadline, transfer.deadline) }
    guard let next else { return CInt.max }
    // Rounded up, or the last fraction of a millisecond would be spent spinning.
    let milliseconds = ((next - .now) / .milliseconds(1)).rounded(.up)
    return CInt(max(0, min(milliseconds, 3_600_000)))
  }
}

/// libcurl wants to be set up once in a process; where it cannot be, there are no requests.
private let isCurlReady = ccurl_global_init() == CURLE_OK

extension SourceFailure {
  fileprivate static let droppedConnection = SourceFailure(
    .transport(beforeFirstByte: true), "The connection was let go of.")
}
