import Foundation
import Glibc
import Synchronization

/// A server that says exactly what a test wants, byte by byte, on a loopback port of its own.
final class LoopbackServer: Sendable {
  /// One accepted connection. Every call blocks the connection's own thread.
  final class Connection: Sendable {
    /// Counts from 0 in the order of acceptance.
    let number: Int
    private let descriptor: Int32
    private let server: LoopbackServer

    fileprivate init(number: Int, descriptor: Int32, server: LoopbackServer) {
      self.number = number
      self.descriptor = descriptor
      self.server = server
    }

    /// Reads one request head and notes it; `nil` once the client closed.
    func readRequest() -> String? {
      var head: [UInt8] = []
      var byte: UInt8 = 0
      while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
        guard receive(&byte) else { return nil }
        head.append(byte)
      }
      let text = String(decoding: head, as: UTF8.self)
      server.note(text)
      return text
    }

    /// `false` once the client closed.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// A complete answer.
    @discardableResult
    func answer(_ status: String = "200 OK", headers: String = "", _ body: String = "") -> Bool {
      write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// Blocks until the client closed or the server is stopped.
    func waitForEnd() {
      var byte: UInt8 = 0
      while receive(&byte) {}
    }

    /// A byte; `false` once the client closed. Tests beside this one raise signals, which interrupt any thread's calls.
    private func receive(_ byte: inout UInt8) -> Bool {
      var count = recv(descriptor, &byte, 1, 0)
      while count < 0, errno == EINTR { count = recv(descriptor, &byte, 1, 0) }
      return count == 1
    }

    /// Lets the end of the connection be a reset.
    func resetAtEnd() {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
  }

  struct Fault: Error {}

  let port: Int
  private let listener: Int32
  private let open = Mutex<Set<Int32>>([])
  private let heads = Mutex<[String]>([])
  private let accepted = Mutex(0)

  /// The heads of the requests read so far.
  var requests: [String] { heads.withLock { $0 } }
  var connections: Int { accepted.withLock { $0 } }
  var url: String { "http://127.0.0.1:\(port)" }

  /// Serves each connection by `serve`, on a thread of its own; the connection ends when it returns.
  init(_ serve: @escaping @Sendable (Connection) -> Void) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listener, address, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard isBound else { throw Fault() }
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
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    open.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
  }

  private func note(_ head: String) {
    heads.withLock { $0.append(head) }
  }
}

/// Runs `body` against a server and stops it afterwards.
func withServer<Result>(
  _ serve: @escaping @Sendable (LoopbackServer.Connection) -> Void,
  _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
  let server = try LoopbackServer(serve)
  defer { server.stop() }
  return try await body(server)
}
