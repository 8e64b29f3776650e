/// A refusal of the platform, in one of the dialects in which it words its problems.
package struct PlatformProblem: Error, Hashable, Sendable {
  /// How the body of the answer is made.
  package enum Dialect: Hashable, Sendable {
    /// Problem details with `errors` as `{field: [text]}`.
    case fields([String: [String]])
    /// Problem details with `errors` as `[{message, properties?}]`.
    case list([String])
    /// Problem details without `errors`.
    case plain
    /// The gateway's `{"message", "statusCode"}`.
    case gateway
  }

  package let status: Int
  package let title: String
  package let detail: String
  package let dialect: Dialect

  init(_ status: Int, _ title: String, _ detail: String, dialect: Dialect = .plain) {
    self.status = status
    self.title = title
    self.detail = detail
    self.dialect = dialect
  }

  static func unknownTask(_ id: String) -> PlatformProblem {
    PlatformProblem(404, "Not Found", "Task \(id) was not found.")
  }

  static func badRequest(field: String, _ text: String) -> PlatformProblem {
    PlatformProblem(
      400, "One or more validation errors occurred.", text, dialect: .fields([field: [text]]))
  }

  static func conflict(_ transition: SimulatedTransition, _ status: SimulatedStatus) -> PlatformProblem {
    let text = "A task that is \(status.rawValue) does not take '\(transition.rawValue)'."
    return PlatformProblem(409, "Conflict", text, dialect: .list([text]))
  }

  /// The body, with the trace identifier that the request or the platform gave.
  func body(traceID: String, path: String) -> PlatformValue {
    if dialect == .gateway {
      return ["message": .string(detail), "statusCode": .integer(Int64(status))]
    }
    var members: [PlatformValue.Member] = [
      .init("type", .string("https://tools.ietf.org/html/rfc9110#section-15.5.\(max(status - 399, 1))")),
      .init("title", .string(title)), .init("status", .integer(Int64(status))), .init("detail", .string(detail)),
      .init("instance", .string(path)), .init("traceId", .string(traceID)),
    ]
    switch dialect {
    case .fields(let fields):
      let errors = fields.sorted { $0.key < $1.key }.map { field in
        PlatformValue.Member(field.key, .array(field.value.map(PlatformValue.string)))
      }
      members.append(.init("errors", .object(errors)))
    case .list(let texts):
      members.append(.init("errors", .array(texts.map { ["message": .string($0)] })))
    case .plain, .gateway: break
    }
    return .object(members)
  }
}
