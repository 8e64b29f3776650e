import CCurl
import MonitorCore

/// One request under way, and what arrived of the answer. Lives on the curl thread only.
final class CurlTransfer {
  let job: CurlMailbox.Job
  let settings: TransportSettings
  let handle: CurlHandle
  private let budget: BodyBudget
  private var collector: HeaderCollector
  private var body: BodyBuffer
  /// Why the transfer was ended from here, where it was.
  private var fault: SourceFailure?
  /// When something last happened; `nil` until the request can be sent, because connecting has a limit of its own.
  private var lastActivity: ContinuousClock.Instant?
  /// When the whole answer has to be there, and how much of it was when that was last put off.
  private var limit: ContinuousClock.Instant
  private var bytesBeforeLimit = 0
  /// How long connecting may take.
  let connectTimeout: Duration

  init(
    _ job: CurlMailbox.Job, handle: CurlHandle, settings: TransportSettings, budget: BodyBudget,
    connectTimeout: Duration
  ) {
    self.job = job
    self.handle = handle
    self.settings = settings
    self.budget = budget
    self.connectTimeout = connectTimeout
    limit = job.deadline
    body = BodyBuffer(expecting: job.request.expectedBody)
    collector = HeaderCollector(limit: settings.maximumHeaderBytes)
  }

  deinit { budget.release(body.count) }

  /// When this has to be ended unless something happens before.
  var deadline: ContinuousClock.Instant {
    guard let lastActivity else { return job.deadline + connectTimeout }
    return min(limit, lastActivity + settings.idleTimeout)
  }

  /// Puts the deadline of the whole answer off where enough of it came since that was last done; false where not, or where
  /// another deadline has passed.
  func extend(now: ContinuousClock.Instant) -> Bool {
    guard let lastActivity, now >= limit, lastActivity + settings.idleTimeout > now else { return false }
    let window = bytesBeforeLimit == 0 ? settings.requestTimeout : settings.requestTimeout / 6
    let wanted = Double(settings.minimumRate) * (window / .seconds(1))
    guard Double(body.count - bytesBeforeLimit) >= wanted, limit < latest else { return false }
    bytesBeforeLimit = body.count
    limit = min(latest, max(limit, now) + settings.requestTimeout / 6)
    return true
  }

  private var latest: ContinuousClock.Instant {
    job.deadline + (settings.longestRequestTimeout - settings.requestTimeout)
  }

  /// Why it was ended at its deadline.
  var lateFailure: SourceFailure {
    guard let lastActivity else {
      return SourceFailure(.timeout, "No connection within \(seconds(settings.requestTimeout + connectTimeout)) s.")
    }
    if lastActivity + settings.idleTimeout < limit {
      return SourceFailure(.timeout, "The server sent nothing for \(seconds(settings.idleTimeout)) s.")
    }
    let time = limit - (job.deadline - settings.requestTimeout)
    let sentence = "The answer was not complete within \(seconds(time)) s."
    if limit >= latest { return SourceFailure(.tooLarge, sentence) }
    return SourceFailure(body.count > 0 ? .tooSlow : .timeout, sentence)
  }

  /// Makes the handle ready for the request. Throws where that cannot be sent as it has to be.
  func prepare() throws(SourceFailure) {
    if job.address.scheme == "https", let fault = settings.proxy.fault {
      throw SourceFailure(.transport(beforeFirstByte: false), fault)
    }
    try handle.begin(self, headers: headerFields)
  }

  /// What the asking task gets when libcurl is done.
  func answer(_ code: CURLcode) -> CurlMailbox.Answer {
    if let fault { return .failure(fault) }
    guard code == CURLE_OK else {
      let isReused = handle.number(CURLINFO_NUM_CONNECTS) == 0
      let failure = CurlFailure(
        code: code, detail: handle.detail, systemError: handle.number(CURLINFO_OS_ERRNO),
        proxyStatus: handle.number(CURLINFO_HTTP_CONNECTCODE), headers: collector.headers,
        connectTimeout: connectTimeout,
        request: job.request, settings: settings)
      return .failure(failure.describe(beforeFirstByte: isReused && collector.bytes == 0))
    }
    return .success(
      HTTPResponse(status: handle.number(CURLINFO_RESPONSE_CODE), headers: collector.headers, body: body.joined()))
  }

  private var headerFields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = [
      ("Accept", job.request.accept), ("traceparent", job.request.traceParent.text),
    ]
    fields += job.request.fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if let token = job.request.token { fields.append(("Authorization", token.authorization)) }
    return fields
  }

  enum Piece { case header, body }

  /// Consumes what arrived; false where the transfer is to be ended.
  func consume(_ piece: Piece, _ data: UnsafeRawBufferPointer) -> Bool {
    lastActivity = .now
    do {
      switch piece {
      case .header: try collector.consume(data)
      case .body: try appendBody(data)
      }
      return true
    } catch {
      fault = error
      return false
    }
  }

  private func appendBody(_ data: UnsafeRawBufferPointer) throws(SourceFailure) {
    let count = body.count + data.count
    guard count <= settings.maximumBodyBytes else {
      throw SourceFailure(.tooLarge, "The answer is larger than \(settings.maximumBodyBytes / 1024) KiB.")
    }
    if count > settings.inflationGrace, count / max(1, settings.maximumInflation) > handle.receivedBytes {
      throw SourceFailure(.unreadable, "The answer inflates to more than \(settings.maximumInflation) times its size.")
    }
    if body.count == 0 { body.expect(collector.contentLength ?? 0) }
    body.append(data)
    guard budget.reserve(data.count, bodyBytes: count) else {
      throw SourceFailure(
        .unreadable, "Several answers at once are larger than \(settings.maximumUnfinishedBytes / 1024) KiB.")
    }
  }

  func connected() {
    lastActivity = .now
  }

  var isConnected: Bool { lastActivity != nil }
}
