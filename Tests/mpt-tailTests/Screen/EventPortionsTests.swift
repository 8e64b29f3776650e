import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct EventPortionsTests {
  private func logs(_ count: Int, from first: Int = 0) -> FollowEvent {
    var batch = EntryBatch()
    for number in first..<first + count {
      var entry = LogEntry(id: 0..<0)
      entry.id = batch.append(Array("\(number)".utf8))
      batch.entries.append(entry)
    }
    return .logs(batch, receivedAt: Timestamp(ticks: 7))
  }

  /// `T` for a task, `S` for a state, and the number of entries in between.
  private func words(_ portion: [FollowEvent]) -> String {
    portion.map { event in
      switch event {
      case .task: "T"
      case .state: "S"
      case .logs(let batch, _): "\(batch.entries.count)"
      }
    }.joined(separator: " ")
  }

  private let state = FollowEvent.state(FollowState())

  @Test func anUsualAnswerIsOnePortion() {
    #expect(EventPortions([logs(20), state]).map(words) == ["20 S"])
    #expect(EventPortions([state]).map(words) == ["S"])
    #expect(EventPortions([logs(500), state]).map(words) == ["500 S"])
    #expect(EventPortions([]).map(words) == [])
    #expect(EventPortions([logs(0), state]).map(words) == ["0 S"])
  }

  @Test func aLargeAnswerIsCutAndKeepsItsOrder() {
    #expect(EventPortions([logs(1_200), state]).map(words) == ["1000", "200 S"])
    #expect(EventPortions([state, logs(700), logs(700), state]).map(words) == ["S 700 300", "400 S"])
    var ids: [String] = []
    for event in EventPortions([logs(90_000), logs(3, from: 90_000)]).joined() {
      guard case .logs(let batch, let receivedAt) = event else { continue }
      #expect(batch.entries.count <= EventPortions.maxEntries && receivedAt == Timestamp(ticks: 7))
      ids += batch.entries.map { batch.string($0.id) }
    }
    #expect(ids == (0..<90_003).map(String.init))
  }
}
