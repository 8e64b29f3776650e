import Synchronization
import Testing

@testable import mpt_tail

@Suite struct BackpressureTests {
  /// How many are in now, and were in at most.
  private final class Inside: Sendable {
    private let counts = Mutex((now: 0, peak: 0))

    var peak: Int { counts.withLock { $0.peak } }

    func come() { counts.withLock { $0 = ($0.now + 1, max($0.peak, $0.now + 1)) } }
    func go() { counts.withLock { $0.now -= 1 } }
  }

  @Test func nobodyWaitsWhileThereIsRoom() async {
    let backlog = Backpressure(limit: 3)
    for _ in 0..<100 {
      for _ in 0..<3 { await backlog.enter() }
      for _ in 0..<3 { backlog.leave() }
    }
  }

  @Test(arguments: [1, 2, 16]) func whatIsTooMuchWaitsForItsTurn(limit: Int) async {
    let backlog = Backpressure(limit: limit)
    let inside = Inside()
    let (entered, sender) = AsyncStream.makeStream(of: Int.self)
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask {
          for number in 0..<500 {
            await backlog.enter()
            inside.come()
            sender.yield(task * 500 + number)
          }
        }
      }
      var taken: [Int] = []
      for await number in entered {
        taken.append(number)
        inside.go()
        backlog.leave()
        if taken.count == 2_000 { break }
      }
      #expect(taken.sorted() == Array(0..<2_000))
      for task in 0..<4 {
        let own = taken.filter { $0 / 500 == task }
        #expect(own == own.sorted(), "each task's in its order")
      }
    }
    #expect(inside.peak <= limit)
  }

  @Test func theEndLetsAllGo() async {
    let backlog = Backpressure(limit: 1)
    let (entered, sender) = AsyncStream.makeStream(of: Void.self)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<5 {
        group.addTask {
          for _ in 0..<10 {
            await backlog.enter()
            sender.yield()
          }
        }
      }
      _ = await entered.first { true }
      backlog.close()
    }
    await backlog.enter()
  }
}
