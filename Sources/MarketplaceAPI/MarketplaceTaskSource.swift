package import MonitorCore

/// The platform as a source of tasks and logs.
package final class MarketplaceTaskSource: TaskSource {
  private let base: BaseURL
  private let tokens: any TokenSource
  private let transport: any HTTPTransport
  private let traceParent: @Sendable () -> TraceParent
  private let lastPages = PageCache()
  private let overlap = OverlappingPage()

  /// `traceParent` makes a fresh one for each request.
  package convenience init(
    base: BaseURL, token: Token, transport: any HTTPTransport,
    traceParent: @escaping @Sendable () -> TraceParent = TraceParent.fresh
  ) {
    self.init(base: base, tokens: FixedToken(token), transport: transport, traceParent: traceParent)
  }

  /// `tokens` is asked before each request, and hears of every token that the platform does not know.
  package init(
    base: BaseURL, tokens: any TokenSource, transport: any HTTPTransport,
    traceParent: @escaping @Sendable () -> TraceParent = TraceParent.fresh
  ) {
    self.base = base
    self.tokens = tokens
    self.transport = transport
    self.traceParent = traceParent
  }

  package func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
    let answer = try await ask("system/tasks/\(id.text)")
    let task = try readable(answer) { body throws(UnreadableBody) in
      let task = try TaskScanner.task(body)
      try Self.check(task.id, isAbout: id)
      return task
    }
    return TaskAnswer(task: task, serverNow: answer.serverNow)
  }

  package func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
    if let entry = query.entry { return try await page(of: entry, query) }
    var rql = RQL()
    switch query.order {
    case .newestFirst: rql.order(by: .timestamp, descending: true)
    case .oldestFirst(let from):
      rql.filter(.atLeast, .timestamp, from)
      rql.order(by: .timestamp)
    }
    rql.page(offset: query.offset, limit: query.limit)
    let answer = try await ask("system/tasks/\(query.task.text)/logs", rql, expecting: lastPages.body(for: query))
    if var repeated = lastPages.page(for: query, body: answer.response.body) {
      repeated.serverNow = answer.serverNow
      return repeated
    }
    var page = try readable(answer) { body throws(UnreadableBody) in
      let (page, read) = try PageScanner.scan(
        body, keepsMembers: query.keepsMembers, after: overlap.page(before: query))
      if let task = read.firstTask(in: body) { try Self.check(task, isAbout: query.task) }
      overlap.keep(read, for: query)
      return page
    }
    lastPages.keep(page, for: query, body: answer.response.body)
    page.serverNow = answer.serverNow
    return page
  }

  /// One entry with its audit; beside the pages that are read again and again, so that none of them is forgotten for it.
  private func page(of entry: String, _ query: LogQuery) async throws(SourceFailure) -> LogPage {
    var rql = RQL()
    do throws(RQL.Fault) { try rql.filter(.equal, .id, entry) } catch {
      throw SourceFailure(.unreadable, "No query can name this entry: its id has both kinds of quotes.")
    }
    rql.select(.audit)
    rql.page(offset: 0, limit: 1)
    let answer = try await ask("system/tasks/\(query.task.text)/logs", rql)
    var page = try readable(answer) { body throws(UnreadableBody) in
      let (page, read) = try PageScanner.scan(body, keepsMembers: true, after: nil)
      if let task = read.firstTask(in: body) { try Self.check(task, isAbout: query.task) }
      return page
    }
    page.serverNow = answer.serverNow
    return page
  }

  package func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
    var rql = RQL()
    rql.select(.audit)
    rql.order(by: .created, descending: true)
    rql.page(offset: offset, limit: limit)
    let answer = try await ask("system/tasks", rql)
    var page = try readable(answer) { body throws(UnreadableBody) in try TaskScanner.page(body) }
    page.serverNow = answer.serverNow
    return page
  }

  package func completedTasks(code: String, limit: Int) async throws(SourceFailure) -> TaskPage {
    var rql = RQL()
    do throws(RQL.Fault) {
      try rql.filter(.equal, .code, code)
      try rql.filter(.equal, .status, TaskStatus.completed.word)
    } catch {
      // A code that cannot be quoted cannot be asked for.
      return TaskPage(tasks: [], total: nil)
    }
    rql.select(.audit, .parameters)
    rql.order(by: .created, descending: true)
    rql.page(offset: 0, limit: limit)
    let answer = try await ask("system/tasks", rql)
    var page = try readable(answer) { body throws(UnreadableBody) in try TaskScanner.page(body, keepsRaw: true) }
    page.serverNow = answer.serverNow
    return page
  }

  /// Throws where an answer is about another task than was asked for: a cache or a proxy mixed answers up.
  private static func check(_ said: String, isAbout task: TaskID) throws(UnreadableBody) {
    guard said.lowercased() != task.text.lowercased() else { return }
    throw UnreadableBody(
      sentence: "The answer is about \(SafeText.line(String(said.prefix(60)))), and not about \(task.text).")
  }

  /// A 2xx that may be JSON, with what it says of the time.
  private struct Answer {
    var response: HTTPResponse
    var serverNow: Timestamp?
  }

  private func ask(
    _ path: String, _ query: RQL = RQL(), expecting body: [UInt8]? = nil
  ) async throws(SourceFailure) -> Answer {
    let url = base.address(path, query: query.text)
    let token = await tokens.current()
    let request = HTTPRequest(url: url, token: token, traceParent: traceParent(), expectedBody: body)
    let response = try await transport.get(request)
    let serverNow = response.headers["date"].flatMap(HTTPDate.timestamp)
    guard (200...299).contains(response.status) else {
      if response.status == 401 { tokens.recordRefusal(of: token) }
      throw SourceFailure(
        .status(response.status),
        ProblemDetails(status: response.status, body: response.body).sentence(hiding: token),
        retryAfter: RetryAfter.duration(response.headers.values(of: "retry-after"), now: serverNow),
        serverNow: serverNow)
    }
    if let type = response.headers["content-type"], !Self.namesJSON(type) {
      let shown = SafeText.line(String(token.redacted(type).prefix(60)))
      throw SourceFailure(
        .unreadable, "\(response.status) answered with \(shown) and not JSON: is \(base.host) the API?",
        serverNow: serverNow)
    }
    return Answer(response: response, serverNow: serverNow)
  }

  /// Whether a media type is one of JSON, such as `application/problem+json`.
  private static func namesJSON(_ type: String) -> Bool {
    let letters = type.utf8.map { $0 | 0x20 }
    return letters.indices.contains { letters[$0...].starts(with: "json".utf8) }
  }

  private func readable<Value>(
    _ answer: Answer, _ read: ([UInt8]) throws(UnreadableBody) -> Value
  ) throws(SourceFailure) -> Value {
    do {
      return try read(answer.response.body)
    } catch {
      // libcurl reads the first member of several alone, and says nothing.
      let coding = answer.response.headers["content-encoding"]?.lowercased()
      let hint =
        switch coding {
        case nil, "identity": ""
        case "gzip", "x-gzip": " It came as gzip, of which only the first member is read."
        case let coding?: " It came as '\(SafeText.line(coding))'."
        }
      throw SourceFailure(.unreadable, error.sentence + hint, serverNow: answer.serverNow)
    }
  }
}
