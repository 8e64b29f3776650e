import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.ownQueue) struct OwnQueueTests {
  private final class Flag: Sendable {
    private let state = Atomic(false)
    var isSet: Bool { state.load(ordering: .relaxed) }
    func set() { state.store(true, ordering: .relaxed) }
  }

  @Test func goesOnWhileOthersKeepAllThreadsBusy() async {
    let flag = Flag()
    let deadline = ContinuousClock.now + .seconds(60)
    let others = (0..<2 * ProcessInfo.processInfo.activeProcessorCount).map { _ in
      Task {
        while !flag.isSet, ContinuousClock.now < deadline {}
        return flag.isSet
      }
    }
    for _ in 0..<3 { await OwnQueue.pause() }
    flag.set()
    for other in others { #expect(await other.value) }
  }
}
