/// An answer of the routes, before a server writes it.
struct PlatformAnswer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  static func json(_ value: PlatformValue, status: Int = 200) -> PlatformAnswer {
    PlatformAnswer(
      status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: value.json)
  }

  /// The problem's body in its dialect, with the trace identifier of the request.
  static func problem(_ problem: PlatformProblem, request: PlatformRequest) -> PlatformAnswer {
    let path = "/" + request.path.joined(separator: "/")
    let type = problem.dialect == .gateway ? "application/json" : "application/problem+json; charset=utf-8"
    return PlatformAnswer(
      status: problem.status, headers: [("Content-Type", type)],
      body: problem.body(traceID: traceID(of: request), path: path).json)
  }

  /// The trace part of the request's `traceparent`, or a fixed one that shows that none came.
  private static func traceID(of request: PlatformRequest) -> String {
    let parts = (request.header("traceparent") ?? "").split(separator: "-")
    guard parts.count == 4, parts[1].utf8.count == 32 else { return "00-00000000000000000000000000000000-00" }
    return request.header("traceparent") ?? ""
  }

  /// The words that belong to a status code.
  static func reason(_ status: Int) -> String {
    let words = [
      200: "OK", 201: "Created", 204: "No Content", 302: "Found", 307: "Temporary Redirect", 400: "Bad Request",
      401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
      415: "Unsupported Media Type", 429: "Too Many Requests", 500: "Internal Server Error",
      502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
    return words[status] ?? "Unknown"
  }
}
