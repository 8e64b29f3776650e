import FlyingSocks

/// Serves one connection: reads its requests one after the other, and has each answered.
struct ConnectionLoop {
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
