import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

/// What is kept of the last frame never shows.
@Suite struct FrameCacheTests {
  private func expectSame(_ kept: Frame, _ model: Model) {
    let whole = view(model)
    #expect(kept.text == whole.text)
    #expect(kept.size == whole.size && kept.cells.map(\.style) == whole.cells.map(\.style))
  }

  @Test(arguments: SizesTests.models().indices) func keptFramesAreThoseOfTheView(number: Int) {
    var random = SplitMix64(seed: UInt64(number))
    let keys = KeyMap.standard.rows.flatMap(\.bindings).flatMap(\.keys)
    var fixture = SizesTests.models()[number]
    fixture.send(.resized(Size(width: 90, height: 20)))
    var (keeper, isIdle, reused) = (FrameCache(), false, 0)
    let rounds = Thoroughness.rounds(100, of: 600)
    for _ in 0..<rounds {
      switch random.next(8) {
      case 0:
        if let key = keys.randomElement(using: &random) { fixture.press(key) }
        isIdle = false
      case 1 where !fixture.model.tasks.isEmpty:
        fixture.logs(0, .init(Double(random.next(100)) - 90, .error, "a\nb", late: 1))
        isIdle = false
      case 2 where !fixture.model.tasks.isEmpty:
        let task = random.next(fixture.model.tasks.count)
        var state = fixture.model.tasks[task].state
        state.lastGood = fixture.model.engine
        state.nextPoll = fixture.model.engine + .seconds(random.next(9))
        if random.next(4) == 0 { state.source = .stale }
        if !state.differsInTimesOnly(from: fixture.model.tasks[task].state) { isIdle = false }
        fixture.send(.followed(task: task, .state(state)))
      default: fixture.tick(Double(random.next(3)))
      }
      if isIdle { reused += 1 }
      expectSame(keeper.frame(of: fixture.model, isIdle: isIdle), fixture.model)
      isIdle = true
    }
    #expect(reused > rounds / 2)
  }

  @Test func aNoticeThatPassesIsGone() {
    var fixture = Fixture(tasks: 1)
    var keeper = FrameCache()
    fixture.send(.notice("saved"))
    #expect(keeper.frame(of: fixture.model, isIdle: false).text.contains("saved"))
    fixture.tick(30)
    let frame = keeper.frame(of: fixture.model, isIdle: true)
    #expect(!frame.text.contains("saved"))
    expectSame(frame, fixture.model)
  }
}
