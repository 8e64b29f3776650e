import MonitorCore
import Testing

struct RequestGateTests {
  @Test func opensOneByOneWhileTheServerFails() async {
    let gate = RequestGate(width: 8, taskCount: 10)
    for task in 0..<5 {
      await gate.enter()
      gate.leave(task: task, failed: true)
    }
    #expect(gate.currentWidth == 1)
    await gate.enter()
    gate.leave(task: 3, failed: false)
    #expect(gate.currentWidth == 8)
  }

  @Test func isNotClosedByOneTaskThatFails() async {
    let gate = RequestGate(width: 8, taskCount: 10)
    for _ in 0..<50 {
      await gate.enter()
      gate.leave(task: 4, failed: true)
    }
    #expect(gate.currentWidth == 8)
  }

  @Test func letsNoMoreThroughThanItsWidth() async {
    let gate = RequestGate(width: 3, taskCount: 50)
    let load = Load()
    await withDiscardingTaskGroup { group in
      for task in 0..<50 {
        group.addTask {
          await gate.enter()
          await load.begin()
          await Task.yield()
          await load.end()
          gate.leave(task: task, failed: false)
        }
      }
    }
    #expect(await load.limit <= 3)
    #expect(await load.done == 50)
  }

  private actor Load {
    var now = 0
    var limit = 0
    var done = 0

    func begin() {
      now += 1
      limit = max(limit, now)
    }

    func end() {
      now -= 1
      done += 1
    }
  }
}
