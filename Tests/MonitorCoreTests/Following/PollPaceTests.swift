import MonitorCore
import Testing

struct PollPaceTests {
  private func waits(_ pace: PollPace, newEntries: Bool, status: TaskStatus?, count: Int) -> [Double] {
    var (pace, random) = (pace, SplitMix64(seed: 3))
    return (0..<count).map { _ in pace.next(afterNewEntries: newEntries, status: status, using: &random).seconds }
  }

  @Test func staysQuickWhileEntriesArrive() {
    let waits = waits(PollPace(fixed: nil, taskCount: 1), newEntries: true, status: .processing, count: 50)
    #expect(waits.allSatisfy { (0.45...0.55).contains($0) })
  }

  @Test(arguments: [(TaskStatus.processing, 10.0), (.queued, 20.0), (.rescheduled, 20.0), (.completed, 30.0)])
  func easesToTheStatusesPace(status: TaskStatus, slowest: Double) {
    let waits = waits(PollPace(fixed: nil, taskCount: 1), newEntries: false, status: status, count: 30)
    #expect(waits[0] < 1)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $1 > $0 * 0.8 })
    #expect(waits.suffix(10).allSatisfy { (slowest * 0.9...slowest * 1.1).contains($0) })
  }

  @Test func keepsAFixedIntervalButForTheJitter() {
    let waits = waits(PollPace(fixed: .seconds(2), taskCount: 200), newEntries: false, status: .queued, count: 40)
    #expect(waits.allSatisfy { (1.8...2.2).contains($0) })
  }

  @Test func isSlowerForManyTasks() {
    #expect(
      waits(PollPace(fixed: nil, taskCount: 200), newEntries: true, status: nil, count: 9).allSatisfy { $0 >= 1.8 })
  }
}
