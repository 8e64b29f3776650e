import MarketplaceAPI
import MonitorCore
import Synchronization
import TestSupport
import Testing

@Suite struct MarketplaceTaskSourceTests {
  /// Answers from a list, and keeps what was asked.
  private final class Canned: HTTPTransport {
    private let answers: Mutex<[HTTPResponse]>
    private let asked = Mutex<[HTTPRequest]>([])

    init(_ answers: [HTTPResponse]) { self.answers = Mutex(answers) }

    var requests: [HTTPRequest] { asked.withLock { $0 } }

    func get(_ request: HTTPRequest) async throws(SourceFailure) -> HTTPResponse {
      asked.withLock { $0.append(request) }
      let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      guard let answer else { throw SourceFailure(.cancelled, "No more answers.") }
      return answer
    }
  }

  private func page(_ entries: String..., headers: HTTPHeaders = ["Content-Type": "application/json; charset=utf-8"])
    -> HTTPResponse
  {
    HTTPResponse(status: 200, headers: headers, body: Array(#"{"data":[\#(entries.joined(separator: ","))]}"#.utf8))
  }

  private func makeSource(_ answers: HTTPResponse...) throws -> (MarketplaceTaskSource, Canned) {
    let transport = Canned(answers)
    let source = MarketplaceTaskSource(
      base: try BaseURL("api.example.com"), token: try Token("idt:TKN-1:s3cr3t-part"), transport: transport)
    return (source, transport)
  }

  private var task: TaskID { get throws { try #require(TaskID("TSK-1")) } }

  @Test func asksInTheDocumentedForm() async throws {
    let (source, transport) = try makeSource(
      page(), page(), HTTPResponse(status: 200, body: Array(#"{"id":"TSK-1"}"#.utf8)), page())
    let moment = try #require(Timestamp(parsing: "2025-09-11T13:40:13.5159Z".utf8))
    _ = try await source.logs(LogQuery(task: task, offset: 75))
    _ = try await source.logs(LogQuery(task: task, order: .oldestFirst(from: moment), limit: 50))
    _ = try await source.task(task)
    _ = try await source.tasks(offset: 100, limit: 20)
    let root = "https://api.example.com/public/v1/system/tasks"
    #expect(
      transport.requests.map(\.url) == [
        "\(root)/TSK-1/logs?order=-timestamp&limit=100&offset=75",
        "\(root)/TSK-1/logs?ge(timestamp,%222025-09-11T13%3A40%3A13.515Z%22)&order=timestamp&limit=50&offset=0",
        "\(root)/TSK-1",
        "\(root)?select=audit&order=-audit.created.at&limit=20&offset=100",
      ])
    #expect(transport.requests.allSatisfy { $0.token?.publicID == "TKN-1" && $0.accept == "application/json" })
    #expect(Set(transport.requests.map(\.traceParent)).count == 4)
  }

  /// An entry alone comes with its audit, and the page that is read again and again is still known after it.
  @Test func oneEntryIsAskedForBesideThePages() async throws {
    let audit = #"{"id":"TLR-1","audit":{"created":{"at":"2025-09-11T13:40:14Z"}}}"#
    let (source, transport) = try makeSource(page(#"{"id":"TLR-1"}"#), page(audit), page(#"{"id":"TLR-1"}"#))
    let query = LogQuery(task: try task)
    _ = try await source.logs(query)
    let found = try await source.logs(LogQuery(task: task, entry: "TLR-1"))
    #expect(
      transport.requests.last?.url
        == "https://api.example.com/public/v1/system/tasks/TSK-1/logs?eq(id,%22TLR-1%22)&select=audit&limit=1&offset=0")
    #expect(found.batch.string(found.batch.entries[0].extras).contains("2025-09-11T13:40:14Z"))
    #expect(try await source.logs(query).isRepeated)
    await #expect(throws: SourceFailure.self) { try await source.logs(LogQuery(task: task, entry: #"'""#)) }
  }

  @Test func anEqualBodyIsNotReadAgain() async throws {
    let dates = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:39 GMT"]
    let one = #"{"id":"a","message":"x\n"}"#
    let two = #"{"id":"b","message":"x\n"}"#
    let (source, _) = try makeSource(
      page(one, headers: ["Date": dates[0]]), page(one, headers: ["Date": dates[1]]), page(two), page(two), page(one))
    let query = LogQuery(task: try task)
    let first = try await source.logs(query)
    let again = try await source.logs(query)
    #expect(!first.isRepeated && again.isRepeated)
    #expect(again.batch.bytes == first.batch.bytes && again.batch.entries.count == 1)
    let lag = try #require(again.serverNow).seconds(since: try #require(first.serverNow))
    #expect(lag == 2)
    #expect(try await !source.logs(query).isRepeated)
    #expect(try await source.logs(query).isRepeated)
    #expect(try await !source.logs(query).isRepeated)
  }

  @Test func anotherQuestionIsNoRepetition() async throws {
    let same = page(#"{"id":"a"}"#)
    let (source, _) = try makeSource(same, same, same, same, same, same)
    var query = LogQuery(task: try task)
    #expect(try await !source.logs(query).isRepeated)
    query.keepsMembers = true
    let raw = try await source.logs(query)
    #expect(!raw.isRepeated && raw.batch.entries.first?.shape.isEmpty == false)
    query.limit = 50
    #expect(try await !source.logs(query).isRepeated)
    query.offset = 50
    #expect(try await !source.logs(query).isRepeated)
    #expect(try await !source.logs(query).isRepeated)
    #expect(try await !source.logs(LogQuery(task: #require(TaskID("TSK-2")))).isRepeated)
  }

  @Test func anUnreadableAnswerIsNotRemembered() async throws {
    let (source, _) = try makeSource(
      page(#"{"id":"a"}"#), HTTPResponse(status: 200, body: Array(#"{"data":["#.utf8)), page(#"{"id":"a"}"#))
    let query = LogQuery(task: try task)
    _ = try await source.logs(query)
    let failure = await failureOf { try await source.logs(query) }
    #expect(failure?.kind == .unreadable)
    #expect(try await source.logs(query).isRepeated)
  }

  @Test func aRefusalIsASentenceWithWhatTheServerAskedFor() async throws {
    let (source, _) = try makeSource(
      HTTPResponse(
        status: 429,
        headers: ["Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After": "Sun, 06 Nov 1994 08:50:07 GMT"],
        body: Array(#"{"title":"Slow down","detail":"s3cr3t-part","traceId":"t1"}"#.utf8)))
    let id = try task
    let failure = await failureOf { try await source.task(id) }
    #expect(failure?.kind == .status(429))
    #expect(failure?.sentence == "429 Slow down - [token] (t1)")
    #expect(failure?.retryAfter == .seconds(30))
    #expect(failure?.serverNow == Timestamp(parsing: "1994-11-06T08:49:37Z".utf8))
  }

  @Test func anotherContentTypeIsUnreadable() async throws {
    let html = HTTPResponse(
      status: 200, headers: ["Content-Type": "text/html"], body: Array(#"{"data":[]}"#.utf8))
    let (source, _) = try makeSource(html, html, html)
    let id = try task
    let sentence = "200 answered with text/html and not JSON: is api.example.com the API?"
    #expect(await failureOf { try await source.logs(LogQuery(task: id)) } == SourceFailure(.unreadable, sentence))
    #expect(await failureOf { try await source.task(id) } == SourceFailure(.unreadable, sentence))
    #expect(await failureOf { try await source.tasks(offset: 0, limit: 1) } == SourceFailure(.unreadable, sentence))
  }

  @Test func worksOverRealSockets() async throws {
    try await withServer(
      { connection in
        while connection.readRequest() != nil {
          connection.answer("200 OK", headers: "Content-Type: application/json\r\n", #"{"data":[{"id":"a"}]}"#)
        }
      },
      { server in
        let source = MarketplaceTaskSource(
          base: try BaseURL(server.url), token: try Token("idt:TKN-1:secret"), transport: try makeTransport())
        let query = LogQuery(task: try task)
        #expect(try await source.logs(query).batch.entries.count == 1)
        #expect(try await source.logs(query).isRepeated)
        #expect(server.connections == 1)
      })
  }

  @Test func anAnswerAboutAnotherTaskIsAFailure() async throws {
    let (source, _) = try makeSource(
      HTTPResponse(status: 200, body: Array(#"{"id":"TSK-2"}"#.utf8)),
      page(#"{"id":"TLR-1","task":{"id":"TSK-2"}}"#), page(#"{"id":"TLR-1","task":{"id":"tsk-1"}}"#),
      page(#"{"id":"TLR-1","task":7}"#))
    let expected = SourceFailure(.unreadable, "The answer is about TSK-2, and not about TSK-1.")
    await #expect(throws: expected) { try await source.task(task) }
    await #expect(throws: expected) { try await source.logs(LogQuery(task: task)) }
    for offset in [1, 2] {
      #expect(try await source.logs(LogQuery(task: task, offset: offset)).batch.entries.count == 1)
    }
  }

  @Test func aCompressedAnswerThatCannotBeReadSaysHowItCame() async throws {
    let (source, _) = try makeSource(
      HTTPResponse(status: 200, headers: ["Content-Encoding": "gzip"], body: Array(#"{"data":[{"id":"TL"#.utf8)))
    let query = LogQuery(task: try task)
    do throws(SourceFailure) {
      _ = try await source.logs(query)
      Issue.record("read")
    } catch {
      #expect(error.sentence.hasSuffix("It came as gzip, of which only the first member is read."))
    }
  }

  /// A source of tokens that goes on to the next one after each refusal.
  private final class Tokens: TokenSource {
    private let left: Mutex<[Token]>

    init(_ tokens: [Token]) { left = Mutex(tokens) }

    func current() async -> Token { left.withLock { $0[0] } }
    func recordRefusal(of token: Token) {
      left.withLock { if $0.count > 1, $0[0] == token { $0.removeFirst() } }
    }
  }

  @Test func aRefusedTokenIsReportedToWhereItCameFrom() async throws {
    let transport = Canned([HTTPResponse(status: 401), HTTPResponse(status: 403), page()])
    let source = MarketplaceTaskSource(
      base: try BaseURL("api.example.com"),
      tokens: Tokens([try Token("idt:TKN-1:secret-1"), try Token("idt:TKN-2:secret-2"), try Token("idt:TKN-3:x")]),
      transport: transport)
    for _ in 0..<3 { _ = try? await source.logs(LogQuery(task: task)) }
    #expect(transport.requests.map(\.token?.publicID) == ["TKN-1", "TKN-2", "TKN-2"], "only 401 is about the token")
  }
}
