import CCurl
import MonitorCore
import Synchronization

/// An absolute http or https address, taken apart by the parser that also connects, so that what is checked here is
/// what is asked there.
package struct WebAddress: Hashable, Sendable {
  /// The whole address as libcurl normalises it; without a fragment.
  package let text: String
  /// `http` or `https`.
  package let scheme: String
  /// Lower case; an IPv6 address stands in brackets.
  package let host: String
  /// 1…65535; the scheme's own where the address names none.
  package let port: Int
  /// Whether the host is this machine for certain: `localhost`, a literal of 127.0.0.0/8, or `::1`.
  package let isLoopback: Bool

  /// Takes an address apart. `nil` where it is none, is not http or https, or holds a user, a password or a zone.
  package init?(_ text: String) {
    self.init(steps: [text])
  }

  /// Where a `Location` leads, seen from here (RFC 3986, 5.2). `nil` as for `init`.
  package func resolving(_ location: String) -> WebAddress? {
    WebAddress(steps: [text, location])
  }

  /// Whether a token meant for here may be sent there: same scheme, host and port.
  package func hasSameOrigin(as other: WebAddress) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  private init?(steps: [String]) {
    guard let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    for step in steps {
      // A NUL would end the C string early: what is checked would not be what is asked.
      guard step.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
        curl_url_set(handle, CURLUPART_URL, step, 0) == CURLUE_OK
      else { return nil }
    }
    guard curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0) == CURLUE_OK,
      Self.part(CURLUPART_USER, of: handle) == nil, Self.part(CURLUPART_PASSWORD, of: handle) == nil,
      Self.part(CURLUPART_ZONEID, of: handle) == nil,
      let scheme = Self.part(CURLUPART_SCHEME, of: handle)?.lowercased(), scheme == "http" || scheme == "https",
      let host = Self.part(CURLUPART_HOST, of: handle)?.lowercased(), !host.isEmpty,
      let port = Self.part(CURLUPART_PORT, of: handle, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) }),
      (1...65_535).contains(port),
      let text = Self.part(CURLUPART_URL, of: handle)
    else { return nil }
    self.text = text
    self.scheme = scheme
    self.host = host
    self.port = port
    isLoopback = Self.isLoopback(host)
  }

  /// Whether a text names a proxy in a way that libcurl reads: `[http[s]://][user:password@]host[:port]`.
  static func isProxy(_ text: String) -> Bool { proxy(text) != nil }

  /// The host and the port of a proxy's address, of libcurl's own port where it names none; `nil` where it is none.
  static func proxy(_ text: String) -> (host: String, port: Int)? {
    guard let handle = curl_url() else { return nil }
    defer { curl_url_cleanup(handle) }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      curl_url_set(handle, CURLUPART_URL, text.contains("://") ? text : "http://" + text, 0) == CURLUE_OK,
      let host = part(CURLUPART_HOST, of: handle), !host.isEmpty
    else { return nil }
    let standard = text.lowercased().hasPrefix("https://") ? 443 : 1080
    return (host, part(CURLUPART_PORT, of: handle).flatMap { Int($0) } ?? standard)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy(isDigit) }
  }

  private static func part(_ part: CURLUPart, of handle: OpaquePointer, _ flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}

private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

/// Addresses that were taken apart before: following asks the same few over and over.
final class AddressCache: Sendable {
  /// Two for each of many tasks. Others, such as those that name a moment, come once and fill it up: then it begins anew.
  private static let maxAddresses = 512

  private let known = Mutex<[String: WebAddress]>([:])

  /// `nil` where a text is no address (`WebAddress`).
  func address(_ text: String) -> WebAddress? {
    if let address = known.withLock({ $0[text] }) { return address }
    guard let address = WebAddress(text) else { return nil }
    known.withLock { known in
      if known.count >= Self.maxAddresses { known.removeAll(keepingCapacity: true) }
      known[text] = address
    }
    return address
  }
}

/// Where a redirect may lead: inside the origin, so that the token never goes elsewhere.
enum Redirect {
  /// The target. `token` is what its host must not show, should the server have put it there.
  static func target(
    of response: HTTPResponse, from address: WebAddress, hiding token: Token? = nil
  ) throws(SourceFailure) -> WebAddress {
    guard let location = response.headers["location"] else {
      throw SourceFailure(.redirect, "The server redirected (\(response.status)) without saying where to.")
    }
    guard let target = address.resolving(location) else {
      throw SourceFailure(.redirect, "The server redirected (\(response.status)) to no valid address.")
    }
    guard target.hasSameOrigin(as: address) else {
      let host = SafeText.line(String((token?.redacted(target.host) ?? target.host).prefix(100)))
      throw SourceFailure(.redirect, "The server redirected to another origin, \(host), where the token must not go.")
    }
    return target
  }
}
