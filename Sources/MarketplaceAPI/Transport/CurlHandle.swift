import CCurl
import MonitorCore

/// An easy handle of libcurl with all that requests have in common; it serves one request after another. Lives on the
/// curl thread only.
final class CurlHandle {
  let easy: UnsafeMutableRawPointer
  /// The request under way, whose is what arrives.
  private(set) var transfer: CurlTransfer?
  private var requestHeaders: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  /// Throws where there is none, or where libcurl refuses an option.
  init(settings: TransportSettings) throws(SourceFailure) {
    guard let easy = curl_easy_init() else { throw .unstartedRequest }
    self.easy = easy
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    let context = Unmanaged.passUnretained(self).toOpaque()
    let codes = [
      ccurl_set_private(easy, context),
      ccurl_set_error_buffer(easy, errorText),
      ccurl_set_body_callback(
        easy, { data, size, count, context in receive(data, size, count, context, .body) }, context),
      ccurl_set_header_callback(
        easy, { data, size, count, context in receive(data, size, count, context, .header) }, context),
      ccurl_set_connected_callback(easy, { context, _, _, _, _ in recordConnected(context) }, context),
    ]
    guard codes.allSatisfy({ $0 == CURLE_OK }), CurlOptions.apply(to: easy, settings: settings) else {
      throw .unsendableRequest
    }
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(requestHeaders)
    errorText.deallocate()
  }

  /// The handle that libcurl speaks of, while this object lives.
  static func of(_ easy: UnsafeMutableRawPointer) -> CurlHandle? {
    var context: UnsafeMutableRawPointer?
    guard ccurl_get_private(easy, &context) == CURLE_OK, let context else { return nil }
    return Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
  }

  /// Makes it ready for a request. Throws where that cannot be sent as it has to be.
  func begin(_ transfer: CurlTransfer, headers: [(name: String, value: String)]) throws(SourceFailure) {
    var list: UnsafeMutablePointer<curl_slist>?
    for (name, value) in headers { list = curl_slist_append(list, "\(name): \(value)") ?? list }
    curl_slist_free_all(requestHeaders)
    requestHeaders = list
    errorText.pointee = 0
    guard ccurl_set_headers(easy, list) == CURLE_OK,
      CurlOptions.apply(
        to: easy, address: transfer.job.address, proxy: transfer.settings.proxy,
        connectTimeout: transfer.connectTimeout)
    else { throw .unsendableRequest }
    self.transfer = transfer
  }

  /// The request is over, and libcurl drives the handle no more: nothing of the request, such as its token, stays.
  func end() {
    transfer = nil
    ccurl_set_headers(easy, nil)
    curl_slist_free_all(requestHeaders)
    requestHeaders = nil
  }

  /// What libcurl says went wrong.
  var detail: String { String(cString: errorText) }

  /// What libcurl knows of the request; 0 where it does not.
  func number(_ info: CURLINFO) -> Int {
    var value = 0
    return ccurl_get_long(easy, info, &value) == CURLE_OK ? value : 0
  }

  /// Body bytes received; libcurl may count the piece it is inflating only afterwards.
  var receivedBytes: Int {
    var value: curl_off_t = 0
    let code = ccurl_get_size(easy, CURLINFO_SIZE_DOWNLOAD_T, &value)
    return (code == CURLE_OK ? Int(value) : 0) + Int(CURL_MAX_WRITE_SIZE)
  }
}

/// Takes what libcurl hands over; every other result than the number of bytes ends the transfer.
private func receive(
  _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?,
  _ piece: CurlTransfer.Piece
) -> Int {
  let (bytes, overflow) = size.multipliedReportingOverflow(by: count)
  guard let transfer = transfer(of: context), !overflow, bytes > 0 else { return 0 }
  return transfer.consume(piece, UnsafeRawBufferPointer(start: data, count: bytes)) ? bytes : -1
}

private func recordConnected(_ context: UnsafeMutableRawPointer?) -> CInt {
  guard let transfer = transfer(of: context) else { return CURL_PREREQFUNC_ABORT }
  transfer.connected()
  return CURL_PREREQFUNC_OK
}

private func transfer(of context: UnsafeMutableRawPointer?) -> CurlTransfer? {
  context.flatMap { Unmanaged<CurlHandle>.fromOpaque($0).takeUnretainedValue().transfer }
}

extension SourceFailure {
  static let unstartedRequest = SourceFailure(
    .transport(beforeFirstByte: false), "libcurl cannot start the request.")
  fileprivate static let unsendableRequest = SourceFailure(
    .transport(beforeFirstByte: false), "This libcurl cannot send the request as it has to be.")
}
