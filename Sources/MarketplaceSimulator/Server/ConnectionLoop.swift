import FlyingSocks

/// Serves one connection: reads its requests one after the other, and writes what is answered to each.
struct ConnectionLoop {
  /// What is answered, and what goes wrong with it.
  struct Reply {
    let answer: PlatformAnswer
    var fault: Fault?
    /// The fault's number, which its chance is drawn from.
    var number: UInt64 = 0
  }

  let socket: AsyncSocket
  /// The moment of the `Date` header.
  let now: @Sendable () -> SimulatedInstant
  /// Where the redirect fault points.
  var foreignPort: UInt16 = 0

  /// Serves until the client goes away, a fault breaks the connection, or `reply` gives none. It gets nil for a request
  /// of which the target cannot be read.
  func run(_ reply: (PlatformRequest?) async -> Reply?) async {
    var reader = RequestReader(socket: socket)
    do {
      while let (request, keepsAlive) = try await reader.next() {
        guard let reply = await reply(request) else { return }
        let writer = FaultWriter(socket: socket, now: now(), foreignPort: foreignPort)
        let isUsable = try await writer.write(reply.answer, fault: reply.fault, number: reply.number)
        guard isUsable, keepsAlive else { return }
      }
    } catch {
      // The client went away or the server stops: the caller closes the socket.
    }
  }
}
