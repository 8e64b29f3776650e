import MonitorCore
import MonitorStream
import Testing

@Suite struct StatusLinesTests {
  private func state(_ source: FollowState.Source, _ problem: String = "", failures: Int = 0, next: Int = 108)
    -> FollowState
  {
    var state = FollowState()
    state.source = source
    state.problem = problem
    state.failures = failures
    state.nextPoll = .seconds(next)
    return state
  }

  @Test func statesAreToldWhenTheyChange() throws {
    let id = try taskID()
    var lines = StatusLines(tasks: [id])
    let outage = "503 Service Unavailable"
    let steps: [(FollowState, String?)] = [
      (state(.connecting), nil),
      (state(.live), nil),
      (state(.stale, outage, failures: 1), "TSK-1: stale: 503 Service Unavailable, retry 1 in 8s"),
      (state(.stale, outage, failures: 1), nil),
      (state(.stale, outage, failures: 2, next: 90), "TSK-1: stale: 503 Service Unavailable, retry 2 in 0s"),
      (state(.stale, outage, failures: 3), nil),
      (state(.stale, "time\nout", failures: 3), "TSK-1: stale: time\\nout, retry 3 in 8s"),
      (state(.stale, "time\nout", failures: 4), "TSK-1: stale: time\\nout, retry 4 in 8s"),
      (state(.live), "TSK-1: live again"),
      (state(.live), nil),
      (
        state(.stale, "Connection refused.", failures: 1), "TSK-1: stale: Connection refused, retry 1 in 8s"
      ),
      (
        state(.refused(logsOnly: true), "403 Forbidden"),
        "TSK-1: refused (logs only; status, progress and ETA go on): 403 Forbidden"
      ),
      (state(.refused(logsOnly: false), "401"), "TSK-1: refused: 401"),
      (state(.gone), "TSK-1: not found, or not visible to this token"),
      (state(.ended), nil),
    ]
    for (state, expected) in steps {
      #expect(lines.line(for: .state(state), of: id, now: .seconds(100)) == expected)
    }
  }

  @Test func aTaskThatWasThereIsGone() throws {
    let id = try taskID()
    var lines = StatusLines(tasks: [id])
    var gone = state(.gone, "404 Not Found")
    gone.lastGood = .seconds(9)
    let line = lines.line(for: .state(gone), of: id, now: .seconds(100))
    #expect(line == "TSK-1: gone: 404 Not Found")
  }

  /// Of a task that has ended nothing goes on.
  @Test func refusedLogsOfAFinalTaskAreTheWholeOfIt() throws {
    let id = try taskID()
    var lines = StatusLines(tasks: [id])
    _ = lines.line(for: .task(TaskSnapshot(id: id.text, status: .completed)), of: id, now: .zero)
    let line = lines.line(for: .state(state(.refused(logsOnly: true), "403 Forbidden")), of: id, now: .zero)
    #expect(line == "TSK-1: refused (logs only): 403 Forbidden")
  }

  /// What a server asks for is said where it is not what is done.
  @Test func howLongAServerAsksToBeLeftAloneIsTold() throws {
    let id = try taskID()
    var lines = StatusLines(tasks: [id])
    var busy = state(.stale, "503 Service Unavailable", failures: 1, next: 400)
    busy.retryAfter = .seconds(600)
    let stale = lines.line(for: .state(busy), of: id, now: .seconds(100))
    #expect(stale == "TSK-1: stale: 503 Service Unavailable, retry 1 (10m asked for) in 5m")
    busy.source = .gaveUp
    busy.retryAfter = .seconds(60)
    let end = lines.line(for: .state(busy), of: id, now: .seconds(100))
    #expect(end == "TSK-1: gave up: 503 Service Unavailable; it asks to wait 1m")
  }

  @Test func tasksAreToldWhenTheirStatusChanges() throws {
    let id = try taskID()
    var lines = StatusLines()
    var ascii = StatusLines(ascii: true)
    let steps: [(TaskStatus, String?, String?)] = [
      (.queued, "TSK-1: Queued: Übertragung", "TSK-1: Queued: Ubertragung"),
      (.queued, nil, nil),
      (.other("Odd\u{1B}"), "TSK-1: Queued → Odd^[", "TSK-1: Queued -> Odd^["),
    ]
    for (status, expected, expectedASCII) in steps {
      let event = FollowEvent.task(TaskSnapshot(id: "", name: "Übertragung", status: status))
      #expect(lines.line(for: event, of: id, now: .zero) == expected)
      #expect(ascii.line(for: event, of: id, now: .zero) == expectedASCII)
    }
    #expect(lines.line(for: .logs(EntryBatch(), receivedAt: receivedAt), of: id, now: .zero) == nil)
  }

  @Test func theSummary() throws {
    let (first, second) = (try taskID(), try taskID("TSK-2"))
    var lines = StatusLines(tasks: [first, second])
    var task = TaskSnapshot(id: "", status: .completed)
    task.started = Timestamp(ticks: 0)
    task.completed = Timestamp(ticks: 714 * Timestamp.ticksPerSecond)
    var state = FollowState()
    (state.delivered, state.late, state.revised) = (1482, 3, 2)
    _ = lines.line(for: .task(task), of: first, now: .zero)
    _ = lines.line(for: .state(state), of: first, now: .zero)
    (state.delivered, state.late, state.revised, state.missing, state.invalid) = (1, 0, 0, 4, 5)
    _ = lines.line(for: .state(state), of: second, now: .zero)
    #expect(
      lines.summary() == [
        "TSK-1 Completed · 1482 entries · 3 late · 2 revised · in 11:54",
        "TSK-2 unknown · 1 entry · 5 invalid · 4 missing",
      ])
    var ascii = StatusLines(ascii: true)
    _ = ascii.line(for: .task(task), of: first, now: .zero)
    #expect(ascii.summary() == ["TSK-1 Completed - 0 entries - in 11:54"])
  }
}
