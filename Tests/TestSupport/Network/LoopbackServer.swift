import Foundation
import Glibc
import Synchronization

/// A server that says exactly what a test wants, byte by byte, on a loopback port of its own.
package final class LoopbackServer: Sendable {
  /// One accepted connection. Every call blocks the connection's own thread.
  package final class Connection: Sendable {
    /// Counts from 0 in the order of acceptance.
    package let number: Int
    private let descriptor: Int32
    private let server: LoopbackServer

    fileprivate init(number: Int, descriptor: Int32, server: LoopbackServer) {
      self.number = number
      self.descriptor = descriptor
      self.server = server
    }

    /// Reads one request head and records it; `nil` once the client closed.
    package func readRequest() -> String? {
      var head: [UInt8] = []
      var byte: UInt8 = 0
      while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
        guard receive(&byte) else { return nil }
        head.append(byte)
      }
      let text = String(decoding: head, as: UTF8.self)
      server.record(text)
      return text
    }

    /// `false` once the client closed.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
      LoopbackSocket.send(bytes, to: descriptor)
    }

    @discardableResult
    package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// A complete answer.
    @discardableResult
    package func answer(_ status: String = "200 OK", headers: String = "", _ body: String = "") -> Bool {
      write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// Blocks until the client closed or the server is stopped.
    package func waitForEnd() {
      var byte: UInt8 = 0
      while receive(&byte) {}
    }

    /// A byte; `false` once the client closed.
    private func receive(_ byte: inout UInt8) -> Bool {
      var buffer: [UInt8] = [0]
      guard LoopbackSocket.receive(into: &buffer, from: descriptor) == 1 else { return false }
      byte = buffer[0]
      return true
    }

    /// Lets the end of the connection be a reset.
    package func resetAtEnd() {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
  }

  package let port: Int
  private let listener: Int32
  private let open = Mutex<Set<Int32>>([])
  private let heads = Mutex<[String]>([])
  private let accepted = Mutex(0)

  /// The heads of the requests read so far.
  package var requests: [String] { heads.withLock { $0 } }
  package var connections: Int { accepted.withLock { $0 } }
  package var url: String { "http://127.0.0.1:\(port)" }

  /// Serves each connection by `serve`, on a thread of its own; the connection ends when it returns.
  package init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    let socket = try LoopbackSocket()
    listener = socket.descriptor
    port = Int(try socket.bindToAnyPort())
    guard listen(listener, 64) == 0 else { throw LoopbackSocket.Failure(description: "cannot listen: \(errno)") }
    let listener = listener
    Thread.detachNewThread { [self] in
      // It listens until `stop`: were it closed before, `stop` would end whatever got its number.
      while case let descriptor = accept(listener, nil, nil), descriptor >= 0 || (errno != EINVAL && errno != EBADF) {
        if descriptor < 0 { continue }
        open.withLock { _ = $0.insert(descriptor) }
        let number = accepted.withLock { count in
          count += 1
          return count - 1
        }
        let connection = Connection(number: number, descriptor: descriptor, server: self)
        Thread.detachNewThread { [self] in
          serve(connection)
          open.withLock { _ = $0.remove(descriptor) }
          close(descriptor)
        }
      }
      close(listener)
    }
  }

  /// Ends all connections and the port.
  package func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    open.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
  }

  private func record(_ head: String) {
    heads.withLock { $0.append(head) }
  }
}

/// Runs `body` against a server and stops it afterwards.
package func withServer<Result>(
  _ serve: @escaping @Sendable (LoopbackServer.Connection) -> Void,
  _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
  let server = try LoopbackServer(serve)
  defer { server.stop() }
  return try await body(server)
}
