import Glibc
import MonitorCore
import MonitorUI

/// The thread behind `TerminalEvents`: one wait and what came of it.
struct TerminalPoll {
  /// How often a full stream is tried again, in milliseconds: only then does the thread wake without a reason.
  private static let retry: Int32 = 20
  /// How often tasks may run before the terminal has its turn.
  private static let maxTurns = 4

  private let signals: Int32
  private let orders: Int32
  private let input: Int32
  private let deliver: TerminalEvents.Deliver
  private let executor: ThreadExecutor
  private let attention: InputAttention

  private var secondHand: SecondHand?
  private var decoder: KeyDecoder
  /// When what the decoder has begun is over, unless more of it comes.
  private var silence: ContinuousClock.Instant?
  private var waiting: ArraySlice<TerminalEvent> = []
  private var isListening: Bool
  private var watchesOutput = false
  private var keys: [Key] = []

  init(
    signals: Int32, orders: Int32, input: Int32, deliver: @escaping TerminalEvents.Deliver,
    executor: ThreadExecutor, secondHand: SecondHand?, escapeDelay: Duration = .milliseconds(50),
    attention: InputAttention = InputAttention()
  ) {
    self.attention = attention
    decoder = KeyDecoder(escapeDelay: escapeDelay)
    self.deliver = deliver
    self.executor = executor
    self.secondHand = secondHand
    self.signals = signals
    self.orders = orders
    self.input = input
    isListening = input >= 0
  }

  /// Waits once and delivers what came; false when `TerminalEvents` is gone.
  mutating func step() -> Bool {
    // What one task does may be what another waits for; keys wait for a few of them at most.
    var turns = 0
    while turns < Self.maxTurns, executor.runJobs() { turns += 1 }
    let isOurs = isListening && attention.isOn
    let readsKeys = isOurs && waiting.isEmpty
    let interest = (readsKeys ? POLLIN : 0) | (isOurs && watchesOutput ? POLLOUT : 0)
    // A negative descriptor is passed over. One that hung up reports that unasked, so it is only there while it is read.
    var descriptors = [
      pollfd(fd: orders, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interest == 0 ? -1 : input, events: Int16(interest), revents: 0),
    ]
    let came = poll(&descriptors, nfds_t(descriptors.count), executor.fallAsleep() ? timeout : 0)
    executor.wakeUp()
    if came < 0 { return errno == EINTR || errno == ENOMEM || errno == EAGAIN }
    if descriptors[0].revents != 0, !readOrders() { return false }
    if descriptors[1].revents != 0 { readSignals() }
    let state = Int32(descriptors[2].revents)
    if watchesOutput, state & POLLOUT != 0 {
      watchesOutput = false
      waiting.append(.writable)
    }
    if state & ~POLLOUT != 0 {
      readInput()
    } else if readsKeys, let silence, silence <= .now {
      decode { $0.silence(into: &$1) }
    }
    if secondHand?.hasMoved(SecondHand.now) == true, waiting.isEmpty { waiting.append(.second) }
    deliverWaiting()
    return true
  }

  func finish() {
    close(orders)
    if input >= 0 { close(input) }
  }

  /// How long to wait in milliseconds; -1 for as long as nothing happens.
  var timeout: Int32 {
    if !waiting.isEmpty { return Self.retry }
    let timeout = silence.map { silence in
      // Rounded up, or the last fraction of a millisecond would be spent spinning.
      Int32(max(0, min(60_000, ((silence - .now) / .milliseconds(1)).rounded(.up))))
    }
    return [timeout, secondHand.map { _ in SecondHand.rest(of: SecondHand.now) }].compactMap(\.self).min() ?? -1
  }

  /// False when the other end was closed.
  private mutating func readOrders() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(orders, &buffer, buffer.count)
    if count > 0, buffer[..<count].contains(TerminalEvents.watchOutput) { watchesOutput = true }
    return count != 0
  }

  private mutating func readSignals() {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &buffer, buffer.count)
    guard count > 0 else { return }
    // Before the keys, however many of them wait: the program is to end, or to stop, now.
    waiting.insert(
      contentsOf: buffer[..<count].compactMap { TerminalSignal(number: Int32($0)).map(TerminalEvent.signal) },
      at: waiting.startIndex)
  }

  private mutating func readInput() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &buffer, buffer.count)
    if count > 0 {
      decode { $0.feed(buffer[..<count], into: &$1) }
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      // A hung-up terminal answers every read at once: it is not asked again.
      isListening = false
      silence = nil
      waiting.append(.hungUp)
    }
  }

  private mutating func decode(_ step: (inout KeyDecoder, inout [Key]) -> Void) {
    keys.removeAll(keepingCapacity: true)
    step(&decoder, &keys)
    waiting.append(contentsOf: keys.map(TerminalEvent.key))
    if let background = decoder.takeBackground() { waiting.append(.background(background)) }
    if let hasFocus = decoder.takeFocus() { waiting.append(.focus(hasFocus)) }
    silence = decoder.timeout.map { .now + $0 }
  }

  private mutating func deliverWaiting() {
    guard !waiting.isEmpty else { return }
    waiting = waiting.dropFirst(deliver(waiting))
    if waiting.isEmpty { waiting = [] }
  }
}

/// Says when a full second of the wall clock has passed, so that clocks on the screen move together with others.
struct SecondHand {
  private var second: Int?

  /// Milliseconds until just after the next full second: 3…1002.
  static func rest(of now: timespec) -> Int32 {
    1002 - Int32(max(0, min(999, now.tv_nsec / 1_000_000)))
  }

  /// Whether another second has begun since the last call.
  mutating func hasMoved(_ now: timespec) -> Bool {
    defer { second = now.tv_sec }
    return second.map { $0 != now.tv_sec } ?? false
  }

  /// The wall clock.
  static var now: timespec {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now
  }
}
