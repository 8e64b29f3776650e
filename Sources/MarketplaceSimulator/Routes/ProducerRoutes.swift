/// What the owner of a task may do to it: move it on, report about it, write its log.
struct ProducerRoutes: Sendable {
  let platform: SimulatedPlatform

  /// `POST /tasks/{id}/{verb}`: `logs` or a transition.
  func answer(
    _ request: PlatformRequest, task id: String, verb: String
  ) async throws(PlatformProblem) -> PlatformAnswer {
    guard verb == "logs" || SimulatedTransition(rawValue: verb) != nil else {
      throw PlatformProblem(404, "Not Found", "Resource not found", dialect: .gateway)
    }
    try PlatformRoutes.require("POST", request)
    let document = try request.document()
    let payload = PlatformPayload(query: try RQLQuery("select=audit"))
    guard let transition = SimulatedTransition(rawValue: verb) else {
      let draft = try Self.draft(document)
      let made = try await platform.change { (state, now) throws(PlatformProblem) in
        let row = try state.publish(draft, to: id, at: now)
        return (row, try state.task(id))
      }
      return .json(payload.log(made.0, of: made.1), status: 201)
    }
    let reason = document["reason"]?.text
    let task = try await platform.change { (state, now) throws(PlatformProblem) in
      try state.apply(transition, to: id, reason: reason, at: now)
    }
    return .json(payload.task(task, alone: true))
  }

  /// `PUT /tasks/{id}`: progress, eta, parameters (the whole object), result; members that are absent stay.
  func update(_ id: String, _ request: PlatformRequest) async throws(PlatformProblem) -> PlatformAnswer {
    let document = try request.document()
    guard case .object = document else {
      throw .badRequest(field: "$", "The body must be an object.")
    }
    let progress = try Self.progress(document)
    let eta = try Self.instant("eta", document)
    let task = try await platform.change { (state, now) throws(PlatformProblem) in
      try state.update(id, at: now) { task in
        task.progress = progress ?? task.progress
        task.eta = eta ?? task.eta
        task.parameters = document["parameters"] ?? task.parameters
        task.result = document["result"] ?? task.result
      }
    }
    return .json(PlatformPayload(query: try RQLQuery("")).task(task, alone: true))
  }

  /// The log record that a producer's document describes; 400 naming the field that is wrong.
  static func draft(_ document: PlatformValue) throws(PlatformProblem) -> LogDraft {
    guard let message = document["message"]?.text, !message.isEmpty else {
      throw .badRequest(field: "message", "The message field is required.")
    }
    var severity = SimulatedSeverity.info
    if let value = document["severity"], value != .null {
      guard let word = value.text, let known = SimulatedSeverity(word: word) else {
        throw .badRequest(field: "severity", "The value is not a severity.")
      }
      severity = known
    }
    let parameters = document["parameters"].flatMap { $0 == .null ? nil : $0 }
    return LogDraft(
      message, severity: severity, parameters: parameters, timestamp: try instant("timestamp", document),
      progress: try progress(document), eta: try instant("eta", document))
  }

  private static func progress(_ document: PlatformValue) throws(PlatformProblem) -> Double? {
    guard let value = document["progress"], value != .null else { return nil }
    guard let percent = value.double, (0...100).contains(percent) else {
      throw .badRequest(field: "progress", "The progress must lie between 0 and 100.")
    }
    return percent
  }

  private static func instant(
    _ field: String, _ document: PlatformValue
  ) throws(PlatformProblem) -> SimulatedInstant? {
    guard let value = document[field], value != .null else { return nil }
    guard let text = value.text, let instant = SimulatedInstant(rfc3339: text) else {
      throw .badRequest(field: field, "The value is not a date and time.")
    }
    return instant
  }
}
