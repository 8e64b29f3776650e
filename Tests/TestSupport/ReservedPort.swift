import Foundation
import Glibc

/// A port of loopback that is nobody else's while this object lives, and that nobody listens on but who is told of it.
///
/// A socket is bound to it that never listens: the system gives the port to no other, and refuses who connects. A
/// server that may reuse addresses can listen there all the same.
package final class ReservedPort {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The port.
  package let number: UInt16
  private let descriptor: Int32

  /// Throws where the system gives no port.
  package init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isNamed = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    number = UInt16(bigEndian: address.sin_port)
    guard isNamed else { throw Failure(description: "no port: \(errno)") }
  }

  deinit { close(descriptor) }
}
