import CCurl

/// The options of transfers. Each of them guards something: where this libcurl refuses one, nothing may be sent.
enum CurlOptions {
  /// Sets what every transfer gets, whatever it asks; `false` where one is refused.
  static func apply(to easy: UnsafeMutableRawPointer, settings: TransportSettings) -> Bool {
    // libcurl takes whole seconds, and newer ones understand 0 as no limit.
    let idleSeconds = max(1, min(3_600, settings.idleConnectionTimeout.components.seconds))
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_HTTPGET, 1),
      (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_NOSIGNAL, 1),
      // Without this, ending a transfer waits for a name that is still being resolved, and all others wait with it.
      (CURLOPT_QUICK_EXIT, 1),
      (CURLOPT_SSL_VERIFYPEER, 1),
      (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
      (CURLOPT_MAXAGE_CONN, Int(idleSeconds)),
      (CURLOPT_HTTPPROXYTUNNEL, 1),
      // The headers of the request, and so the token, stay out of the CONNECT.
      (CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE)),
      (CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      (CURLOPT_PATH_AS_IS, 1),
      (CURLOPT_TCP_KEEPALIVE, 1),
    ]
    var texts: [(CURLoption, String)] = [
      (CURLOPT_USERAGENT, settings.userAgent),
      (CURLOPT_ACCEPT_ENCODING, "gzip"),
      (CURLOPT_NOPROXY, settings.proxy.except),
    ]
    // The system's certificates stay beside a file: they are a folder of their own.
    if let file = settings.certificateFile { texts += [(CURLOPT_CAINFO, file), (CURLOPT_PROXY_CAINFO, file)] }
    if let folders = settings.certificateFolders {
      texts += [(CURLOPT_CAPATH, folders), (CURLOPT_PROXY_CAPATH, folders)]
    }
    return numbers.allSatisfy { ccurl_set_long(easy, $0, $1) == CURLE_OK }
      && texts.allSatisfy { ccurl_set_text(easy, $0, $1) == CURLE_OK }
  }

  /// Sets where a transfer goes, and by which way; `false` where something is refused.
  static func apply(
    to easy: UnsafeMutableRawPointer, address: WebAddress, proxy: ProxySettings, connectTimeout: Duration
  ) -> Bool {
    let connectMilliseconds = max(1, min(3_600_000, connectTimeout / .milliseconds(1)))
    let isSecure = address.scheme == "https"
    // Never left unset: libcurl would then look into the environment itself, where plain http finds a proxy too.
    let proxy = isSecure && !address.isLoopback ? proxy.https ?? "" : ""
    return ccurl_set_text(easy, CURLOPT_URL, address.text) == CURLE_OK
      && ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, address.scheme) == CURLE_OK
      && ccurl_set_text(easy, CURLOPT_PROXY, proxy) == CURLE_OK
      && ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(connectMilliseconds)) == CURLE_OK
      && ccurl_set_long(easy, CURLOPT_PIPEWAIT, isSecure ? 1 : 0) == CURLE_OK
  }
}

/// What the libcurl that is linked can do.
enum CurlFeatures {
  /// Whether it speaks TLS with a proxy.
  static var hasSecureProxies: Bool { ccurl_has_secure_proxies() != 0 }
}
