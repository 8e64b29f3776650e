import CCurl
import MonitorCore

/// One request under way: its easy handle, and what arrived of the answer. Lives on the curl thread only.
final class CurlTransfer {
  let job: CurlMailbox.Job
  let easy: UnsafeMutableRawPointer
  private let settings: TransportSettings
  private let budget: BodyBudget
  private var collector: HeaderCollector
  private var body = BodyBuffer()
  private var requestHeaders: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  /// Why the transfer was ended from here, where it was.
  private var fault: SourceFailure?
  /// When something last happened; `nil` until the request can be sent, because connecting has a limit of its own.
  private var lastActivity: ContinuousClock.Instant?

  init(_ job: CurlMailbox.Job, easy: UnsafeMutableRawPointer, settings: TransportSettings, budget: BodyBudget) {
    self.job = job
    self.easy = easy
    self.settings = settings
    self.budget = budget
    collector = HeaderCollector(limit: settings.maximumHeaderBytes)
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  /// After this the handle may be reset and used again: nothing of libcurl points here any more.
  deinit {
    curl_easy_reset(easy)
    curl_slist_free_all(requestHeaders)
    errorText.deallocate()
    budget.give(body.count)
  }

  /// When this has to be ended unless something happens before.
  var deadline: ContinuousClock.Instant {
    guard let lastActivity else { return job.deadline }
    return min(job.deadline, lastActivity + settings.idleTimeout)
  }

  /// Why it was ended at its deadline.
  var lateFailure: SourceFailure {
    let isIdle = deadline < job.deadline
    return SourceFailure(
      .timeout,
      isIdle
        ? "The server sent nothing for \(seconds(settings.idleTimeout)) s."
        : "The answer was not complete within \(seconds(settings.requestTimeout)) s.")
  }

  /// Sets the handle up. Throws where the request cannot be sent as it has to be.
  func configure(for address: WebAddress) throws(SourceFailure) {
    guard settings.proxy.isUsable else {
      throw SourceFailure(.transport(beforeFirstByte: false), "The proxy in HTTPS_PROXY is no http(s) address.")
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    for (name, value) in headerFields {
      requestHeaders = curl_slist_append(requestHeaders, "\(name): \(value)") ?? requestHeaders
    }
    let codes = [
      ccurl_set_private(easy, context),
      ccurl_set_error_buffer(easy, errorText),
      ccurl_set_headers(easy, requestHeaders),
      ccurl_set_body_callback(
        easy, { data, size, count, context in receive(data, size, count, context, .body) }, context),
      ccurl_set_header_callback(
        easy, { data, size, count, context in receive(data, size, count, context, .header) }, context),
      ccurl_set_connected_callback(easy, { context, _, _, _, _ in noteConnected(context) }, context),
    ]
    guard codes.allSatisfy({ $0 == CURLE_OK }),
      CurlOptions.apply(to: easy, address: address, settings: settings)
    else {
      throw SourceFailure(.transport(beforeFirstByte: false), "This libcurl cannot send the request as it has to be.")
    }
  }

  /// What the asking task gets when libcurl is done.
  func answer(_ code: CURLcode) -> CurlMailbox.Answer {
    if let fault { return .failure(fault) }
    guard code == CURLE_OK else {
      let isReused = number(CURLINFO_NUM_CONNECTS) == 0
      let failure = CurlFailure(
        code: code, detail: String(cString: errorText), systemError: number(CURLINFO_OS_ERRNO),
        request: job.request, settings: settings)
      return .failure(failure.describe(beforeFirstByte: isReused && collector.bytes == 0))
    }
    return .success(
      HTTPResponse(status: number(CURLINFO_RESPONSE_CODE), headers: collector.headers, body: body.joined()))
  }

  private var headerFields: [(String, String)] {
    var fields = [("Accept", job.request.accept), ("traceparent", job.request.traceParent.text)]
    if let token = job.request.token { fields.append(("Authorization", token.authorization)) }
    return fields
  }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    return ccurl_get_long(easy, info, &value) == CURLE_OK ? value : 0
  }

  fileprivate enum Piece { case header, body }

  fileprivate func take(_ piece: Piece, _ data: UnsafeRawBufferPointer) -> Bool {
    lastActivity = .now
    do {
      switch piece {
      case .header: try collector.take(data)
      case .body: try takeBody(data)
      }
      return true
    } catch {
      fault = error
      return false
    }
  }

  private func takeBody(_ data: UnsafeRawBufferPointer) throws(SourceFailure) {
    let count = body.count + data.count
    guard count <= settings.maximumBodyBytes else {
      throw SourceFailure(.unreadable, "The answer is larger than \(settings.maximumBodyBytes / 1024) KiB.")
    }
    if count > settings.inflationGrace, count / max(1, settings.maximumInflation) > receivedBytes {
      throw SourceFailure(.unreadable, "The answer inflates to more than \(settings.maximumInflation) times its size.")
    }
    if body.count == 0 { body.expect(collector.contentLength ?? 0) }
    body.append(data)
    guard budget.take(data.count, bodyBytes: count) else {
      throw SourceFailure(
        .unreadable, "Several answers at once are larger than \(settings.maximumBodyBytes / 1024) KiB.")
    }
  }

  /// Received body bytes; libcurl may count the piece it is inflating only afterwards.
  private var receivedBytes: Int {
    var value: curl_off_t = 0
    let code = ccurl_get_size(easy, CURLINFO_SIZE_DOWNLOAD_T, &value)
    return (code == CURLE_OK ? Int(value) : 0) + Int(CURL_MAX_WRITE_SIZE)
  }

  fileprivate func connected() {
    lastActivity = .now
  }
}

/// Takes what libcurl hands over; every other result than the number of bytes ends the transfer.
private func receive(
  _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?,
  _ piece: CurlTransfer.Piece
) -> Int {
  let (bytes, overflow) = size.multipliedReportingOverflow(by: count)
  guard let context, !overflow else { return 0 }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  guard bytes > 0 else { return 0 }
  return transfer.take(piece, UnsafeRawBufferPointer(start: data, count: bytes)) ? bytes : -1
}

private func noteConnected(_ context: UnsafeMutableRawPointer?) -> CInt {
  guard let context else { return CURL_PREREQFUNC_ABORT }
  Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().connected()
  return CURL_PREREQFUNC_OK
}
