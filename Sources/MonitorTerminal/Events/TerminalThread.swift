import Glibc

/// Starts the thread that a `TerminalPoll` runs on until its `TerminalEvents` is gone.
///
/// It is one of the system's and not Dispatch's, which would watch over it once a second.
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

/// Gives the terminal its turn now and then, for a task that consumes events on the terminal's thread and may never run
/// out of them. Keys and signals are read by that very thread: without this they would wait until nothing else is left.
package struct TerminalTurns {
  /// How many events are consumed in a row: more of them delay a key, fewer ask the system for keys more often.
  private static let length = 8

  private var consumed = 0

  package init() {}

  /// To be called after each event.
  ///
  /// - Parameter isLong: whether it may have taken milliseconds, so that the terminal has its turn at once.
  package mutating func endOfEvent(isLong: Bool = false) async {
    consumed = isLong ? 0 : (consumed + 1) % Self.length
    if consumed == 0 { await Task.yield() }
  }
}
