import MonitorCore

/// How requests travel, and what they may cost. The defaults are those of the project's rules.
package struct TransportSettings: Sendable {
  /// `mpt-tail/<version>`.
  package var userAgent: String
  /// Until the connection stands, TLS included. After each connection in a row that did not come to stand in time the next
  /// one may take longer, up to six times as long.
  package var connectTimeout: Duration = .seconds(5)
  /// Between two pieces of an answer, and before the first one.
  package var idleTimeout: Duration = .seconds(15)
  /// From asking to the last byte, waiting for a connection and redirects included; longer while bytes come.
  package var requestTimeout: Duration = .seconds(30)
  /// How much longer: while at least so many bytes a second come, up to so long in all.
  package var minimumRate = 1_000
  package var longestRequestTimeout: Duration = .seconds(300)
  /// How long a connection may have been unused and still carry another request; whole seconds, at least 1. After two
  /// minutes many servers and routers have dropped it, and to find out costs more than to connect anew.
  package var idleConnectionTimeout: Duration = .seconds(118)
  /// Of one body after inflation.
  package var maximumBodyBytes = 32 << 20
  /// Of all unfinished large bodies together.
  package var maximumUnfinishedBytes = 64 << 20
  package var maximumHeaderBytes = 64 << 10
  /// How many bytes may come out of one received byte, once more than `inflationGrace` came out.
  package var maximumInflation = 200
  package var inflationGrace = 1 << 20
  package var maximumConnectionsPerHost = 8
  package var maximumRedirects = 5
  /// A file of certificates in PEM that are trusted beside the system's folder of them.
  package var certificateFile: String?
  /// Folders of hashed certificates, separated by colons, in place of the system's.
  package var certificateFolders: String?
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

  /// Why the proxy can never be used, where that is so: one sentence, safe to show, without its password.
  package var fault: String? {
    guard let https, except.drop(while: \.isWhitespace) != "*" else { return nil }
    let quotes: Set<Character> = ["\"", "'", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}"]
    if let first = https.first, quotes.contains(first) {
      return "The proxy's address in HTTPS_PROXY stands in quotation marks: leave them out."
    }
    let scheme = https.range(ofFirst: "://").map { https[..<$0.lowerBound].lowercased() } ?? "http"
    guard scheme == "http" || scheme == "https" else {
      let shown = SafeText.line(String(scheme.prefix(20)))
      return "The proxy in HTTPS_PROXY is \(shown)://…: http and https proxies alone are supported."
    }
    if scheme == "https", !CurlFeatures.hasSecureProxies {
      return "The proxy in HTTPS_PROXY is https://…, which this libcurl does not support."
    }
    guard WebAddress.isProxy(https) else {
      return "The proxy's address in HTTPS_PROXY is not valid: give http://host:port."
    }
    return nil
  }

  /// The proxy's own host and port; `nil` where there is none, or its address is not valid.
  package var endpoint: (host: String, port: Int)? { https.flatMap(WebAddress.proxy) }

  /// Whether a host is asked directly, by the rule that libcurl has for names.
  package func isException(_ host: String) -> Bool {
    except.split { $0 == "," || $0 == " " }.contains { item in
      let name = item.lowercased().drop { $0 == "." }
      return name == "*" || !name.isEmpty && (host == name || host.hasSuffix("." + name))
    }
  }

  /// What `HTTPS_PROXY` and `NO_PROXY` say, in capitals or not; where both are there, the small ones count, as for curl.
  package init(environment: [String: String]) {
    func value(_ name: String) -> String? {
      [name.lowercased(), name].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    self.init(https: value("HTTPS_PROXY"), except: value("NO_PROXY") ?? "")
  }
}
