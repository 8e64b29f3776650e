import Dispatch
import MonitorCore
import Synchronization

/// Runs the program's main task on the main thread, which sleeps while the task is suspended (`ThreadExecutor` says why).
///
/// Long blocking work does not belong here; a task without an executor preference (`Task { … }`) runs elsewhere.
struct MainThread {
  private let executor = ThreadExecutor()

  /// Runs `body`, and everything of it without an executor of its own, on the calling thread, and throws what it threw. To
  /// be called once. Child tasks that `body` does not await are abandoned.
  func run(_ body: @escaping @Sendable () async throws -> Void) throws {
    let bell = DispatchSemaphore(value: 0)
    executor.attach { bell.signal() }
    let outcome = Outcome()
    Task(executorPreference: executor) {
      do {
        try await body()
        outcome.result.withLock { $0 = .success(()) }
      } catch {
        outcome.result.withLock { $0 = .failure(error) }
      }
    }
    while true {
      if !executor.runJobs(), executor.fallAsleep() {
        bell.wait()
        executor.wakeUp()
      }
      if let result = outcome.result.withLock(\.self) { return try result.get() }
    }
  }

  private final class Outcome: Sendable {
    let result = Mutex<Result<Void, any Error>?>(nil)
  }
}
