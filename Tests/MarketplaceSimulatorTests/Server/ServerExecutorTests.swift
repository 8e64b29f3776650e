import Glibc
import Synchronization
import Testing

@testable import MarketplaceSimulator

@Suite struct ServerExecutorTests {
  private final class Inside: Sendable {
    private let count = Atomic(0)

    /// How many were inside at once, after a moment in which another could come in.
    func visit() -> Int {
      let others = count.add(1, ordering: .relaxed).newValue
      usleep(200)
      count.subtract(1, ordering: .relaxed)
      return others
    }
  }

  @Test func runsTasksOneAfterTheOtherWithTheirChildren() async {
    let inside = Inside()
    let executor = ServerExecutor()
    let tasks = (0..<20).map { _ in
      Task(executorPreference: executor) {
        await withTaskGroup(of: Int.self) { group in
          for _ in 0..<10 { group.addTask { inside.visit() } }
          return await group.reduce(into: Set()) { $0.insert($1) }
        }
      }
    }
    for task in tasks { #expect(await task.value == [1]) }
  }
}
