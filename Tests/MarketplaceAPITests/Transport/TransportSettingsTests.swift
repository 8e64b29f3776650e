import MarketplaceAPI
import MonitorCore
import TestSupport
import Testing

@Suite struct TransportSettingsTests {
  @Test(arguments: [
    ([:], nil, ""), (["HTTPS_PROXY": "http://p:1"], "http://p:1", ""),
    (["https_proxy": "p", "HTTPS_PROXY": "q", "NO_PROXY": "a,b"], "p", "a,b"),
    (["https_proxy": "", "HTTPS_PROXY": "q", "no_proxy": "c"], "q", "c"),
    (["http_proxy": "x", "ALL_PROXY": "y", "HTTP_PROXY": "z"], nil, ""),
  ])
  func theProxyIsThatOfHTTPSAlone(environment: [String: String], https: String?, except: String) {
    #expect(ProxySettings(environment: environment) == ProxySettings(https: https, except: except))
  }

  @Test func aProxyGetsACONNECTWithoutTheToken() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer("407 Authenticate") }
      },
      { proxy in
        let transport = try makeTransport { $0.proxy = ProxySettings(https: proxy.url) }
        let token = try Token("idt:TKN-1:secret-secret")
        let failure = await failureOf {
          try await transport.get(HTTPRequest(url: "https://platform.example/x", token: token))
        }
        #expect(failure?.kind == .status(407))
        #expect(
          failure?.sentence.hasPrefix(
            "The proxy 127.0.0.1 (HTTPS_PROXY) does not connect to platform.example: 407 Proxy Authentication Required."
          )
            == true, "\(failure?.sentence ?? "")")
        #expect(proxy.requests.count == 1)
        #expect(proxy.requests.first?.hasPrefix("CONNECT platform.example:443 HTTP/1.1\r\n") == true)
        #expect(proxy.requests.first?.contains("secret") == false)
        #expect(proxy.requests.first?.contains("Authorization") == false)
      })
  }

  @Test func aProxyThatTakesNoConnectionIsNamedAsSuch() async throws {
    let port = try ReservedPort()
    let transport = try makeTransport { $0.proxy = ProxySettings(https: "http://127.0.0.1:\(port.number)") }
    let failure = await failureOf { try await transport.get(HTTPRequest(url: "https://platform.example/x")) }
    #expect(failure?.sentence == "The proxy 127.0.0.1 (HTTPS_PROXY) takes no connection: Connection refused.")
    #expect(failure?.kind == .transport(beforeFirstByte: false))
  }

  @Test func aProxyThatRefusesTheHostIsNamedAsSuch() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer("403 Forbidden") }
      },
      { proxy in
        let transport = try makeTransport { $0.proxy = ProxySettings(https: proxy.url) }
        let failure = await failureOf { try await transport.get(HTTPRequest(url: "https://platform.example/x")) }
        #expect(failure?.sentence.contains("does not connect to platform.example: 403 Forbidden") == true)
        #expect(failure?.kind == .transport(beforeFirstByte: false), "the platform refused nothing")
      })
  }

  @Test func plainHTTPAndLoopbackUseNoProxy() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer() }
      },
      { server in
        let proxy = try LoopbackServer { _ in }
        let closing = try LoopbackServer { _ in }
        defer {
          proxy.stop()
          closing.stop()
        }
        let transport = try makeTransport { $0.proxy = ProxySettings(https: proxy.url) }
        #expect(try await transport.get(HTTPRequest(url: server.url)).status == 200)
        _ = await failureOf { try await transport.get(HTTPRequest(url: "https://127.0.0.1:\(closing.port)")) }
        #expect(proxy.connections == 0 && closing.connections > 0)
      })
  }

  @Test func anotherKindOfProxyIsRefused() async throws {
    let transport = try makeTransport { $0.proxy = ProxySettings(https: "socks5://127.0.0.1:1") }
    let failure = await failureOf { try await transport.get(HTTPRequest(url: "https://platform.example/x")) }
    #expect(failure?.sentence.contains("socks5://") == true)
  }

  @Test(
    arguments: [
      (nil, nil), ("http://proxy:3128", nil), ("proxy:3128", nil), ("http://user:word@[::1]:3128/", nil),
      ("\"http://proxy\"", "quotation"), ("'proxy", "quotation"), ("socks5h://user:word@proxy", "socks5h://"),
      ("http://", "not valid"), ("http://pro xy", "not valid"), ("http://proxy:99999", "not valid"),
    ] as [(String?, String?)])
  func saysWhyAProxyCanNeverBeUsed(address: String?, reason: String?) {
    let fault = ProxySettings(https: address).fault
    #expect(reason.map { fault?.contains($0) == true } ?? (fault == nil), "\(fault ?? "none")")
    #expect(fault?.contains("word") != true)
    #expect(ProxySettings(https: address, except: "*").fault == nil)
  }
}
