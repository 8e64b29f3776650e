import Glibc

/// Starts the thread that a `TerminalPoll` runs on until its `TerminalEvents` is gone.
///
/// It is one of the system's and not Dispatch's: that one would watch over it once a second.
enum TerminalThread {
  private final class Start {
    let poll: TerminalPoll
    let end: @Sendable () -> Void

    init(_ poll: TerminalPoll, end: @escaping @Sendable () -> Void) { (self.poll, self.end) = (poll, end) }
  }

  /// Calls `end` when it is over. Answers 0, or the system's error; then nothing runs.
  static func start(_ poll: TerminalPoll, end: @escaping @Sendable () -> Void) -> Int32 {
    let start = Unmanaged.passRetained(Start(poll, end: end))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
        var poll = start.poll
        while poll.step() {}
        poll.finish()
        start.end()
        return nil
      }, start.toOpaque())
    if code == 0 { pthread_detach(thread) } else { start.release() }
    return code
  }
}
