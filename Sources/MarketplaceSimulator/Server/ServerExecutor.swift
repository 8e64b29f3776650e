import Dispatch

/// Runs the server's tasks one after the other on a queue of their own, so that it answers also while others keep the pool
/// that all tasks share busy: the screen of a demo, or a whole suite of tests.
final class ServerExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "simulator")

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    queue.async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
