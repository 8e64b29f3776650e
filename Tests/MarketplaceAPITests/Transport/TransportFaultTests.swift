import Foundation
import MarketplaceAPI
import MonitorCore
import TestSupport
import Testing

/// What servers do wrong, on purpose or not.
@Suite struct TransportFaultTests {
  @Test func aDripEndsAtTheDeadlineOfTheWholeRequest() async {
    let failure = await failureOf {
      try await answer(settings: { $0.requestTimeout = .milliseconds(250) }) { connection in
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while connection.write("x") { usleep(5_000) }
      }
    }
    #expect(failure?.kind == .tooSlow)
    #expect(failure?.sentence == "The answer was not complete within 0.25 s.")
  }

  /// Until the longest time that there is: bytes come quickly enough all along.
  @Test func whatComesQuicklyEnoughIsWaitedForAndThenTooLarge() async {
    let failure = await failureOf {
      try await answer(settings: {
        $0.requestTimeout = .milliseconds(300)
        $0.longestRequestTimeout = .milliseconds(900)
        $0.minimumRate = 1
      }) { connection in
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while connection.write("xxxx") { usleep(2_000) }
      }
    }
    #expect(failure?.kind == .tooLarge)
    #expect(failure?.sentence == "The answer was not complete within 0.9 s.")
  }

  @Test func whatComesQuicklyEnoughIsReadToItsEnd() async throws {
    func allowSlowness(_ settings: inout TransportSettings) {
      settings.requestTimeout = .milliseconds(150)
      settings.minimumRate = 1
    }
    let response = try await answer(settings: allowSlowness) { connection in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n")
      for _ in 0..<200 {
        connection.write("x")
        usleep(3_000)
      }
    }
    #expect(response.body.count == 200)
  }

  @Test func allConnectionsAreLetGoOf() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil {
          if connection.number == 1 { return connection.waitForEnd() }
          connection.answer()
        }
      },
      { server in
        let transport = try makeTransport()
        _ = try await transport.get(HTTPRequest(url: server.url))
        transport.runtime.dropConnections()
        // Its connection is dropped under way.
        let asking = Task { try await transport.get(HTTPRequest(url: server.url)) }
        while server.requests.count < 2 { await Task.yield() }
        transport.runtime.dropConnections()
        let failure = await failureOf { try await asking.value }
        #expect(failure?.kind == .transport(beforeFirstByte: true))
        #expect(try await transport.get(HTTPRequest(url: server.url)).status == 200)
        #expect(server.connections == 3, "none was used again")
        transport.close()
      })
  }

  @Test func silenceEndsAtTheIdleLimit() async {
    let failure = await failureOf {
      try await answer(settings: { $0.idleTimeout = .milliseconds(100) }) { connection in
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
        connection.waitForEnd()
      }
    }
    #expect(failure?.kind == .timeout)
    #expect(failure?.sentence == "The server sent nothing for 0.1 s.")
  }

  @Test func aSlowHeadCountsAsSilence() async {
    let failure = await failureOf {
      try await answer(settings: { $0.idleTimeout = .milliseconds(100) }) { $0.waitForEnd() }
    }
    #expect(failure?.kind == .timeout)
  }

  @Test(arguments: [
    "Content-Length: 5\r\nContent-Length: 2\r\n", "Content-Length: 2\r\nContent-Length: 5\r\n",
    "Content-Length: 5, 2\r\n", "Content-Length: 5x\r\n", "Content-Length: -5\r\n", "Content-Length: \r\n",
  ])
  func refusesConflictingLengths(headers: String) async {
    let failure = await failureOf {
      try await answer { connection in
        connection.write("HTTP/1.1 200 OK\r\n\(headers)\r\nhello")
      }
    }
    #expect(failure?.kind == .transport(beforeFirstByte: false))
  }

  @Test func takesTheSameLengthTwice() async throws {
    let response = try await answer {
      $0.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello")
    }
    #expect(response.body == Array("hello".utf8))
  }

  @Test(arguments: [
    "Content-Length: 50\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
  ])
  func aCutBodyIsAFailure(answer text: String) async {
    let failure = await failureOf { try await answer { $0.write("HTTP/1.1 200 OK\r\n\(text)") } }
    #expect(failure?.kind == .transport(beforeFirstByte: false))
  }

  @Test func aRefusedConnectionIsAFailure() async throws {
    let port = try ReservedPort()
    let transport = try makeTransport()
    let failure = await failureOf { try await transport.get(HTTPRequest(url: "http://127.0.0.1:\(port.number)")) }
    #expect(failure?.kind == .transport(beforeFirstByte: false))
    #expect(failure?.sentence == "No connection to 127.0.0.1: Connection refused.")
  }

  @Test func aFreshConnectionThatBreaksIsNoReasonToHurry() async {
    let failure = await failureOf { try await answer { $0.resetAtEnd() } }
    #expect(failure?.kind == .transport(beforeFirstByte: false))
  }

  @Test func aReusedConnectionThatWasResetIsReplacedOrReported() async throws {
    try await withServer(
      { connection in
        guard connection.readRequest() != nil else { return }
        connection.answer()
        guard connection.number < 1 else { return connection.waitForEnd() }
        // The next request arrives, and nothing comes back.
        guard connection.readRequest() != nil else { return }
        connection.resetAtEnd()
      },
      { server in
        let transport = try makeTransport()
        _ = try await transport.get(HTTPRequest(url: server.url))
        do {
          #expect(try await transport.get(HTTPRequest(url: server.url)).status == 200)
        } catch let failure as SourceFailure {
          #expect(failure.kind == .transport(beforeFirstByte: true))
        }
        transport.close()
      })
  }

  @Test(arguments: [1_000, 70_000])
  func refusesEndlessHeaders(bytesInOne: Int) async {
    let failure = await failureOf {
      try await answer { connection in
        connection.write("HTTP/1.1 200 OK\r\n")
        let line = "X-A: \(String(repeating: "a", count: bytesInOne))\r\n"
        while connection.write(line) {}
      }
    }
    #expect(failure?.kind == .unreadable)
  }

  @Test func refusesEndlessInterimAnswers() async {
    let failure = await failureOf {
      try await answer { connection in while connection.write("HTTP/1.1 103 Early Hints\r\n\r\n") {} }
    }
    #expect(failure?.kind == .unreadable)
  }

  @Test func refusesAnEndlessBody() async {
    let failure = await failureOf {
      try await answer(settings: { $0.maximumBodyBytes = 100_000 }) { connection in
        connection.write("HTTP/1.1 200 OK\r\n\r\n")
        let piece = [UInt8](repeating: 0x20, count: 10_000)
        while connection.write(piece) {}
      }
    }
    #expect(failure?.kind == .tooLarge)
    #expect(failure?.sentence == "The answer is larger than 97 KiB.")
  }

  @Test func takesALargeBodyWhole() async throws {
    let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
    let response = try await answer { connection in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
      connection.write(body)
    }
    #expect(response.body == body)
  }

  @Test func inflatesButNotWithoutEnd() async throws {
    let small = try gzip([UInt8](repeating: 0x61, count: 100_000))
    let serve: @Sendable ([UInt8], LoopbackServer.Connection) -> Void = { body, connection in
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n")
      connection.write(body)
    }
    let response = try await answer { serve(small, $0) }
    #expect(response.body == [UInt8](repeating: 0x61, count: 100_000))

    let bomb = try gzip([UInt8](repeating: 0x61, count: 20_000_000))
    #expect(bomb.count < 40_000)
    let failure = await failureOf { try await answer { serve(bomb, $0) } }
    #expect(failure?.kind == .unreadable)
    #expect(failure?.sentence == "The answer inflates to more than 200 times its size.")

    let broken = await failureOf {
      try await answer { serve([0x1F, 0x8B, 8, 0] + [UInt8](repeating: 0xFF, count: 99), $0) }
    }
    #expect(broken?.kind == .unreadable)
  }

  @Test func anEncodingThatWasNotAskedForIsNamed() async {
    let failure = await failureOf {
      try await answer { $0.write("HTTP/1.1 200 OK\r\nContent-Encoding: squash\r\nContent-Length: 5\r\n\r\nhello") }
    }
    #expect(failure?.kind == .unreadable)
    #expect(
      failure?.sentence
        == "The answer of 127.0.0.1 is encoded as squash, which was not asked for: gzip or nothing was.")
  }

  @Test func gzipOfSeveralMembersIsReadOrRefusedWithASentence() async throws {
    let members = try gzip(Array("hello ".utf8)) + gzip(Array("world".utf8))
    do {
      let response = try await answer { connection in
        connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(members.count)\r\n\r\n")
        connection.write(members)
      }
      #expect([Array("hello ".utf8), Array("hello world".utf8)].contains(response.body))
    } catch let failure as SourceFailure {
      #expect(failure.kind == .unreadable && failure.sentence.contains("several members"))
    }
  }

  @Test func whatIsNoHTTPIsAFailure() async {
    let failure = await failureOf { try await answer { $0.write("SSH-2.0-OpenSSH_9.2\r\n") } }
    #expect(failure != nil)
  }

  /// Compresses with the system's gzip.
  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-9", "-c"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    Thread.detachNewThread {
      try? input.fileHandleForWriting.write(contentsOf: bytes)
      try? input.fileHandleForWriting.close()
    }
    let result = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(result)
  }
}
