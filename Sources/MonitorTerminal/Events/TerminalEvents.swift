import CTerminalGuard
import Glibc
package import MonitorCore
package import MonitorUI

/// Keys and signals as one sequence, read by one thread that sleeps in `poll` until there is a reason to wake.
///
/// When the reader falls behind, the thread stops reading keys and the terminal's own buffer fills: a program that is fed
/// a gigabyte of garbage holds a few thousand keys of it.
package final class TerminalEvents: Sendable {
  /// Receives events in their order, and returns how many of them it accepted from the first on; the others are delivered
  /// again later.
  package typealias Deliver = @Sendable (ArraySlice<TerminalEvent>) -> Int

  /// The events, for one reader, where no `deliver` gets them. It does not end while this object lives.
  package let events: AsyncStream<TerminalEvent>

  /// The order that `reportWhenWritable` gives.
  static let watchOutput: UInt8 = 1
  /// The order that wakes the thread, and asks for nothing else.
  private static let wake: UInt8 = 2
  /// How many events may wait for the reader.
  private static let capacity = 1024

  private let orders: Int32
  private let executor: ThreadExecutor
  private let attention = InputAttention()

  /// Listens to signals and to a terminal. `TerminalSignals.install()` came before. Throws where the system has no
  /// descriptor or no thread for it.
  ///
  /// - Parameters:
  ///   - executor: runs on this object's thread while it lives.
  ///   - needsSeconds: whether the seconds are events.
  ///   - escapeDelay: how long after Esc its sequence may begin.
  ///   - deliver: gets the events in place of `events`, on this object's thread.
  package init(
    terminal: borrowing TerminalDevice, executor: ThreadExecutor = ThreadExecutor(), needsSeconds: Bool = false,
    escapeDelay: Duration = .milliseconds(50), deliver: Deliver? = nil
  ) throws(TerminalFailure) {
    let input = terminal.duplicate()
    guard input >= 0 else { throw .system("read the terminal", errno) }
    self.executor = executor
    (events, orders) = try Self.start(
      input: input, executor, secondHand: needsSeconds ? SecondHand() : nil,
      escapeDelay: escapeDelay, deliver: deliver, attention)
  }

  /// Listens to signals alone, for a program without a screen.
  package init() throws(TerminalFailure) {
    executor = ThreadExecutor()
    (events, orders) = try Self.start(input: -1, executor, attention)
  }

  deinit {
    terminal_signals_listen(false)
    executor.detach()
    close(orders)
  }

  /// Asks for one `writable` as soon as the terminal takes output.
  func reportWhenWritable() {
    var order = Self.watchOutput
    _ = write(orders, &order, 1)
  }

  /// Looks at the terminal's input from now on, or no longer: not while it has its own modes. To be called on this
  /// object's thread, which may be in the middle of a wait otherwise.
  func listen(_ isOn: Bool) { attention.turn(on: isOn) }

  private static func start(
    input: Int32, _ executor: ThreadExecutor, secondHand: SecondHand? = nil,
    escapeDelay: Duration = .milliseconds(50), deliver: Deliver? = nil, _ attention: InputAttention
  ) throws(TerminalFailure) -> (AsyncStream<TerminalEvent>, Int32) {
    let signals = try TerminalSignals.source()
    var (orders, written): (Int32, Int32) = (-1, -1)
    guard terminal_pipe(&orders, &written) else {
      if input >= 0 { close(input) }
      throw .system("wait for the terminal", errno)
    }
    let (stream, continuation) = AsyncStream.makeStream(
      of: TerminalEvent.self, bufferingPolicy: .bufferingOldest(capacity))
    let toStream: Deliver = { events in
      events.prefix { if case .dropped = continuation.yield($0) { false } else { true } }.count
    }
    let poll = TerminalPoll(
      signals: signals, orders: orders, input: input, deliver: deliver ?? toStream, executor: executor,
      secondHand: secondHand, escapeDelay: escapeDelay, attention: attention)
    executor.attach { [written] in
      var order = Self.wake
      _ = write(written, &order, 1)
    }
    let code = TerminalThread.start(poll) { continuation.finish() }
    guard code == 0 else {
      executor.detach()
      close(written)
      poll.finish()
      throw .system("wait for the terminal", code)
    }
    terminal_signals_listen(true)
    return (stream, written)
  }
}

/// What the terminal and the system report to the program.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case signal(TerminalSignal)
  /// The terminal says what its background is.
  case background(TerminalBackground)
  /// The window got the focus, or lost it, where the terminal reports that.
  case focus(Bool)
  /// The terminal takes output again after `draw` had put a frame off: draw the newest one.
  case writable
  /// The terminal is gone; no key will come any more.
  case hungUp
  /// Another second of the wall clock has begun, where that was asked for.
  case second
}
