import Dispatch
import Synchronization

/// Runs the program's own task on the main thread, which sleeps while that has nothing to do.
///
/// An async `main` would have it run by Dispatch, and once Dispatch has threads it wakes every second to count them. Nothing
/// that blocks for long is meant for here; a task without a preference of its own (`Task { … }`) is elsewhere.
final class MainThread: TaskExecutor {
  private let work = Mutex<[UnownedJob]>([])
  private let bell = DispatchSemaphore(value: 0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    work.withLock { $0.append(job) }
    bell.signal()
  }

  /// Runs a piece of work, with everything of it that has no other place, and answers what came of it. To be called once,
  /// on the thread that is meant. What the work leaves undone stays so.
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
