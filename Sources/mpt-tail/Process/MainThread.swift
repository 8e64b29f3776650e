import Dispatch
import Synchronization

/// Executor of the program's main task: runs it on the main thread, which sleeps while the task is suspended.
///
/// An async `main` would run on Dispatch, which wakes every second to count its threads once it has any. Long blocking
/// work does not belong here; a task without an executor preference (`Task { … }`) runs elsewhere.
final class MainThread: TaskExecutor {
  private let work = Mutex<[UnownedJob]>([])
  private let bell = DispatchSemaphore(value: 0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    work.withLock { $0.append(job) }
    bell.signal()
  }

  /// Runs `body`, and everything of it without an executor of its own, on the calling thread, and returns its result. To be
  /// called once. Child tasks that `body` does not await are abandoned.
  func run(_ body: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Outcome()
    Task(executorPreference: self) {
      do {
        try await body()
        outcome.result.withLock { $0 = .success(()) }
      } catch {
        outcome.result.withLock { $0 = .failure(error) }
      }
    }
    while true {
      bell.wait()
      next()?.runSynchronously(on: asUnownedTaskExecutor())
      if let result = outcome.result.withLock(\.self) { return try result.get() }
    }
  }

  private func next() -> UnownedJob? {
    work.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }

  private final class Outcome: Sendable {
    let result = Mutex<Result<Void, any Error>?>(nil)
  }
}
