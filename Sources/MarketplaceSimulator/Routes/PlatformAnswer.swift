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

  /// The request's `traceparent`, or a new one of the same form where none came.
  private static func traceID(of request: PlatformRequest) -> String {
    if let given = request.header("traceparent"), given.split(separator: "-").count == 4 { return given }
    var random = SystemRandomNumberGenerator()
    let digits = (0..<3).map { _ in
      let hex = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - hex.count) + hex
    }
    return "00-\(digits[0])\(digits[1])-\(digits[2])-00"
  }

  /// The words that belong to a status code.
  static func reason(_ status: Int) -> String {
    let words = [
      200: "OK", 201: "Created", 204: "No Content", 302: "Found", 307: "Temporary Redirect", 400: "Bad Request",
      401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
      413: "Content Too Large", 415: "Unsupported Media Type", 429: "Too Many Requests",
      431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented",
      502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
    return words[status] ?? "Unknown"
  }
}
