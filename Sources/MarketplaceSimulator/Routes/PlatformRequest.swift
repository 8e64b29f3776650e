/// A request as the routes see it, whichever server read it.
struct PlatformRequest: Sendable {
  let method: String
  /// Percent-decoded, without empty parts.
  let path: [String]
  /// Still percent-encoded, without the question mark.
  let query: String
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  /// Takes the target of a request line apart; nil when it is not an absolute path in percent-encoded UTF-8.
  init?(method: String, target: String, headers: [(name: String, value: String)], body: [UInt8]) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, path.first == "/" else { return nil }
    var names: [String] = []
    for part in path.split(separator: "/") {
      guard let name = PercentCoding.decoded(part, plusIsSpace: false) else { return nil }
      names.append(name)
    }
    self.method = method.uppercased()
    self.path = names
    query = parts.count > 1 ? String(parts[1]) : ""
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, in any case.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The body as JSON, an empty one being null; 400 when it is not JSON, 415 when it says it is something else.
  func document() throws(PlatformProblem) -> PlatformValue {
    guard !body.isEmpty else { return .null }
    if let type = header("Content-Type"), !type.lowercased().contains("json") {
      throw PlatformProblem(415, "Unsupported Media Type", "The content type '\(type)' is not supported.")
    }
    guard let value = PlatformValue(json: body) else {
      throw PlatformProblem(
        400, "Bad Request", "The request body is not valid JSON.", dialect: .list(["The body is not valid JSON."]))
    }
    return value
  }
}
