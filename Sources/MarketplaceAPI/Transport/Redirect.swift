import MonitorCore

/// Where a redirect may lead: inside the origin, so that the token never goes elsewhere.
enum Redirect {
  static func target(of response: HTTPResponse, from address: WebAddress) throws(SourceFailure) -> WebAddress {
    guard let location = response.headers["location"] else {
      throw SourceFailure(.redirect, "The server redirected (\(response.status)) without saying where to.")
    }
    guard let target = address.resolving(location) else {
      throw SourceFailure(.redirect, "The server redirected (\(response.status)) to no valid address.")
    }
    guard target.hasSameOrigin(as: address) else {
      let host = SafeText.line(String(target.host.prefix(100)))
      throw SourceFailure(.redirect, "The server redirected to another origin, \(host), where the token must not go.")
    }
    return target
  }
}
