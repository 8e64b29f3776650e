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
    var reported = ReportedEnd()
    for minute in 1...5 {
      reported = try #require(
        estimates.record(snapshot(Double(minute) * 10), of: try taskID(), at: at(Double(minute) * 60)))
    }
    // Ten percent a minute: done after ten.
    let end = try #require(reported.end)
    #expect(abs(end.seconds(since: at(600))) < 60)
    #expect(try #require(reported.low) <= end && end <= #require(reported.high))
    #expect(reported.basis == .rate && reported.isEstimated)
    #expect(estimates.record(snapshot(50), of: try taskID("TSK-2"), at: at(300)) == ReportedEnd())
    #expect(estimates.record(snapshot(100, .completed), of: try taskID(), at: at(600)) == ReportedEnd())
  }

  @Test func progressInTheLogCounts() throws {
    var estimates = TaskEstimates()
    for minute in 1...5 {
      var batch = EntryBatch()
      var entry = LogEntry(id: batch.append("TLR-\(minute)".utf8))
      entry.timestamp = at(Double(minute) * 60)
      entry.progress = Float(minute) * 10
      batch.entries.append(entry)
      let minute = at(Double(minute) * 60)
      #expect(estimates.record(.logs(batch, receivedAt: minute), of: try taskID(), at: minute) == nil)
    }
    var task = TaskSnapshot(id: "TSK-1", name: "", status: .processing)
    #expect(estimates.record(.task(task), of: try taskID(), at: at(301))?.basis == .rate)
    // What the server says counts, with an interval by what is known of this run.
    task.eta = at(900)
    let said = try #require(estimates.record(.task(task), of: try taskID(), at: at(302)))
    #expect(said.end == at(900) && said.basis == .server && !said.isEstimated && said.low != nil)
  }
}
