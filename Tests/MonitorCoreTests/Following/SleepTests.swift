import Synchronization
import TestSupport
import Testing

@testable import MonitorCore

@Suite struct SleepTests {
  private func sleeps(_ ticks: [(running: Int, wall: Int, late: Int)]) -> [Int?] {
    var detector = SleepDetector()
    return ticks.map { tick in
      detector.tick(running: .seconds(tick.running), wall: .seconds(tick.wall), late: .seconds(tick.late))
        .map { Int($0.seconds) }
    }
  }

  @Test func aWallClockThatRanAheadShowsASleep() {
    #expect(sleeps([(0, 1000, 0), (10, 1010, 0), (20, 4620, 0), (30, 4630, 0)]) == [nil, nil, 3600, nil])
  }

  @Test func aBusyMachineOrASetClockIsNoSleep() {
    #expect(sleeps([(0, 1000, 0), (300, 1300, 20), (310, 1330, 0)]) == [nil, nil, nil])
    #expect(sleeps([(0, 1000, 0), (10, 10, 0)]) == [nil, nil], "set back")
  }

  @Test func whoeverWakesLateWasStopped() {
    #expect(sleeps([(0, 1000, 0), (120, 1120, 110)]) == [nil, 110])
    #expect(
      sleeps([(0, 1000, 0), (120, 1120, 110), (120, 1120, 110)]) == [nil, 110, nil], "another task, the same sleep")
  }

  /// A stop that is too short for anything else is still no time in which somebody could be asked.
  @Test func aShortStopCountsForNoDeadline() {
    #expect(SleepDetector.stop(late: .milliseconds(400)) == nil && SleepDetector.stop(late: .zero) == nil)
    #expect(SleepDetector.stop(late: .seconds(2)) == .seconds(2))
    var options = FollowOptions()
    options.giveUp = .seconds(10)
    var follower = Follower(.simulated, options: options, seed: 3)
    var now = Duration.zero
    func fail() -> Bool {
      while true {
        switch follower.step(now: now) {
        case .ask:
          _ = follower.receive(.failure(SourceFailure(.status(503), "503")), now: now)
          return true
        case .wait(let moment): now = moment
        case .finished: return false
        }
      }
    }
    for _ in 0..<3 { #expect(fail()) }
    #expect(follower.countsTime)
    let before = now
    now += .seconds(22)
    follower.recordStop(.seconds(22))
    #expect(fail() && follower.state.source == .stale)
    while fail() {}
    #expect(now - before >= .seconds(22 + 5) && follower.state.source != .stale)
  }

  @Test func allHearOfOneSleepAndConnectionsGoOnce() {
    let clocks = Mutex((running: Duration.zero, wall: Duration.zero))
    let dropped = Mutex(0)
    let watch = SleepWatch(
      FollowRuntime(
        executor: nil, wait: { _, _ in }, clocks: { clocks.withLock { $0 } },
        dropConnections: { dropped.withLock { $0 += 1 } }))
    #expect(watch.tick() == .zero)
    clocks.withLock { $0 = (.seconds(5), .seconds(3605)) }
    #expect([watch.tick(), watch.tick(late: .seconds(3600))] == [.seconds(3600), .seconds(3600)])
    #expect(dropped.withLock { $0 } == 1)
  }

  @Test func afterSleepEverythingIsAskedAtOnce() {
    var options = FollowOptions()
    options.giveUp = .seconds(300)
    var follower = Follower(.simulated, options: options, seed: 3)
    var now = Duration.zero
    func ask() -> Bool {
      if case .ask = follower.step(now: now) { true } else { false }
    }
    for _ in 0..<9 {
      while !ask() { now += .milliseconds(100) }
      _ = follower.receive(.failure(SourceFailure(.timeout, "timed out")), now: now)
    }
    guard case .wait = follower.step(now: now) else {
      Issue.record("does not wait")
      return
    }
    now += .seconds(3600)
    follower.recordSleep(.seconds(3600), now: now)
    #expect(ask())
    _ = follower.receive(.failure(SourceFailure(.timeout, "timed out")), now: now)
    #expect(follower.state.source == .stale, "the hour does not count")
    guard case .wait(let moment) = follower.step(now: now) else {
      Issue.record("does not wait")
      return
    }
    #expect(moment - now <= .milliseconds(500), "as after a first failure")
  }
}
