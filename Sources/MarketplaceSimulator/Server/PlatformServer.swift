import FlyingSocks

/// The platform's API over connections of which none goes wrong.
struct PlatformServer: Sendable {
  let routes: PlatformRoutes

  /// Serves one connection until it ends.
  func serve(_ socket: AsyncSocket) async {
    await ConnectionLoop(socket: socket, now: { routes.platform.now }).run { request in
      ConnectionLoop.Reply(answer: await answer(request))
    }
  }

  private func answer(_ request: PlatformRequest?) async -> PlatformAnswer {
    guard let request else {
      return .json(["message": "The request target cannot be read", "statusCode": 400], status: 400)
    }
    var answer = await routes.answer(request)
    // Only the head; a body would be taken for the next answer.
    if request.method == "HEAD" { answer.body = [] }
    return answer
  }
}
