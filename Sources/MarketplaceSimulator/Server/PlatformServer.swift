import FlyingFox
import FlyingSocks
import Foundation
import Glibc

/// The platform's API by FlyingFox: what is served where nothing is to go wrong.
struct PlatformServer: Sendable {
  private let server: HTTPServer

  /// A server for 127.0.0.1, not yet listening; port 0 lets the system choose.
  init(routes: PlatformRoutes, port: UInt16) throws {
    let configuration = HTTPServer.Configuration(
      address: try .inet(ip4: "127.0.0.1", port: port), timeout: 30, pool: PromptPool(), logger: .disabled)
    server = HTTPServer(config: configuration, handler: PlatformHandler(routes: routes))
  }

  /// Serves until cancelled or stopped; throws at once where the port is taken.
  func run() async throws {
    try await server.run()
  }

  /// The port it listens on, once it does.
  func listeningPort() async throws -> UInt16 {
    try await server.waitUntilListening(timeout: 10)
    guard case .ip4(_, let port)? = await server.listeningAddress else { throw SocketError.unsupportedAddress }
    return port
  }

  /// Closes the listening socket and every connection.
  func stop() async {
    await server.stop(timeout: 0)
  }
}

private struct PlatformHandler: HTTPHandler {
  let routes: PlatformRoutes

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.bodyData
    let answer: PlatformAnswer
    if let understood = PlatformRequest(
      method: request.method.rawValue, target: request.target.rawValue,
      headers: request.headers.map { ($0.key.rawValue, $0.value) }, body: Array(body))
    {
      answer = await routes.answer(understood)
    } else {
      answer = .json(["message": "The request target cannot be read", "statusCode": 400], status: 400)
    }
    var headers = HTTPHeaders()
    headers[.date] = routes.platform.now.httpDate()
    for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status, phrase: PlatformAnswer.reason(answer.status)), headers: headers,
      body: HTTPBodySequence(data: Data(answer.body), suggestedBufferSize: max(answer.body.count, 1)))
  }
}

/// FlyingFox's own pool, but every socket that waits in it sends at once: the head and the body of an answer are two
/// writes, and the second would wait up to 40 ms for the first to be acknowledged.
private struct PromptPool: AsyncSocketPool {
  private let base: any AsyncSocketPool = HTTPServer.defaultPool()

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    if events.contains(.read) {
      try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    }
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
