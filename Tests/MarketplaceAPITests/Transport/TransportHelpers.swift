import MarketplaceAPI
import MonitorCore
import TestSupport
import Testing

/// A transport with the usual limits but for what `change` says.
func makeTransport(_ change: (inout TransportSettings) -> Void = { _ in }) throws -> CurlTransport {
  var settings = TransportSettings(userAgent: "mpt-tail/test")
  // All tests share two cores, and those that only compute can hold every task up for minutes, between two requests of
  // a test too: only a test about deadlines may meet one.
  settings.connectTimeout = .seconds(120)
  settings.idleTimeout = .seconds(300)
  settings.requestTimeout = .seconds(3_600)
  settings.idleConnectionTimeout = .seconds(3_600)
  change(&settings)
  return try CurlTransport(settings)
}

/// What one request brings from a server that reads it and then does `serve`.
func answer(
  settings change: (inout TransportSettings) -> Void = { _ in },
  _ serve: @escaping @Sendable (LoopbackServer.Connection) -> Void
) async throws -> HTTPResponse {
  try await withServer(
    { connection in
      guard connection.readRequest() != nil else { return }
      serve(connection)
    },
    { server in
      try await makeTransport(change).get(HTTPRequest(url: server.url))
    })
}

/// The failure that `body` throws; an issue where it throws none.
func failureOf<Result>(_ body: () async throws -> Result) async -> SourceFailure? {
  do {
    _ = try await body()
    Issue.record("No failure")
  } catch let error as SourceFailure {
    return error
  } catch {
    Issue.record(error)
  }
  return nil
}
