import MonitorCore
import MonitorStream
import Testing

/// The estimates of `task` events.
@Suite struct TaskEstimatesTests {
  private func at(_ seconds: Double) -> Timestamp { Timestamp(ticks: 0).advanced(bySeconds: seconds) }

  private func snapshot(_ progress: Double, _ status: TaskStatus = .processing) -> FollowEvent {
    var task = TaskSnapshot(id: "TSK-1", name: "", status: status)
    task.progress = progress
    task.started = at(0)
    return .task(task)
  }

  @Test func steadyProgressGivesAnEnd() throws {
    var estimates = TaskEstimates()
    var end: Timestamp?
    for minute in 1...5 {
      end = estimates.record(snapshot(Double(minute) * 10), of: 0, at: at(Double(minute) * 60))
    }
    // Ten percent a minute: done after ten.
    #expect(abs(try #require(end).seconds(since: at(600))) < 60)
    #expect(estimates.record(snapshot(50), of: 1, at: at(300)) == nil)
    #expect(estimates.record(snapshot(100, .completed), of: 0, at: at(600)) == nil)
  }

  @Test func progressInTheLogCounts() {
    var estimates = TaskEstimates()
    for minute in 1...5 {
      var batch = EntryBatch()
      var entry = LogEntry(id: batch.append("TLR-\(minute)".utf8))
      entry.timestamp = at(Double(minute) * 60)
      entry.progress = Float(minute) * 10
      batch.entries.append(entry)
      #expect(
        estimates.record(.logs(batch, receivedAt: at(Double(minute) * 60)), of: 0, at: at(Double(minute) * 60)) == nil)
    }
    var task = TaskSnapshot(id: "TSK-1", name: "", status: .processing)
    #expect(estimates.record(.task(task), of: 0, at: at(301)) != nil)
    task.eta = at(900)
    #expect(estimates.record(.task(task), of: 0, at: at(302)) == nil)
  }
}
