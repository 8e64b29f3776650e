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

  /// Runs work in its turn, which may assume to be isolated to an actor that runs here; nobody waits for it.
  func run(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
