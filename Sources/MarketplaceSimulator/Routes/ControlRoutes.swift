/// The back door for tests, below `/simulator` and without a token, as the server listens on loopback only:
/// write what producers never could, and read the truth that a watcher is compared with.
///
/// - `POST /simulator/tasks` `{name?, code?, status?}` → 201 with the task
/// - `PUT /simulator/tasks/{task}` `{status}`: puts it into that state whatever it was in
/// - `POST /simulator/logs/{task}` `[{message, severity?, timestamp?, id?, …}]` → 201 `{"ids": […]}`;
///   an `id` that exists is revised
/// - `DELETE /simulator/logs/{task}/{log}`
/// - `GET /simulator/other-origin` → `{"requests", "authorized"}`: who followed the redirect fault, and with a token
/// - `GET /simulator/truth/{task}` → `{"status", "completed"?, "logs": [{"id", "revision", "updated"}]}`, ascending by
///   timestamp; what was updated after the completion was promised to nobody
struct ControlRoutes: Sendable {
  let platform: SimulatedPlatform
  let foreign: ForeignOrigin?

  func answer(_ request: PlatformRequest) async throws(PlatformProblem) -> PlatformAnswer {
    let parts = Array(request.path.dropFirst())
    switch (request.method, parts.first, parts.count) {
    case ("POST", "tasks", 1): return try await create(try request.document())
    case ("PUT", "tasks", 2): return try await enter(parts[1], try request.document())
    case ("POST", "logs", 2): return try await publish(try request.document(), to: parts[1])
    case ("DELETE", "logs", 3): return try await remove(parts[2], of: parts[1])
    case ("GET", "other-origin", 1): return .json(await foreign?.report ?? .null)
    case ("GET", "truth", 2): return try await truth(parts[1])
    default: throw PlatformProblem(404, "Not Found", "The simulator has no such control.", dialect: .gateway)
    }
  }

  private func create(_ document: PlatformValue) async throws(PlatformProblem) -> PlatformAnswer {
    let status = try Self.status(document) ?? .queued
    let task = try await platform.change { (state, now) throws(PlatformProblem) in
      let task = SimulatedTask(
        id: state.newTaskID(), name: document["name"]?.text ?? "A task made by a test",
        code: document["code"]?.text ?? "tests.task", queue: "tests", created: now)
      state.add(task)
      return try status == .queued ? task : state.enter(status, task.id, at: now)
    }
    return .json(PlatformPayload(query: try RQLQuery("")).task(task, alone: true), status: 201)
  }

  private func enter(_ id: String, _ document: PlatformValue) async throws(PlatformProblem) -> PlatformAnswer {
    guard let status = try Self.status(document) else {
      throw .badRequest(field: "status", "The status is missing.")
    }
    let task = try await platform.change { (state, now) throws(PlatformProblem) in
      try state.enter(status, id, at: now)
    }
    return .json(PlatformPayload(query: try RQLQuery("")).task(task, alone: true))
  }

  private func publish(_ document: PlatformValue, to id: String) async throws(PlatformProblem) -> PlatformAnswer {
    guard let rows = document.elements else {
      throw .badRequest(field: "$", "The body must be an array of logs.")
    }
    var drafts: [(draft: LogDraft, id: String?)] = []
    for row in rows { drafts.append((try ProducerRoutes.draft(row), row["id"]?.text)) }
    let all = drafts
    let ids = try await platform.change { (state, now) throws(PlatformProblem) in
      var ids: [String] = []
      for (draft, logID) in all {
        if let logID, try state.entry(id).logs.row(logID) != nil {
          ids.append(try state.revise(logID, of: id, to: draft, at: now).id)
        } else {
          ids.append(try state.publish(draft, to: id, logID: logID, at: now).id)
        }
      }
      return ids
    }
    return .json(["ids": .array(ids.map(PlatformValue.string))], status: 201)
  }

  private func remove(_ logID: String, of id: String) async throws(PlatformProblem) -> PlatformAnswer {
    let found = try await platform.change { (state, now) throws(PlatformProblem) in
      state.remove(logID, of: id, at: now)
    }
    guard found else { throw PlatformProblem(404, "Not Found", "Log \(logID) was not found.") }
    return PlatformAnswer(status: 204)
  }

  private func truth(_ id: String) async throws(PlatformProblem) -> PlatformAnswer {
    let entry = try await platform.read { (state, _) throws(PlatformProblem) in try state.entry(id) }
    let logs = entry.logs.rows.map { row -> PlatformValue in
      ["id": .string(row.id), "revision": .integer(Int64(row.revision)), "updated": .string(row.updated.rfc3339)]
    }
    return .json([
      "status": .string(entry.task.status.rawValue), "logs": .array(logs),
      "completed": entry.task.completed.map { .string($0.rfc3339) } ?? .null,
    ])
  }

  private static func status(_ document: PlatformValue) throws(PlatformProblem) -> SimulatedStatus? {
    guard let value = document["status"] else { return nil }
    guard let status = SimulatedStatus.allCases.first(where: { $0.rawValue == value.text }) else {
      throw .badRequest(field: "status", "The value is not a status.")
    }
    return status
  }
}
