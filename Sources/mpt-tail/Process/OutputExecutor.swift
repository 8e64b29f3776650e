import Dispatch

/// Runs an actor whose work may block, such as writing to a slow reader, on a queue of its own, so that the network's
/// thread, which its callers may run on, waits for nobody. That is why it is no `ThreadExecutor`: on one of those nothing
/// may block.
final class OutputExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "output")

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    queue.async { work.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
