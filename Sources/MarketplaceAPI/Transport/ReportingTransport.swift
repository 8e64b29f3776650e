package import MonitorCore

/// What became of one request.
package struct RequestReport: Sendable {
  /// Path and query; never a header, and so never the token.
  package let path: String
  /// What support finds the request by.
  package let traceID: String
  /// From asking to the last byte, redirects and the wait for a connection included.
  package let duration: Duration
  /// The answer's status and size, or why there was none.
  package let outcome: Result<(status: Int, bytes: Int), SourceFailure>
}

/// A transport that reports each request when it is over. Where nobody wants to know there is none of it.
package struct ReportingTransport: HTTPTransport {
  private let base: any HTTPTransport
  private let report: @Sendable (RequestReport) -> Void

  /// `report` runs where the request was awaited, and must not block.
  package init(_ base: any HTTPTransport, report: @escaping @Sendable (RequestReport) -> Void) {
    self.base = base
    self.report = report
  }

  package func get(_ request: HTTPRequest) async throws(SourceFailure) -> HTTPResponse {
    let begin = ContinuousClock.now
    func finish(_ outcome: Result<(status: Int, bytes: Int), SourceFailure>) {
      report(
        RequestReport(
          path: Self.path(of: request.url), traceID: request.traceParent.traceID,
          duration: begin.duration(to: .now), outcome: outcome))
    }
    do {
      let response = try await base.get(request)
      finish(.success((response.status, response.body.count)))
      return response
    } catch {
      finish(.failure(error))
      throw error
    }
  }

  private static func path(of url: String) -> String {
    guard let scheme = url.range(ofFirst: "://") else { return url }
    return url[scheme.upperBound...].firstIndex(of: "/").map { String(url[$0...]) } ?? "/"
  }
}
