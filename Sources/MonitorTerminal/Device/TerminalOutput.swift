import Glibc

/// Bytes on their way to the terminal. Nothing here waits: what the terminal does not take stays, in order.
final class TerminalOutput {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var sent = 0

  /// All bytes the terminal took so far.
  private(set) var total = 0

  init(descriptor: Int32) { self.descriptor = descriptor }

  var isEmpty: Bool { sent == pending.count }

  func append(_ bytes: some Sequence<UInt8>) { pending.append(contentsOf: bytes) }

  /// Sends what the terminal takes now; true when nothing is left. A terminal that is gone takes everything.
  @discardableResult
  func flush() -> Bool {
    while sent < pending.count {
      let count = pending.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent) }
      if count > 0 {
        sent += count
        total += count
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        return false
      } else {
        break
      }
    }
    pending.removeAll(keepingCapacity: true)
    sent = 0
    return true
  }

  /// Sends with patience: waits at most so many milliseconds for a slow terminal. True when nothing is left, and the
  /// terminal takes more.
  func flush(within milliseconds: Int32) -> Bool {
    var left = milliseconds
    while !(flush() && isReady(within: 0)) {
      guard left > 0 else { return false }
      _ = isReady(within: 20)
      left -= 20
    }
    return true
  }

  /// The same of a terminal that has its own modes: it is tried again and not asked, as `poll` waits there while input floods
  /// it (`InputAttention`).
  func flush(tryingFor milliseconds: Int32) -> Bool {
    var left = milliseconds
    while !flush() {
      guard left > 0 else { return false }
      usleep(5_000)
      left -= 5
    }
    return true
  }

  /// Whether the terminal takes output, or is gone.
  private func isReady(within milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&wait, 1, milliseconds) > 0
  }

  /// Forgets what was not sent.
  func drop() {
    pending.removeAll()
    sent = 0
  }
}
