import Glibc

/// Starts the thread that a `TerminalPoll` runs on until its `TerminalEvents` is gone.
///
/// It is one of the system's and not Dispatch's: that one would watch over it once a second.
enum TerminalThread {
  private final class Start {
    var poll: TerminalPoll

    init(_ poll: TerminalPoll) { self.poll = poll }
  }

  /// Answers 0, or the system's error; then nothing runs.
  static func start(_ poll: TerminalPoll) -> Int32 {
    let start = Unmanaged.passRetained(Start(poll))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        var poll = Unmanaged<Start>.fromOpaque(context).takeRetainedValue().poll
        while poll.step() {}
        poll.finish()
        return nil
      }, start.toOpaque())
    if code == 0 { pthread_detach(thread) } else { start.release() }
    return code
  }
}
