/// The platform's API below `/public/v1/system`, as one function from request to answer.
struct PlatformRoutes: Sendable {
  let platform: SimulatedPlatform
  let access: PlatformAccess
  /// Where the redirect fault leads, if there is one.
  var foreign: ForeignOrigin?

  /// Answers a request, problems included; `variation` bends the lists of logs.
  func answer(_ request: PlatformRequest, variation: AnswerVariation = AnswerVariation()) async -> PlatformAnswer {
    do throws(PlatformProblem) {
      if request.path.first == "simulator" {
        return try await ControlRoutes(platform: platform, foreign: foreign).answer(request)
      }
      guard request.path.prefix(4) == ["public", "v1", "system", "tasks"] else {
        throw PlatformProblem(404, "Not Found", "Resource not found", dialect: .gateway)
      }
      let caller = try access.caller(request.header("Authorization"))
      let rest = request.path.dropFirst(4)
      guard let id = rest.first else { return try await tasks(request) }
      if rest.count == 1 { return try await task(id, request, variation) }
      guard rest.count == 2, let part = rest.last else {
        throw PlatformProblem(404, "Not Found", "Resource not found", dialect: .gateway)
      }
      if part == "logs", caller == .vendor {
        throw PlatformProblem(403, "Forbidden", "The token may not read the logs of tasks.")
      }
      switch (request.method, part) {
      case ("GET", "logs"): return try await logs(id, request, variation)
      case ("GET", "result"): return try await result(id)
      default: return try await ProducerRoutes(platform: platform).answer(request, task: id, verb: part)
      }
    } catch {
      return .problem(error, request: request)
    }
  }

  private func tasks(_ request: PlatformRequest) async throws(PlatformProblem) -> PlatformAnswer {
    try Self.require("GET", request)
    let query = try RQLQuery(request.query)
    let state = await platform.snapshot
    let matching = try TaskPageQuery(query: query, rules: state.rules).page(of: state.tasks)
    let payload = PlatformPayload(query: query)
    return .json(
      payload.list(
        matching.rows.map { payload.task($0, alone: false) }, offset: query.offset, limit: matching.limit,
        total: Self.total(matching.count, state.rules)))
  }

  private func task(
    _ id: String, _ request: PlatformRequest, _ variation: AnswerVariation
  ) async throws(PlatformProblem) -> PlatformAnswer {
    if request.method == "PUT" {
      return try await ProducerRoutes(platform: platform).update(id, request)
    }
    try Self.require("GET", request)
    let query = try RQLQuery(request.query)
    let task = try await platform.read { (state, now) throws(PlatformProblem) in
      let entry = try state.entry(id)
      return variation.lag > 0 ? entry.task(asOf: now.advanced(bySeconds: -variation.lag)) : entry.task
    }
    return .json(PlatformPayload(query: query).task(task, alone: true))
  }

  private func logs(
    _ id: String, _ request: PlatformRequest, _ variation: AnswerVariation
  ) async throws(PlatformProblem) -> PlatformAnswer {
    let query = try RQLQuery(request.query)
    return .json(
      try await platform.read { (state, now) throws(PlatformProblem) in
        let entry = try state.entry(id)
        let page = try PageQuery(query: query, rules: state.rules, variation: variation)
          .page(of: entry.logs, at: now)
        let payload = PlatformPayload(query: query)
        return payload.list(
          page.rows.map { payload.log($0, of: entry.task) }, offset: query.offset, limit: page.limit,
          total: Self.total(page.count, state.rules))
      })
  }

  private func result(_ id: String) async throws(PlatformProblem) -> PlatformAnswer {
    let task = try await platform.read { (state, _) throws(PlatformProblem) in try state.task(id) }
    switch task.result {
    case nil: throw PlatformProblem(404, "Not Found", "Task \(id) has no result.")
    case .string(let path)? where path.hasPrefix("/"):
      return PlatformAnswer(status: 302, headers: [("Location", path)])
    case .some(let value): return .json(value)
    }
  }

  static func require(_ method: String, _ request: PlatformRequest) throws(PlatformProblem) {
    guard request.method == method else {
      throw PlatformProblem(405, "Method Not Allowed", "\(request.method) is not supported here.")
    }
  }

  private static func total(_ count: Int, _ rules: PlatformRules) -> PlatformValue {
    switch rules.total {
    case .exact: .integer(Int64(count))
    case .absent: .null
    case .off(let difference): .integer(Int64(max(-1, count + min(max(difference, -count - 1), Int(Int32.max)))))
    }
  }
}
