import FlyingSocks

/// The platform's API over connections of which none goes wrong.
struct PlatformServer: Sendable {
  let routes: PlatformRoutes

  /// Serves one connection until it ends.
  func serve(_ socket: AsyncSocket) async {
    var reader = RequestReader(socket: socket)
    do {
      while let (request, keepsAlive) = try await reader.next() {
        var answer: PlatformAnswer
        if let request {
          answer = await routes.answer(request)
          // Only the head; a body would be taken for the next answer.
          if request.method == "HEAD" { answer.body = [] }
        } else {
          answer = .json(["message": "The request target cannot be read", "statusCode": 400], status: 400)
        }
        let writer = FaultWriter(socket: socket, now: routes.platform.now, foreignPort: 0)
        let isUsable = try await writer.write(answer, fault: nil, number: 0)
        guard isUsable, keepsAlive else { return }
      }
    } catch {
      // The client went away or the server stops: the caller closes the socket.
    }
  }
}
