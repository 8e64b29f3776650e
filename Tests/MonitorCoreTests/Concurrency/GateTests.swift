import MonitorCore
import Synchronization
import Testing

@Suite struct GateTests {
  /// How many are in now, and were in at most.
  private final class Inside: Sendable {
    private let counts = Mutex((now: 0, peak: 0))

    var peak: Int { counts.withLock { $0.peak } }

    func come() { counts.withLock { $0 = ($0.now + 1, max($0.peak, $0.now + 1)) } }
    func go() { counts.withLock { $0.now -= 1 } }
  }

  @Test func nobodyWaitsWhileThereIsRoom() async {
    let gate = Gate(width: 3)
    for _ in 0..<100 {
      for _ in 0..<3 { await gate.enter() }
      for _ in 0..<3 { gate.leave() }
    }
  }

  @Test(arguments: [1, 2, 16]) func whatIsTooMuchWaitsForItsTurn(width: Int) async {
    let gate = Gate(width: width)
    let inside = Inside()
    let (entered, sender) = AsyncStream.makeStream(of: Int.self)
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask {
          for number in 0..<500 {
            await gate.enter()
            inside.come()
            sender.yield(task * 500 + number)
          }
        }
      }
      var taken: [Int] = []
      for await number in entered {
        taken.append(number)
        inside.go()
        gate.leave()
        if taken.count == 2_000 { break }
      }
      #expect(taken.sorted() == Array(0..<2_000))
      for task in 0..<4 {
        let own = taken.filter { $0 / 500 == task }
        #expect(own == own.sorted(), "each task's in its order")
      }
    }
    #expect(inside.peak <= width)
  }

  @Test func theEndLetsAllGo() async {
    let gate = Gate(width: 1)
    let (entered, sender) = AsyncStream.makeStream(of: Void.self)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<5 {
        group.addTask {
          for _ in 0..<10 {
            await gate.enter()
            sender.yield()
          }
        }
      }
      _ = await entered.first { true }
      gate.open()
    }
    await gate.enter()
  }

  @Test func aWiderGateLetsThoseInWhoWait() async {
    let gate = Gate(width: 1)
    await gate.enter()
    let (entered, sender) = AsyncStream.makeStream(of: Void.self)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          await gate.enter()
          sender.yield()
        }
      }
      gate.resize(to: 3)
      for await _ in entered.prefix(2) {}
    }
    // Narrower again: nobody goes in before enough have left.
    gate.leave(width: 1)
    gate.leave()
    let last = Task { await gate.enter() }
    gate.leave()
    await last.value
  }
}
