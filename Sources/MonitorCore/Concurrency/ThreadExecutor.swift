import Synchronization

/// Runs tasks on a thread that has a loop of its own, between what that loop waits for.
///
/// Following runs on the network's thread, the screen on the terminal's and the program's own task on the main thread, so
/// that a poll, a key and a tick cost no change of threads. On the shared pool a poll changed threads eight times and a tick
/// four times, and a pool that has threads wakes every second to count them: with this an idle screen wakes 2.3 times a
/// second instead of 3.4 and costs a quarter less CPU.
///
/// Nothing that blocks may run here, because everything else on the thread waits for it. What blocks has a serial queue
/// of its own (the output of a stream). While no thread is attached, tasks run on the shared pool: a task may outlive its
/// thread, and has to come to its end all the same.
///
/// The thread's loop is: `runJobs` until it answers false, `fallAsleep`, wait where that answered true, `wakeUp`.
package final class ThreadExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    /// Wakes the thread out of its wait; `nil` while no thread is attached.
    var wake: (@Sendable () -> Void)?
    var isAsleep = false
  }

  private let state = Mutex(State())

  package init() {}

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isAccepted = state.withLock { state in
      guard let wake = state.wake else { return false }
      state.jobs.append(job)
      if state.isAsleep {
        state.isAsleep = false
        // Inside the lock, so that what it writes to cannot be closed meanwhile.
        wake()
      }
      return true
    }
    if !isAccepted { globalConcurrentExecutor.enqueue(job) }
  }

  /// Attaches a thread. `wake` ends its wait, from any thread; it must not call this object.
  package func attach(wake: @escaping @Sendable () -> Void) {
    state.withLock { $0.wake = wake }
  }

  /// Detaches the thread; `wake` is not called any more. Jobs that it has not run go to the shared pool.
  package func detach() {
    let left = state.withLock { state in
      defer { state = State() }
      return state.jobs
    }
    for job in left { globalConcurrentExecutor.enqueue(job) }
  }

  /// Runs the jobs that wait; false where none did. For the thread.
  package func runJobs() -> Bool {
    let jobs = state.withLock { state in
      defer { state.jobs = [] }
      return state.jobs
    }
    for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
    return !jobs.isEmpty
  }

  /// Records that the thread is about to wait; false where a job came meanwhile. For the thread.
  package func fallAsleep() -> Bool {
    state.withLock { state in
      state.isAsleep = state.jobs.isEmpty
      return state.isAsleep
    }
  }

  /// Records that the thread waits no longer: it runs what is enqueued without being woken. For the thread.
  package func wakeUp() {
    state.withLock { $0.isAsleep = false }
  }
}
