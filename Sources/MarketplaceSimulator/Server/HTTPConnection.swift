import FlyingSocks
import FoundationEssentials

/// Serves one connection: reads its requests one after the other, and has each answered.
struct HTTPConnection {
  let socket: AsyncSocket
  /// The moment of the `Date` header.
  let now: @Sendable () -> SimulatedInstant

  /// Serves until the client goes away, sends what is no request, or `respond` says that the connection is of no use any
  /// more.
  func run(_ respond: (PlatformRequest, AnswerWriter) async throws -> Bool) async {
    var reader = RequestReader(socket: socket)
    do {
      while true {
        let (request, keepsAlive) = try await reader.next()
        let isUsable = try await respond(request, AnswerWriter(socket: socket, now: now()))
        guard isUsable, keepsAlive else { return }
      }
    } catch let unreadable as RequestReader.Unreadable {
      let problem: PlatformValue = [
        "message": .string(unreadable.reason), "statusCode": .integer(Int64(unreadable.status)),
      ]
      try? await AnswerWriter(socket: socket, now: now()).write(.json(problem, status: unreadable.status))
    } catch {
      // The client went away or the server stops: the caller closes the socket.
    }
  }
}

/// Writes answers on a connection.
struct AnswerWriter {
  let socket: AsyncSocket
  /// The moment of the `Date` header.
  let now: SimulatedInstant

  func write(_ answer: PlatformAnswer) async throws {
    try await send(head(of: answer) + answer.body)
  }

  func send(_ bytes: [UInt8]) async throws {
    try await socket.write(Data(bytes))
  }

  /// The status line and headers, with a correct Content-Length unless `framing` says otherwise.
  func head(of answer: PlatformAnswer, framing: [String]? = nil) -> [UInt8] {
    var lines = ["HTTP/1.1 \(answer.status) \(PlatformAnswer.reason(answer.status))", "Date: \(now.httpDate())"]
    lines += answer.headers.map { "\($0.name): \($0.value)" }
    lines += framing ?? ["Content-Length: \(answer.body.count)"]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}

/// The platform's API over connections of which none goes wrong.
struct PlatformServer: Sendable {
  let routes: PlatformRoutes

  /// Serves one connection until it ends.
  func serve(_ socket: AsyncSocket) async {
    await HTTPConnection(socket: socket, now: { routes.platform.now }).run { request, writer in
      var answer = await routes.answer(request)
      // Only the head; a body would be taken for the next answer.
      if request.method == "HEAD" { answer.body = [] }
      try await writer.write(answer)
      return true
    }
  }
}
