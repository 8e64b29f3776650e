import Glibc

/// A TCP socket of loopback, closed by whoever made it.
package struct LoopbackSocket: Sendable {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package let descriptor: Int32

  /// Throws where the system gives none.
  package init() throws(Failure) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "no socket: \(errno)") }
  }

  /// Binds it to a port that the system chooses, and gives that.
  package func bindToAnyPort() throws(Failure) -> UInt16 {
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isNamed = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isNamed else { throw Failure(description: "no port: \(errno)") }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Connects it; false where nobody listens.
  package func connect(to port: UInt16) -> Bool {
    var address = Self.address(port: port)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// Sends all of it; false once the other side closed. Tests raise signals, which interrupt any thread's calls.
  package static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Receives into a buffer, as `recv` does, but not interrupted by signals.
  package static func receive(into buffer: inout [UInt8], from descriptor: Int32) -> Int {
    var count = recv(descriptor, &buffer, buffer.count, 0)
    while count < 0, errno == EINTR { count = recv(descriptor, &buffer, buffer.count, 0) }
    return count
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
