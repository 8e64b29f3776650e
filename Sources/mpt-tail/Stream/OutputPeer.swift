import Dispatch
import Glibc

/// Whoever reads what the program writes.
enum OutputPeer {
  /// Whether some of these descriptors would take nothing at this moment, because nobody reads what they took before.
  static func isStuck(_ descriptors: [Int32]) -> Bool {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    return poll(&entries, nfds_t(entries.count), 0) >= 0 && entries.contains { $0.revents == 0 }
  }

  /// Gives one element when the reader has left: a pipe or a socket that nobody holds, a terminal that is gone. Writing
  /// would show that too, but in quiet nothing is written.
  static func leaving(_ descriptor: Int32) -> AsyncStream<Void> {
    AsyncStream { continuation in
      // A thread of its own, asleep: errors and hang-ups are reported unasked.
      DispatchQueue(label: "output reader").async {
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        var came: Int32
        repeat { came = poll(&entry, 1, -1) } while came < 0 && errno == EINTR
        if came > 0, Int32(entry.revents) & (POLLERR | POLLHUP) != 0 { continuation.yield() }
        continuation.finish()
      }
    }
  }
}
