import Glibc

/// A port of loopback that is nobody else's while this object lives, and that nobody listens on but who is told of it.
///
/// A socket is bound to it that never listens: the system gives the port to no other, and refuses who connects. A
/// server that may reuse addresses can listen there all the same.
package final class ReservedPort {
  /// The port.
  package let number: UInt16
  private let descriptor: Int32

  /// Throws where the system gives no port.
  package init() throws {
    let socket = try LoopbackSocket()
    descriptor = socket.descriptor
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    number = try socket.bindToAnyPort()
  }

  deinit { close(descriptor) }
}
