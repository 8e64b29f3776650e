/// How the platform's objects look on the wire: absent rather than null, `audit` only where asked for.
struct PlatformPayload {
  let query: RQLQuery

  /// What a list says it left out.
  var omitted: [String] {
    (query.selected.contains("audit") ? [] : ["audit"]) + query.deselected.sorted()
  }

  func log(_ row: SimulatedLog, of task: SimulatedTask) -> PlatformValue {
    var members: [PlatformValue.Member] = [
      .init("id", .string(row.id)), .init("revision", .integer(Int64(row.revision))),
      .init("task", Self.reference(task)), .init("severity", .string(row.severity.word)),
      .init("message", .string(row.message)),
    ]
    if let parameters = row.parameters { members.append(.init("parameters", parameters)) }
    members.append(.init("timestamp", .string(row.timestamp.rfc3339)))
    if let progress = row.progress { members.append(.init("progress", .number(progress))) }
    if let eta = row.eta { members.append(.init("eta", .string(eta.rfc3339))) }
    let audit: PlatformValue = ["created": Self.event(row.created), "updated": Self.event(row.updated)]
    return finished(members, audit: audit)
  }

  /// A task; alone it always carries its audit, in a list only where asked for.
  func task(_ task: SimulatedTask, alone: Bool) -> PlatformValue {
    var members: [PlatformValue.Member] = [
      .init("id", .string(task.id)), .init("revision", .integer(Int64(task.revision))),
      .init("name", .string(task.name)), .init("status", .string(task.status.rawValue)),
      .init("code", .string(task.code)), .init("queue", .string(task.queue)),
    ]
    if let object = task.object { members.append(.init("object", object)) }
    if let text = task.description { members.append(.init("description", .string(text))) }
    if let progress = task.progress { members.append(.init("progress", .number(progress))) }
    if let eta = task.eta { members.append(.init("eta", .string(eta.rfc3339))) }
    if let parameters = task.parameters { members.append(.init("parameters", parameters)) }
    if case .string(let result)? = task.result { members.append(.init("result", .string(result))) }
    if let parent = task.parent { members.append(.init("parent", ["id": .string(parent)])) }
    if let externalID = task.externalID { members.append(.init("externalId", .string(externalID))) }
    members.append(.init("owner", ["id": "SVC-0000-0001", "name": "Simulated Extension", "revision": 1]))
    var audit: [PlatformValue.Member] = [
      .init("created", Self.event(task.created)), .init("updated", Self.event(task.updated)),
    ]
    if let started = task.started { audit.append(.init("started", Self.event(started))) }
    if let completed = task.completed { audit.append(.init("completed", Self.event(completed))) }
    return finished(members, audit: .object(audit), always: alone)
  }

  /// A list with its documented frame.
  func list(_ data: [PlatformValue], offset: Int, limit: Int, total: PlatformValue) -> PlatformValue {
    [
      "$meta": [
        "pagination": ["offset": .integer(Int64(offset)), "limit": .integer(Int64(limit)), "total": total],
        "omitted": .array(omitted.map(PlatformValue.string)),
      ],
      "data": .array(data),
    ]
  }

  private func finished(
    _ members: [PlatformValue.Member], audit: PlatformValue, always: Bool = false
  ) -> PlatformValue {
    var all = members
    if always || query.selected.contains("audit") { all.append(.init("audit", audit)) }
    return .object(all.filter { $0.name == "id" || !query.deselected.contains($0.name) })
  }

  private static func reference(_ task: SimulatedTask) -> PlatformValue {
    [
      "id": .string(task.id), "name": .string(task.name), "code": .string(task.code),
      "revision": .integer(Int64(task.revision)), "status": .string(task.status.rawValue),
    ]
  }

  private static func event(_ at: SimulatedInstant) -> PlatformValue {
    [
      "at": .string(at.rfc3339),
      "by": ["id": "SVC-0000-0001", "name": "Simulated Extension", "revision": 1],
    ]
  }
}
