import MonitorCore

/// What a refusal says, in any of the platform's four dialects: problem details with errors by field or as a list, the
/// gateway's `{message, statusCode}`, and bodies that are empty or no JSON.
struct ProblemDetails {
  private let status: Int
  private var title = ""
  private var detail = ""
  private var traceID = ""

  init(status: Int, body: [UInt8]) {
    self.status = status
    // What can be shown to a person fits; the rest is not worth reading.
    guard body.count <= 1 << 20, let node = JSONNode(document: body) else { return }
    let members = node.members
    func text(_ names: String...) -> String {
      names.lazy.compactMap { members[$0]?.string }.first { !$0.isEmpty } ?? ""
    }
    title = text("title")
    let errors = members["errors"].map(Self.errors) ?? []
    detail = ([text("detail", "details", "message")] + errors).filter { !$0.isEmpty }.joined(separator: "; ")
    traceID = text("traceId", "traceid", "trace_id")
  }

  /// `401 Authentication Failed - detail (traceId)`: one line, safe to show, about 300 letters at most, without the
  /// token even where the server repeats it.
  func sentence(hiding token: Token?) -> String {
    func safe(_ text: String, _ limit: Int) -> String {
      let line = SafeText.line(token?.redacted(text) ?? text)
      return line.count <= limit ? line : String(line.prefix(max(0, limit - 1))) + "…"
    }
    let name = title.isEmpty ? Self.names[status] ?? Self.kind(of: status) : title
    var sentence = "\(status)"
    if !name.isEmpty { sentence += " " + safe(name, 80) }
    if !detail.isEmpty { sentence += " - " + safe(detail, 150) }
    if !traceID.isEmpty { sentence += " (\(safe(traceID, 64)))" }
    return sentence
  }

  /// `{field: [text]}` or `[{message, …}]`, as texts; the first few.
  private static func errors(_ node: JSONNode) -> [String] {
    func message(_ element: JSONNode) -> String? {
      element.string ?? element.members["message"]?.string ?? element.members["detail"]?.string
    }
    if let text = node.string { return [text] }
    if node.kind == .array { return node.elements.prefix(4).compactMap(message) }
    return node.orderedMembers.prefix(4).compactMap { field, value in
      let texts =
        value.kind == .array ? value.elements.prefix(4).compactMap(message) : [message(value)].compactMap(\.self)
      guard !texts.isEmpty else { return nil }
      return field.isEmpty ? texts.joined(separator: ", ") : "\(field): \(texts.joined(separator: ", "))"
    }
  }

  /// What a status is of whose name nobody knows: proxies make some up.
  private static func kind(of status: Int) -> String {
    switch status {
    case 100..<200: "Unexpected Interim Answer"
    case 300..<400: "Unexpected Redirect"
    case 400..<500: "Unknown Refusal"
    case 500..<600: "Unknown Server Error"
    default: "Unknown Status"
    }
  }

  /// The names that RFC 9110 and its relatives give to a status.
  private static let names: [Int: String] = [
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    402: "Payment Required", 406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout",
    409: "Conflict", 410: "Gone", 413: "Content Too Large",
    415: "Unsupported Media Type", 421: "Misdirected Request", 422: "Unprocessable Content", 425: "Too Early",
    428: "Precondition Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
    451: "Unavailable For Legal Reasons", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    507: "Insufficient Storage", 508: "Loop Detected", 511: "Network Authentication Required",
  ]
}
