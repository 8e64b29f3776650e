import FlyingSocks

/// The platform's API over connections of which none goes wrong.
struct PlatformServer: Sendable {
  let routes: PlatformRoutes

  /// Serves one connection until it ends.
  func serve(_ socket: AsyncSocket) async {
    await ConnectionLoop(socket: socket, now: { routes.platform.now }).run { request, writer in
      var answer = await routes.answer(request)
      // Only the head; a body would be taken for the next answer.
      if request.method == "HEAD" { answer.body = [] }
      try await writer.write(answer)
      return true
    }
  }
}
