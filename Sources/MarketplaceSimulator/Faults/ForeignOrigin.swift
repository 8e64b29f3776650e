import FlyingSocks

/// Who came to the other origin on loopback to which the redirect fault points, and who brought a token along.
actor ForeignOrigin {
  private var requests = 0
  private var authorized = 0

  /// Serves one connection until it ends.
  nonisolated func serve(_ socket: AsyncSocket) async {
    var reader = RequestReader(socket: socket)
    do {
      while case (let request?, let keepsAlive)? = try await reader.next() {
        let writer = FaultWriter(socket: socket, now: .wallClock(), foreignPort: 0)
        let isUsable = try await writer.write(await answer(request), fault: nil, number: 0)
        guard isUsable, keepsAlive else { return }
      }
    } catch {
      // The client went away: the caller closes the socket.
    }
  }

  /// Notes a request and says what to answer: a page without rows.
  private func answer(_ request: PlatformRequest) -> PlatformAnswer {
    requests += 1
    if request.header("Authorization") != nil { authorized += 1 }
    return .json(["$meta": ["pagination": ["offset": 0, "limit": 100, "total": 0]], "data": []])
  }

  /// `{"requests", "authorized"}`, for the tests.
  var report: PlatformValue {
    ["requests": .integer(Int64(requests)), "authorized": .integer(Int64(authorized))]
  }
}
