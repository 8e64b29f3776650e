import CCurl
import Glibc
import MonitorCore

/// What libcurl says of a transfer that failed, as the rest of the program wants to know it.
struct CurlFailure {
  let code: CURLcode
  /// libcurl's own words; may hold text of the server.
  let detail: String
  /// The `errno` behind it, or 0.
  let systemError: Int
  /// What a proxy answered to CONNECT, or 0.
  let proxyStatus: Int
  /// What came of the answer's headers.
  let headers: HTTPHeaders
  /// How long connecting might have taken.
  let connectTimeout: Duration
  let request: HTTPRequest
  let settings: TransportSettings

  func describe(beforeFirstByte: Bool) -> SourceFailure {
    if let failure = proxyFailure { return failure }
    let reason = reason
    return switch code {
    case CURLE_OPERATION_TIMEDOUT:
      SourceFailure(.timeout, "No connection to \(host) within \(seconds(connectTimeout)) s.")
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR:
      SourceFailure(.unreadable, encodingSentence(reason))
    case CURLE_UNSUPPORTED_PROTOCOL:
      SourceFailure(.unreadable, "The answer of \(host) is not readable: \(reason).")
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      SourceFailure(.transport(beforeFirstByte: beforeFirstByte), "The connection to \(host) broke: \(reason).")
    default:
      SourceFailure(.transport(beforeFirstByte: false), sentence(reason))
    }
  }

  private func sentence(_ reason: String) -> String {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: "The name \(host) cannot be resolved."
    case CURLE_COULDNT_CONNECT: "No connection to \(host): \(systemReason ?? reason)."
    case CURLE_PARTIAL_FILE: "The answer of \(host) was cut: \(reason)."
    case CURLE_SSL_CACERT_BADFILE: "The file of certificates cannot be read: \(reason)."
    case CURLE_PEER_FAILED_VERIFICATION:
      "The certificate of \(host) is not trusted: \(reason). --ca-file (or CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR) "
        + "names certificates to trust."
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
      "TLS with \(host) failed: \(reason)."
    default: "The request to \(host) failed: \(reason)."
    }
  }

  /// What the proxy did, where it did: the platform was not even asked.
  private var proxyFailure: SourceFailure? {
    guard let proxy = settings.proxy.https.flatMap(WebAddress.proxy) else { return nil }
    let name = "The proxy \(SafeText.line(proxy.host)) (HTTPS_PROXY)"
    if code == CURLE_COULDNT_RESOLVE_PROXY {
      return SourceFailure(.transport(beforeFirstByte: false), "\(name) cannot be found: its name cannot be resolved.")
    }
    if code == CURLE_COULDNT_CONNECT, detail.contains("to \(proxy.host) port \(proxy.port)") {
      return SourceFailure(
        .transport(beforeFirstByte: false), "\(name) takes no connection: \(systemReason ?? reason).")
    }
    guard proxyStatus >= 300 else { return nil }
    let answer = ProblemDetails(status: proxyStatus, body: []).sentence(hiding: nil)
    let isLogin = proxyStatus == 407
    return SourceFailure(
      isLogin ? .status(407) : .transport(beforeFirstByte: false),
      "\(name) does not connect to \(host): \(answer)"
        + (isLogin ? ". Give it a user and a password: http://user:password@host:port." : "."))
  }

  private func encodingSentence(_ reason: String) -> String {
    let name = headers["content-encoding"].map { SafeText.line(String($0.prefix(40))) } ?? "none"
    if name.lowercased() == "gzip" || name.lowercased() == "x-gzip" {
      return "The answer of \(host) is gzip that cannot be read, damaged or of several members: \(reason)."
    }
    return "The answer of \(host) is encoded as \(name), which was not asked for: gzip or nothing was."
  }

  private var systemReason: String? {
    systemError == 0 ? nil : String(cString: strerror(CInt(truncatingIfNeeded: systemError)))
  }

  private var host: String {
    SafeText.line(WebAddress(request.url)?.host ?? "the server")
  }

  private var reason: String {
    let own = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    let shown = SafeText.line(String((request.token?.redacted(own) ?? own).prefix(200)))
    return shown.hasSuffix(".") ? String(shown.dropLast()) : shown
  }
}

/// A duration in seconds for a sentence: `15`, `0.2`.
func seconds(_ duration: Duration) -> String {
  let value = (duration / .milliseconds(1)).rounded() / 1_000
  return value == value.rounded() ? String(value).replacing(".0", with: "") : String(value)
}
