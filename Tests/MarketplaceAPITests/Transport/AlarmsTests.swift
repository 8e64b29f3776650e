import Testing

@testable import MarketplaceAPI

@Suite struct AlarmsTests {
  private let start = ContinuousClock.now

  private func alarms(_ seconds: [Int]) -> Alarms<Int> {
    var alarms = Alarms<Int>()
    for (id, second) in seconds.enumerated() {
      _ = alarms.add(UInt64(id), at: start + .seconds(second), second)
    }
    return alarms
  }

  @Test func wakesInTheOrderOfTheMoments() {
    var alarms = alarms([5, 1, 4, 1, 3, 2])
    #expect(alarms.first == start + .seconds(1))
    let woken = [0, 3].map { alarms.dequeue(until: start + .seconds($0)) }
    #expect(woken == [[], [1, 1, 2, 3]])
    #expect(alarms.first == start + .seconds(4))
    let rest = [alarms.dequeueAll(), alarms.dequeueAll()]
    #expect(rest == [[4, 5], []])
    #expect(alarms.first == nil)
  }

  @Test func saysWhenTheNextOneChanges() {
    var alarms = alarms([5, 7])
    let isNext = [6, 4].map { alarms.add(9, at: start + .seconds($0), $0) }
    #expect(isNext == [false, true])
  }

  @Test func forgetsWhoWaitsNoLonger() {
    var alarms = alarms([1, 2, 3])
    let removed = [alarms.remove(1), alarms.remove(1)]
    #expect(removed == [2, nil])
    let rest = alarms.dequeueAll()
    #expect(rest == [1, 3])
  }
}
