import Dispatch
import Glibc
import Synchronization

/// Runs tasks on the thread that waits for the terminal, between what it reads: what follows from a key, and all that
/// draws, then costs no change of threads.
///
/// Before that thread is there, and when it is gone, they run where all tasks do.
package final class TerminalExecutor: TaskExecutor {
  private struct State {
    var work: [UnownedJob] = []
    /// Where a byte wakes the thread; `nil` while there is none.
    var bell: Int32?
    var isAsleep = false
  }

  /// The order that wakes, and asks for nothing else.
  private static let call: UInt8 = 2

  private let state = Mutex(State())

  package init() {}

  package func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    let isTaken = state.withLock { state in
      guard let bell = state.bell else { return false }
      state.work.append(work)
      if state.isAsleep {
        state.isAsleep = false
        var call = Self.call
        _ = write(bell, &call, 1)
      }
      return true
    }
    guard !isTaken else { return }
    DispatchQueue.global().async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// There is a thread now, which a byte written here wakes; or with `nil` there is none any more.
  func attach(bell: Int32?) {
    state.withLock { $0.bell = bell }
  }

  /// Runs what was handed over; false where there was nothing. For the thread.
  func runAll() -> Bool {
    let work = state.withLock { state in
      defer { state.work = [] }
      return state.work
    }
    for work in work { work.runSynchronously(on: asUnownedTaskExecutor()) }
    return !work.isEmpty
  }

  /// Says that the thread looks at what was handed over before it waits again. For the thread.
  func wakeUp() {
    state.withLock { $0.isAsleep = false }
  }

  /// Says that the thread is going to wait; false where there is something to run. For the thread.
  func fallAsleep() -> Bool {
    state.withLock { state in
      state.isAsleep = state.work.isEmpty
      return state.isAsleep
    }
  }
}

/// Lets go of the thread now and then, for a task that takes events on `TerminalExecutor` and may never run out of them.
///
/// Keys and signals are read by that very thread: without this they would wait until there is nothing else to take.
package struct TerminalTurns {
  /// How many events are taken in a row. More hear a key later, fewer ask the system for keys more often.
  private static let length = 8

  private var taken = 0

  package init() {}

  /// To be called after each event.
  package mutating func endOfEvent() async {
    taken = (taken + 1) % Self.length
    if taken == 0 { await Task.yield() }
  }
}

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
