import Testing

@testable import MarketplaceSimulator

struct PlatformStateTests {
  private let start = SimulatedInstant(milliseconds: 1_757_598_013_515)

  private func state() -> (PlatformState, String) {
    var state = PlatformState(seed: 1)
    let id = state.newTaskID()
    state.add(SimulatedTask(id: id, name: "n", code: "c", queue: "q", created: start))
    return (state, id)
  }

  static let allowed: [(SimulatedStatus, SimulatedTransition, SimulatedStatus)] = [
    (.queued, .execute, .processing), (.blocked, .execute, .processing), (.rescheduled, .execute, .processing),
    (.blocked, .queue, .queued), (.rescheduled, .queue, .queued), (.processing, .queue, .queued),
    (.processing, .complete, .completed), (.processing, .reschedule, .rescheduled), (.queued, .fail, .failed),
    (.blocked, .fail, .failed), (.processing, .fail, .failed), (.rescheduled, .fail, .failed),
  ]

  @Test func everyOtherTransitionIsAConflict() throws {
    for status in SimulatedStatus.allCases {
      for transition in SimulatedTransition.allCases {
        var (state, id) = state()
        try state.enter(status, id, at: start)
        if let target = Self.allowed.first(where: { $0.0 == status && $0.1 == transition })?.2 {
          #expect(try state.apply(transition, to: id, at: start).status == target)
        } else {
          let problem = #expect(throws: PlatformProblem.self) { try state.apply(transition, to: id, at: start) }
          #expect(problem?.status == 409)
          #expect(try state.task(id).status == status)
        }
      }
    }
  }

  @Test func identifiersLookLikeThePlatforms() throws {
    var (state, id) = state()
    let log = try state.publish(LogDraft("m"), to: id, at: start)
    #expect(id.wholeMatch(of: /TSK(-[0-9]{4}){4}/) != nil)
    #expect(log.id.wholeMatch(of: /TLR(-[0-9]{4}){4}/) != nil)
  }

  @Test func aRevisionReplacesTheRowAndCounts() throws {
    var (state, id) = state()
    let log = try state.publish(LogDraft("first", severity: .info), to: id, at: start)
    let later = start.advanced(bySeconds: 3)
    let revised = try state.revise(log.id, of: id, to: LogDraft("second", severity: .error), at: later)
    #expect((revised.revision, revised.message, revised.timestamp, revised.updated) == (2, "second", start, later))
    #expect(try state.logs(of: id) == [revised])
  }

  @Test func rowsStandInOrderOfTimestampsWheneverTheyCome() throws {
    var (state, id) = state()
    for offset in [5.0, 1, 9, 1, 3, -7, 5] {
      try state.publish(LogDraft("m", timestamp: start.advanced(bySeconds: offset)), to: id, at: start)
    }
    let stamps = try state.logs(of: id).map { $0.timestamp.seconds(since: start) }
    #expect(stamps == [-7, 1, 1, 3, 5, 5, 9])
  }

  @Test func aReasonOfFailureGoesIntoTheLog() throws {
    var (state, id) = state()
    try state.apply(.execute, to: id, at: start)
    try state.apply(.fail, to: id, reason: "no quota", at: start)
    #expect(try state.logs(of: id).map(\.message) == ["no quota"])
    #expect(try state.logs(of: id).first?.severity == .failure)
  }

  @Test func rowsAfterTheEndAreTakenButMoveNothing() throws {
    var (state, id) = state()
    try state.apply(.execute, to: id, at: start)
    try state.apply(.complete, to: id, at: start)
    try state.publish(LogDraft("late", progress: 3), to: id, at: start)
    #expect(try state.task(id).progress == 100)
    #expect(try state.logs(of: id).count == 1)
  }

  @Test func whatTakesTooLongFails() throws {
    var (state, id) = state()
    try state.apply(.execute, to: id, at: start)
    state.expire(at: start.advanced(bySeconds: 7199))
    #expect(try state.task(id).status == .processing)
    state.expire(at: start.advanced(bySeconds: 7201))
    #expect(try state.task(id).status == .failed)
  }

  @Test func progressAndRevisionFollowTheProducer() throws {
    var (state, id) = state()
    let before = try state.task(id).revision
    try state.publish(LogDraft("m", progress: 42.5, eta: start), to: id, at: start)
    #expect(try state.task(id).progress == 42.5)
    #expect(try state.task(id).eta == start)
    #expect(try state.task(id).revision == before + 1)
  }

  @Test func unknownTasksAre404() {
    var state = PlatformState(seed: 1)
    let problem = #expect(throws: PlatformProblem.self) { try state.publish(LogDraft("m"), to: "TSK-1", at: start) }
    #expect(problem?.status == 404)
  }
}
