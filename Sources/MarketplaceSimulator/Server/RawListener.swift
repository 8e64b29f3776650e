import FlyingSocks
import Glibc

/// A listening socket on 127.0.0.1, and a task for each connection.
struct RawListener: Sendable {
  let port: UInt16
  private let socket: Socket
  private let pool: any AsyncSocketPool

  /// Listens at once; port 0 lets the system choose. Throws `SocketError` where the port is taken.
  init(port: UInt16) throws {
    socket = try Socket(domain: AF_INET, type: .stream)
    do {
      try socket.setValue(true, for: .localAddressReuse)
      // Accepted sockets inherit it; without it a small answer in two writes waits 40 ms for an acknowledgement.
      try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
      try socket.bind(to: .inet(ip4: "127.0.0.1", port: port))
      try socket.listen()
      guard case .ip4(_, let actual) = try socket.sockname() else { throw SocketError.unsupportedAddress }
      self.port = actual
    } catch {
      try? socket.close()
      throw error
    }
    pool = SocketPool.ePoll()
  }

  /// To be called once, before `run`; throws where the system has nothing to wait with.
  func prepare() async throws { try await pool.prepare() }

  /// Serves each connection in a task of its own until cancelled; then every connection is closed.
  func run(_ serve: @escaping @Sendable (AsyncSocket) async -> Void) async {
    defer { try? socket.close() }
    let pool = pool
    let listening = socket
    try? await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await pool.run() }
      let server = try AsyncSocket(socket: listening, pool: pool)
      while !Task.isCancelled {
        do {
          let connection = try await server.accept()
          group.addTask {
            await serve(connection)
            try? connection.close()
          }
        } catch {
          // Out of descriptors, say: others will be closed, so try again a little later.
          try await Task.sleep(for: .milliseconds(50))
        }
      }
      group.cancelAll()
    }
  }
}

/// How long `close` keeps unsent bytes: zero seconds make it a reset.
struct LingerOption: SocketOption {
  var level: Int32 { SOL_SOCKET }
  var name: Int32 { SO_LINGER }

  func makeValue(from socketValue: linger) -> Int32 { socketValue.l_linger }
  func makeSocketValue(from value: Int32) -> linger { linger(l_onoff: 1, l_linger: value) }
}
