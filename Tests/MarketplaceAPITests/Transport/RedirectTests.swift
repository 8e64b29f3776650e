import MarketplaceAPI
import MonitorCore
import TestSupport
import Testing

@Suite struct RedirectTests {
  @Test(arguments: [301, 302, 303, 307, 308])
  func followsInsideTheOrigin(status: Int) async throws {
    try await withServer(
      { connection in
        while let head = connection.readRequest() {
          let isTarget = head.hasPrefix("GET /b/d?e HTTP")
          connection.answer(isTarget ? "200 OK" : "\(status) Go", headers: isTarget ? "" : "Location: ./d?e\r\n")
        }
      },
      { server in
        let token = try Token("idt:TKN-1:secret")
        let response = try await makeTransport().get(HTTPRequest(url: server.url + "/b/c", token: token))
        #expect(response.status == 200)
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.contains("Authorization: Bearer idt:TKN-1:secret") })
      })
  }

  @Test func neverLeavesTheOrigin() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer() }
      },
      { other in
        let elsewhere = [
          "http://127.0.0.1:\(other.port)/", "http://localhost:\(other.port)/", "//127.0.0.1:\(other.port)/",
          "https://127.0.0.1:\(other.port)/", "http://user@127.0.0.1:\(other.port)/", "file:///etc/passwd",
          "https://secret12.evil.example/", "https://SECRET12.evil.example/",
          "http://127.0.0.1:\(other.port)@evil.example/", "", "\\\\evil.example", "http://[::1]:\(other.port)/",
        ]
        for location in elsewhere {
          try await withServer(
            { connection in
              while connection.readRequest() != nil {
                connection.answer("302 Found", headers: "Location: \(location)\r\n")
              }
            },
            { server in
              let token = try Token("idt:TKN-1:secret12")
              let transport = try makeTransport()
              let failure = await failureOf { try await transport.get(HTTPRequest(url: server.url, token: token)) }
              #expect(failure?.kind == .redirect, "\(location)")
              #expect(failure?.sentence.contains("secret") == false)
            })
        }
        #expect(other.connections == 0)
      })
  }

  @Test func givesUpAfterFive() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer("302 Found", headers: "Location: /again\r\n") }
      },
      { server in
        let transport = try makeTransport()
        let failure = await failureOf { try await transport.get(HTTPRequest(url: server.url)) }
        #expect(failure?.kind == .redirect)
        #expect(server.requests.count == 6)
      })
  }

  @Test func plainHTTPIsForThisMachineAlone() async throws {
    let transport = try makeTransport()
    for url in ["http://example.com/", "http://127.0.0.1.evil/", "ftp://127.0.0.1/", "http://127.0.0.1@evil.example/"] {
      let failure = await failureOf { try await transport.get(HTTPRequest(url: url)) }
      #expect(failure?.kind == .transport(beforeFirstByte: false))
    }
  }
}
