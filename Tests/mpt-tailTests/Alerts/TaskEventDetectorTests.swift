import MonitorCore
import Testing

@testable import mpt_tail

/// What is news, and what was so before anyone looked.
@Suite struct TaskEventDetectorTests {
  private let start = Timestamp(ticks: 1_757_598_727 * Timestamp.ticksPerSecond)

  private func id() throws -> TaskID { try #require(TaskID("TSK-1111-2222-3333-4444")) }

  private func task(_ status: TaskStatus, _ name: String = "Importing") -> FollowEvent {
    var snapshot = TaskSnapshot(id: "TSK-1111-2222-3333-4444", name: name, status: status)
    snapshot.progress = 42.35
    return .task(snapshot)
  }

  /// A failure so many seconds after the start, of a platform whose clock is ahead by so many.
  private func failure(_ seconds: Double, ahead: Double = 0, answered: Double = 10) -> FollowEvent {
    var batch = EntryBatch()
    var entry = LogEntry(id: batch.append("TLR-\(seconds)".utf8))
    entry.severity = .failure
    entry.timestamp = start.advanced(bySeconds: seconds + ahead)
    entry.message = batch.append("Gave up on '{{Name}}'\n\u{1B}[2J".utf8)
    entry.parameters = batch.append(#"{"Name":"AGR-1"}"#.utf8)
    batch.entries.append(entry)
    return .logs(batch, receivedAt: start.advanced(bySeconds: answered + ahead))
  }

  @Test func tellsAnEndOnce() throws {
    var news = TaskEventDetector()
    #expect(news.consume(task(.processing), of: try id(), now: start) == nil)
    let alert = news.consume(task(.failed), of: try id(), now: start)
    #expect(alert?.sentence == "TSK-1111-2222-3333-4444 Failed. Importing")
    #expect(alert?.kind == .ended)
    #expect(news.consume(task(.failed, "renamed"), of: try id(), now: start) == nil)
  }

  @Test func tellsAnEndThatTurnsIntoAnotherAndOneAfterAReschedule() throws {
    var news = TaskEventDetector()
    let ends = try [TaskStatus.processing, .completed, .failed, .rescheduled, .completed].map {
      news.consume(task($0), of: try id(), now: start)?.snapshot.status
    }
    #expect(ends == [nil, .completed, .failed, nil, .completed])
  }

  @Test func saysNothingOfWhatEndedBefore() throws {
    var news = TaskEventDetector()
    #expect(news.consume(task(.completed), of: try id(), now: start) == nil)
  }

  @Test func tellsTheFirstFailureOfARunningTask() throws {
    var news = TaskEventDetector()
    _ = news.consume(task(.processing), of: try id(), now: start)
    let alert = news.consume(failure(9), of: try id(), now: start.advanced(bySeconds: 10))
    #expect(alert?.sentence == "TSK-1111-2222-3333-4444 reports a failure. Importing")
    #expect(alert?.entry == #"Gave up on 'AGR-1'\n^[[2J"#)
    #expect(news.consume(failure(11), of: try id(), now: start.advanced(bySeconds: 12)) == nil)
  }

  @Test(arguments: [-300.0, 0, 300])
  func aFailureFromBeforeIsNoNewsWhateverTheClocksSay(ahead: Double) throws {
    var news = TaskEventDetector()
    _ = news.consume(task(.processing), of: try id(), now: start)
    let answered = start.advanced(bySeconds: 10)
    #expect(news.consume(failure(-60, ahead: ahead), of: try id(), now: answered) == nil)
    #expect(news.consume(failure(9, ahead: ahead), of: try id(), now: answered) == nil, "there was one already")
    var fresh = TaskEventDetector()
    _ = fresh.consume(task(.processing), of: try id(), now: start)
    #expect(fresh.consume(failure(9, ahead: ahead), of: try id(), now: answered) != nil)
  }

  @Test func anEntryFromTheFarFutureIsNoNews() throws {
    var news = TaskEventDetector()
    _ = news.consume(task(.processing), of: try id(), now: start)
    #expect(news.consume(failure(1e9), of: try id(), now: start.advanced(bySeconds: 10)) == nil)
  }

  @Test func tasksAreToldApart() throws {
    var news = TaskEventDetector()
    let other = try #require(TaskID("TSK-5"))
    _ = news.consume(task(.processing), of: try id(), now: start)
    _ = news.consume(task(.processing), of: other, now: start)
    #expect(news.consume(task(.completed), of: other, now: start)?.task == other)
    #expect(news.consume(task(.completed), of: try id(), now: start)?.task == (try id()))
  }
}
