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
  let request: HTTPRequest
  let settings: TransportSettings

  func describe(beforeFirstByte: Bool) -> SourceFailure {
    let reason = reason
    return switch code {
    case CURLE_OPERATION_TIMEDOUT:
      SourceFailure(.timeout, "No connection to \(host) within \(seconds(settings.connectTimeout)) s.")
    case CURLE_BAD_CONTENT_ENCODING, CURLE_UNSUPPORTED_PROTOCOL:
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
    case CURLE_COULDNT_RESOLVE_PROXY: "The proxy's name cannot be resolved."
    case CURLE_COULDNT_CONNECT where systemError != 0:
      "No connection to \(host): \(String(cString: strerror(CInt(truncatingIfNeeded: systemError))))."
    case CURLE_COULDNT_CONNECT: "No connection to \(host): \(reason)."
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
