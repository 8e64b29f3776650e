/// How requests travel, and what they may cost. The defaults are those of the project's rules.
package struct TransportSettings: Sendable {
  /// `mpt-tail/<version>`.
  package var userAgent: String
  /// Until the connection stands, TLS included.
  package var connectTimeout: Duration = .seconds(5)
  /// Between two pieces of an answer, and before the first one.
  package var idleTimeout: Duration = .seconds(15)
  /// From asking to the last byte, waiting for a connection and redirects included.
  package var requestTimeout: Duration = .seconds(30)
  /// How long a connection may have been unused and still carry another request; whole seconds, at least 1. After two
  /// minutes many servers and routers have dropped it, and to find out costs more than to connect anew.
  package var idleConnectionTimeout: Duration = .seconds(118)
  /// Of one body after inflation, and of all unfinished large bodies together.
  package var maximumBodyBytes = 32 << 20
  package var maximumHeaderBytes = 64 << 10
  /// How many bytes may come out of one received byte, once more than `inflationGrace` came out.
  package var maximumInflation = 200
  package var inflationGrace = 1 << 20
  package var maximumConnectionsPerHost = 8
  package var maximumRedirects = 5
  /// A file of certificates in PEM that are trusted beside the system's.
  package var extraCAFile: String?
  package var proxy = ProxySettings()

  package init(userAgent: String) {
    self.userAgent = userAgent
  }
}

/// Which proxy https goes through, always by CONNECT. Plain http never uses one.
package struct ProxySettings: Sendable, Hashable {
  /// An address `http[s]://[user:password@]host[:port]`; `nil` for none.
  package var https: String?
  /// Hosts that are asked directly, separated by commas; `*` for all.
  package var except: String

  package init(https: String? = nil, except: String = "") {
    self.https = https
    self.except = except
  }

  /// Whether the proxy, where there is one, speaks CONNECT; `socks5://` and the like do not.
  var isUsable: Bool {
    guard let address = https?.lowercased(), address.contains("://") else { return true }
    return address.hasPrefix("http://") || address.hasPrefix("https://")
  }

  /// What `HTTPS_PROXY` and `NO_PROXY` say, in capitals or not; where both are there, the small ones count, as for curl.
  package init(environment: [String: String]) {
    func value(_ name: String) -> String? {
      [name.lowercased(), name].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    self.init(https: value("HTTPS_PROXY"), except: value("NO_PROXY") ?? "")
  }
}
