import MarketplaceAPI
import MonitorCore
import Synchronization
import TestSupport
import Testing

@Suite struct CurlTransportTests {
  @Test func sendsWhatThePlatformExpects() async throws {
    let head = try await withServer(
      { connection in
        _ = connection.readRequest()
        connection.answer()
      },
      { server in
        let token = try Token("idt:TKN-1234-5678:secret")
        _ = try await makeTransport().get(HTTPRequest(url: server.url + "/a?b=%22c%22", token: token))
        return server.requests.first ?? ""
      })
    #expect(head.hasPrefix("GET /a?b=%22c%22 HTTP/1.1\r\n"))
    #expect(head.contains("\r\nAuthorization: Bearer idt:TKN-1234-5678:secret\r\n"))
    #expect(head.contains("\r\nUser-Agent: mpt-tail/test\r\n"))
    #expect(head.contains("\r\nAccept: application/json\r\n"))
    #expect(head.contains(/\r\ntraceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01\r\n/))
  }

  @Test func keepsOneConnectionForRequestsInARow() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer("200 OK", headers: "", "body \(connection.number)") }
      },
      { server in
        let transport = try makeTransport()
        for _ in 0..<20 {
          let response = try await transport.get(HTTPRequest(url: server.url))
          #expect(String(decoding: response.body, as: UTF8.self) == "body 0")
        }
        #expect(server.connections == 1)
        #expect(server.requests.count == 20)
        transport.close()
      })
  }

  /// Handles are used again: nothing of one request may be sent with the next, nor an error be said of it.
  @Test func aRequestLeavesNothingToTheNext() async throws {
    try await withServer(
      { connection in
        while let head = connection.readRequest() {
          if head.contains("/broken") {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
            return
          }
          connection.answer("200 OK", headers: "", "whole")
        }
      },
      { server in
        let transport = try makeTransport()
        let token = try Token("idt:TKN-1234-5678:secret")
        for _ in 0..<3 {
          _ = try await transport.get(HTTPRequest(url: server.url + "/a", accept: "text/plain", token: token))
          let failure = await failureOf { try await transport.get(HTTPRequest(url: server.url + "/broken")) }
          #expect(failure?.sentence.contains("cut") == true)
          #expect(try await transport.get(HTTPRequest(url: server.url + "/b")).body == Array("whole".utf8))
        }
        for head in server.requests {
          #expect(head.contains("Authorization: Bearer idt:TKN-1234-5678:secret") == head.hasPrefix("GET /a "))
          #expect(head.contains("Accept: text/plain") == head.hasPrefix("GET /a "))
        }
        #expect(server.requests.count == 9 && Set(server.requests.compactMap(Self.traceParent)).count == 9)
        transport.close()
      })
  }

  private static func traceParent(of head: String) -> Substring? {
    head.split(separator: "\r\n").first { $0.hasPrefix("traceparent: ") }
  }

  @Test(arguments: ["same", "same again", "sane", "sa", ""]) func bringsWhatIsSentWhateverWasExpected(body: String)
    async throws
  {
    try await withServer(
      { connection in while connection.readRequest() != nil { connection.answer("200 OK", headers: "", body) } },
      { server in
        let transport = try makeTransport()
        let request = HTTPRequest(url: server.url, expectedBody: Array("same".utf8))
        #expect(try await transport.get(request).body == Array(body.utf8))
        transport.close()
      })
  }

  @Test func connectsAnewWhereTheConnectionWasUnusedForTooLong() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil { connection.answer("200 OK", headers: "", "body \(connection.number)") }
      },
      { server in
        let transport = try makeTransport { $0.idleConnectionTimeout = .seconds(1) }
        #expect(try await transport.get(HTTPRequest(url: server.url)).body == Array("body 0".utf8))
        // libcurl counts whole seconds, so that more than one is two; waiting longer changes nothing.
        try await Task.sleep(for: .milliseconds(2_100))
        #expect(try await transport.get(HTTPRequest(url: server.url)).body == Array("body 1".utf8))
        #expect(server.connections == 2)
        transport.close()
      })
  }

  @Test func servesManyRequestsAtOnceOverFewConnections() async throws {
    try await withServer(
      { connection in
        while let head = connection.readRequest() { connection.answer("200 OK", head.split(separator: " ")[1] + "") }
      },
      { server in
        let transport = try makeTransport { $0.maximumConnectionsPerHost = 4 }
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
          for number in 0..<200 {
            group.addTask {
              let response = try await transport.get(HTTPRequest(url: "\(server.url)/\(number)"))
              return String(decoding: response.body, as: UTF8.self)
            }
          }
          return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies == Set((0..<200).map { "/\($0)" }))
        #expect(server.connections <= 4)
      })
  }

  @Test func bringsStatusAndHeadersOfRefusals() async throws {
    let response = try await answer {
      $0.answer("429 Slow Down", headers: "Retry-After: 7\r\nX-A: 1\r\nx-a: 2\r\n", "no")
    }
    #expect(response.status == 429)
    #expect(response.headers["retry-after"] == "7")
    #expect(response.headers.values(of: "X-A") == ["1", "2"])
    #expect(response.body == Array("no".utf8))
  }

  @Test func keepsTheHeadersOfTheFinalAnswerOnly() async throws {
    let response = try await answer {
      $0.write("HTTP/1.1 103 Early Hints\r\nX-A: early\r\nContent-Length: 99\r\n\r\n")
      $0.answer("200 OK", headers: "X-A: late\r\n", "ok")
    }
    #expect(response.headers.values(of: "x-a") == ["late"])
    #expect(response.body == Array("ok".utf8))
  }

  @Test func endsACancelledRequestAtOnce() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    try await withServer(
      { connection in
        _ = connection.readRequest()
        arrival.yield()
        connection.waitForEnd()
        end.yield()
      },
      { server in
        let transport = try makeTransport()
        let asking = Task { try await transport.get(HTTPRequest(url: server.url)) }
        for await _ in arrivals { break }
        asking.cancel()
        #expect(await failureOf { try await asking.value }?.kind == .cancelled)
        // The server saw the connection close while the transport still lives.
        for await _ in ends { break }
        transport.close()
      })
  }

  @Test func refusesForACancelledTaskAndAfterClosing() async throws {
    try await withServer(
      { $0.waitForEnd() },
      { server in
        let transport = try makeTransport()
        let asking = Task {
          withUnsafeCurrentTask { $0?.cancel() }
          return try await transport.get(HTTPRequest(url: server.url))
        }
        #expect(await failureOf { try await asking.value }?.kind == .cancelled)
        transport.close()
        #expect(await failureOf { try await transport.get(HTTPRequest(url: server.url)) }?.kind == .cancelled)
        transport.close()
      })
  }

  @Test func closingEndsWhatIsUnderWay() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    try await withServer(
      { connection in
        _ = connection.readRequest()
        arrival.yield()
        connection.waitForEnd()
      },
      { server in
        let transport = try makeTransport()
        let asking = Task { try await transport.get(HTTPRequest(url: server.url)) }
        for await _ in arrivals { break }
        transport.close()
        #expect(await failureOf { try await asking.value }?.kind == .cancelled)
      })
  }

  @Test func aHangingServerDoesNotHoldUpAnother() async throws {
    try await withServer(
      { $0.waitForEnd() },
      { hanging in
        try await withServer(
          { connection in
            while connection.readRequest() != nil { connection.answer("200 OK", "ok") }
          },
          { server in
            let transport = try makeTransport()
            let stuck = (0..<20).map { _ in Task { try await transport.get(HTTPRequest(url: hanging.url)) } }
            for _ in 0..<10 { #expect(try await transport.get(HTTPRequest(url: server.url)).status == 200) }
            transport.close()
            for task in stuck { #expect(await failureOf { try await task.value }?.kind == .cancelled) }
          })
      })
  }
}
