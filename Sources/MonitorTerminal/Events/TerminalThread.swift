import Glibc
import Synchronization

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
  /// How long they may take in all: a few slow ones delay a key as much as many.
  private static let span = Duration.milliseconds(2)

  private var consumed = 0
  private var began = Duration.zero

  package init() {}

  /// To be called when events are there, after a wait for them.
  package mutating func begin(at now: Duration) { (consumed, began) = (0, now) }

  /// To be called after each event.
  ///
  /// - Parameter now: the moment, by the clock of `begin`.
  package mutating func endOfEvent(at now: Duration) async {
    guard endsTurn(at: now) else { return }
    await Task.yield()
  }

  /// Whether the terminal has its turn now.
  mutating func endsTurn(at now: Duration) -> Bool {
    consumed += 1
    guard consumed == Self.length || now - began >= Self.span else { return false }
    (consumed, began) = (0, now)
    return true
  }
}

/// Whether the thread that waits for the terminal looks at its input.
///
/// It must not while the terminal has its own modes: there Linux edits lines itself, and where input that never ends a line
/// comes without a pause, even `poll` waits until it pauses, with no signal to end it. A program that was asked to end
/// while its terminal was flooded stayed for seconds that way, with the terminal given back long before.
final class InputAttention: Sendable {
  private let state = Atomic(true)

  var isOn: Bool { state.load(ordering: .acquiring) }

  func turn(on isOn: Bool) { state.store(isOn, ordering: .releasing) }
}
