package import MonitorCore

/// Sends requests: the port between what is asked and how bytes travel.
package protocol HTTPTransport: Sendable {
  /// Asks with GET and brings any complete answer, whatever its status; throws where there is none.
  ///
  /// Follows redirects inside the origin. Cancelling the calling task ends the request at once.
  func get(_ request: HTTPRequest) async throws(SourceFailure) -> HTTPResponse
}

/// What is asked. The token is kept apart from the texts, so that printing a request never shows it.
package struct HTTPRequest: Sendable {
  package var url: String
  package var accept: String
  /// More header fields; none of them secret.
  package var fields: [String: String] = [:]
  package var token: Token?
  package var traceParent: TraceParent
  /// What the body of the answer may well be, from when this was asked before: one that is the same is not stored anew.
  package var expectedBody: [UInt8]?

  package init(
    url: String, accept: String = "application/json", token: Token? = nil, traceParent: TraceParent = .fresh(),
    expectedBody: [UInt8]? = nil
  ) {
    self.url = url
    self.accept = accept
    self.token = token
    self.traceParent = traceParent
    self.expectedBody = expectedBody
  }
}

/// A complete answer, with its body inflated.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]

  package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// The header fields of an answer in their order. Values are unsafe text.
package struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
  private var fields: [(name: String, value: String)] = []

  package init() {}

  package init(dictionaryLiteral fields: (String, String)...) {
    for (name, value) in fields { add(name, value) }
  }

  package mutating func add(_ name: String, _ value: String) {
    fields.append((name.lowercased(), value))
  }

  /// The first value of a field, whatever its case.
  package subscript(name: String) -> String? {
    let name = name.lowercased()
    return fields.first { $0.name == name }?.value
  }

  /// All values of a field, in their order.
  package func values(of name: String) -> [String] {
    let name = name.lowercased()
    return fields.filter { $0.name == name }.map(\.value)
  }
}
