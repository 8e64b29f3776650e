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
