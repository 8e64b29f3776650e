import Dispatch
import Glibc

/// How long a pipe is waited for.
struct PipePatience: Sendable {
  /// Until somebody opens it for writing; `nil` for as long as it takes.
  var opening: Duration? = .seconds(2)
  /// Until its writer has written all of it; `nil` for as long as it takes.
  var writing: Duration? = .seconds(60)

  /// Waits as long as it takes: for a person who types, or a program that works.
  static let endless = PipePatience(opening: nil, writing: nil)
}

/// Reads a descriptor that may keep its reader waiting, on a thread of its own.
///
/// Cancelling the calling task ends the wait at once: what the program is told to do meanwhile does not wait for it.
struct WaitingReader: Sendable {
  /// Open for reading; blocking or not. It stays the caller's.
  let descriptor: Int32
  /// How many bytes may come; beyond it the reading fails.
  let limit: Int
  var patience = PipePatience()

  /// Everything until its end. Throws `silent` where that does not come in time, or when cancelled.
  func readAll() async throws(SmallFile.Failure) -> [UInt8] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (cancelled, cancel) = (ends[0], ends[1])
    defer {
      close(cancelled)
      close(cancel)
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        DispatchQueue(label: "waiting reader").async {
          continuation.resume(returning: Result { () throws(SmallFile.Failure) in try read(or: cancelled) })
        }
      }
    } onCancel: {
      _ = write(cancel, [0], 1)
    }
    return try result.get()
  }

  private func read(or cancelled: Int32) throws(SmallFile.Failure) -> [UInt8] {
    let begin = ContinuousClock.now
    let isBlocking = fcntl(descriptor, F_GETFL) & O_NONBLOCK == 0
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var hasWriter = false
    while true {
      let limit = hasWriter || isBlocking ? patience.writing : patience.opening
      let rest = limit.map { begin + $0 - .now }
      if let rest, rest <= .zero { throw .silent }
      var entries = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: cancelled, events: Int16(POLLIN), revents: 0),
      ]
      // A pipe that nobody has opened for writing tells nothing until then.
      let step = rest.map { Int32(clamping: Int(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
      let came = poll(&entries, 2, hasWriter || isBlocking ? step : min(step < 0 ? 100 : step, 100))
      if entries[1].revents != 0 { throw .silent }
      if came < 0, errno != EINTR { throw .system(errno) }
      if isBlocking, entries[0].revents == 0 { continue }
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count > 0 {
        hasWriter = true
        bytes.append(contentsOf: chunk[..<count])
        guard bytes.count <= self.limit else { throw .tooLarge(limit: self.limit) }
      } else if count < 0 {
        guard errno == EAGAIN || errno == EINTR else { throw .system(errno) }
        if errno == EAGAIN { hasWriter = true }
      } else if isBlocking || hasWriter || Int32(entries[0].revents) & POLLHUP != 0 {
        return bytes
      }
    }
  }
}
