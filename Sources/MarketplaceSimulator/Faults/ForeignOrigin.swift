import FlyingSocks

/// Who came to the other origin on loopback to which the redirect fault points, and who brought a token along.
actor ForeignOrigin {
  private var requests = 0
  private var authorized = 0

  /// Serves one connection until it ends.
  nonisolated func serve(_ socket: AsyncSocket) async {
    await HTTPConnection(socket: socket, now: { .wallClock() }).run { request, writer in
      try await writer.write(await answer(request))
      return true
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
