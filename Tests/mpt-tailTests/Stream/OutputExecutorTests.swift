import Dispatch
import Glibc
import Synchronization
import Testing

@testable import mpt_tail

@Suite struct OutputExecutorTests {
  /// Stands for the network's thread, and knows when something runs on it.
  private final class Network: TaskExecutor {
    private static let key = DispatchSpecificKey<Bool>()
    private let queue = DispatchQueue(label: "network")

    init() { queue.setSpecific(key: Self.key, value: true) }

    static var isHere: Bool { DispatchQueue.getSpecific(key: key) ?? false }

    func enqueue(_ job: consuming ExecutorJob) {
      let work = UnownedJob(job)
      queue.async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }

  private actor Usual {
    var isOnNetwork: Bool { Network.isHere }
  }

  private actor Blocking {
    private let executor = OutputExecutor()
    private var turns = 0
    private let inside = Atomic(0)

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    var isOnNetwork: Bool { Network.isHere }

    /// How many were inside at once, after a moment in which another could come in.
    func take() -> Int {
      let others = inside.add(1, ordering: .relaxed).newValue
      usleep(200)
      inside.subtract(1, ordering: .relaxed)
      turns += 1
      return others
    }

    var count: Int { turns }
  }

  @Test func whatBlocksDoesNotRunWhereItIsCalled() async {
    await withTaskExecutorPreference(Network()) {
      #expect(Network.isHere)
      #expect(await Usual().isOnNetwork, "or this would prove nothing")
      #expect(await !Blocking().isOnNetwork)
      #expect(Network.isHere)
    }
  }

  @Test func oneAfterTheOther() async {
    let actor = Blocking()
    let inside = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<200 { group.addTask { await actor.take() } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(inside == [1])
    #expect(await actor.count == 200)
  }
}
