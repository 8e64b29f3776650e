import CTerminalGuard
import Dispatch
import Glibc

/// Keys and signals as one sequence, read by one thread that sleeps in `poll` until there is a reason to wake.
///
/// When the reader falls behind, the thread stops reading keys, and the terminal's own buffer fills: a program that is
/// fed a gigabyte of garbage holds about a thousand keys of it.
package final class TerminalEvents: Sendable {
  /// The events, for one reader. It never ends while this object lives.
  package let events: AsyncStream<TerminalEvent>

  /// Keys that may wait for the reader.
  private static let capacity = 1024

  private let orders: Int32

  /// Listens to signals and, when there is one, to a terminal. `TerminalSignals.install()` came before.
  package init(terminal: borrowing TerminalDevice) throws(TerminalFailure) {
    let input = terminal.duplicate()
    guard input >= 0 else { throw .system("read the terminal", errno) }
    (events, orders) = try Self.start(input: input)
  }

  /// Listens to signals alone, for a program without a screen.
  package init() throws(TerminalFailure) {
    (events, orders) = try Self.start(input: -1)
  }

  deinit { close(orders) }

  /// Asks for one `writable` as soon as the terminal takes output.
  func tellWhenWritable() {
    var order: UInt8 = 1
    _ = write(orders, &order, 1)
  }

  private static func start(input: Int32) throws(TerminalFailure) -> (AsyncStream<TerminalEvent>, Int32) {
    let signals = try TerminalSignals.source()
    var (orders, written): (Int32, Int32) = (-1, -1)
    guard terminal_pipe(&orders, &written) else {
      if input >= 0 { close(input) }
      throw .system("wait for the terminal", errno)
    }
    let (stream, continuation) = AsyncStream.makeStream(
      of: TerminalEvent.self, bufferingPolicy: .bufferingOldest(capacity))
    let poll = TerminalPoll(signals: signals, orders: orders, input: input, continuation: continuation)
    DispatchQueue(label: "terminal events").async {
      var loop = poll
      while loop.step() {}
      loop.finish()
    }
    return (stream, written)
  }
}
