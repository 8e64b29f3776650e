import MonitorCore

/// Where the platform is: the origin that all requests go to.
package struct BaseURL: Hashable, Sendable {
  /// Why an address cannot be used: one sentence, safe to show, that says what to do.
  package struct Fault: Error, Hashable {
    package let sentence: String
  }

  /// What to show in a title: the host, with the port where it is not the scheme's own.
  package let host: String
  /// Whether requests go by https, and whether they stay on this machine.
  package let isSecure: Bool
  package let isLoopback: Bool
  /// The host alone, and the port, as a connection needs them.
  package let endpoint: (host: String, port: Int)
  private let origin: String

  package static func == (left: BaseURL, right: BaseURL) -> Bool { left.origin == right.origin }
  package func hash(into hasher: inout Hasher) { hasher.combine(origin) }

  /// Reads any form found in the wild: with or without scheme, and ending in nothing, `/`, `/public` or `/public/v1`,
  /// with or without a slash. Plain http is for loopback alone, and is what a loopback without scheme means.
  package init(_ text: String) throws(Fault) {
    let text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    // A name and a password before the host are nobody's business.
    let readable = text.lastIndex(of: "@").map { "…" + text[$0...] } ?? text
    let shown = "\u{201C}\(SafeText.line(String(readable.prefix(80))))\u{201D}"
    guard !text.isEmpty else { throw Fault(sentence: "The base URL is empty: give https://host.") }
    let hasScheme = text.contains("://")
    guard let address = WebAddress(hasScheme ? text : "https://" + text) else {
      throw Fault(sentence: "The base URL \(shown) is no http(s) address without user name: give https://host.")
    }
    let scheme = hasScheme ? address.scheme : address.isLoopback ? "http" : "https"
    guard scheme == "https" || address.isLoopback else {
      throw Fault(sentence: "The base URL \(shown) is plain http, which would show the token: give https://host.")
    }
    guard let path = Self.path(of: text), Self.paths.contains(path) else {
      throw Fault(sentence: "The base URL \(shown) has a path that is not the API's: give https://host alone.")
    }
    let isUsual = !hasScheme && Self.port(in: text) == nil || address.port == (scheme == "https" ? 443 : 80)
    isSecure = scheme == "https"
    isLoopback = address.isLoopback
    host = isUsual ? address.host : "\(address.host):\(address.port)"
    endpoint = (address.host, isUsual ? (scheme == "https" ? 443 : 80) : address.port)
    origin = "\(scheme)://\(host)"
  }

  /// The absolute address of a path below the API's root, such as `system/tasks`.
  package func address(_ path: String, query: String = "") -> String {
    "\(origin)/public/v1/\(path)\(query.isEmpty ? "" : "?" + query)"
  }

  private static let paths: Set<String> = ["", "/", "/public", "/public/", "/public/v1", "/public/v1/"]

  /// Everything after the authority, a query or fragment included.
  private static func path(of text: String) -> String? {
    let rest = text.range(ofFirst: "://").map { text[$0.upperBound...] } ?? text[...]
    return rest.firstIndex { "/?#".contains($0) }.map { String(rest[$0...]) } ?? ""
  }

  private static func port(in text: String) -> Int? {
    let authority = text.prefix { $0 != "/" }
    guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else { return nil }
    return Int(authority[authority.index(after: colon)...])
  }
}

extension String {
  /// Where a text stands first.
  func range(ofFirst separator: String) -> Range<Index>? {
    ranges(of: separator).first
  }
}
