import Dispatch
package import Testing

/// Runs a test's tasks on a queue of its own. Tests that only compute can keep all threads that tasks share busy for
/// minutes: meanwhile nobody would look at a screen, and what it shows for some seconds would be gone.
package struct OwnQueue: TestTrait, SuiteTrait, TestScoping {
  private final class Executor: TaskExecutor {
    private let queue = DispatchQueue(label: "test")

    func enqueue(_ job: consuming ExecutorJob) {
      let work = UnownedJob(job)
      queue.async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }

  private static let pauses = DispatchQueue(label: "pauses")

  package let isRecursive = true

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Executor()) { try await function() }
  }

  /// The pause between two looks at something. `Task.sleep` would wait for a thread that tasks share.
  package static func pause() async {
    await withCheckedContinuation { continuation in
      pauses.asyncAfter(deadline: .now() + .milliseconds(20)) { continuation.resume() }
    }
  }
}

extension Trait where Self == OwnQueue {
  package static var ownQueue: Self { OwnQueue() }
}
