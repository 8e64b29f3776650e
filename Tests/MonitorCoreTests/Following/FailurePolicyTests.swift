import Testing

@testable import MonitorCore

/// The table of following.md, "Pace and faults".
@Suite struct FailurePolicyTests {
  private func reaction(
    _ kind: SourceFailure.Kind, attempt: Int = 1, inARow: Int = 1, isLogs: Bool = true, isKeyset: Bool = false,
    hasTask: Bool = true, isOneShot: Bool = false
  ) -> FailurePolicy.Reaction {
    FailurePolicy.reaction(
      to: SourceFailure(kind, ""), attempt: attempt, inARow: inARow, isLogs: isLogs, isKeyset: isKeyset,
      hasTask: hasTask, isOneShot: isOneShot)
  }

  @Test(arguments: [
    SourceFailure.Kind.timeout, .unreadable, .redirect, .transport(beforeFirstByte: false), .status(408), .status(425),
    .status(429), .status(500), .status(503), .status(599), .status(302), .status(0),
  ])
  func whatMayPassIsTriedForEver(kind: SourceFailure.Kind) {
    #expect(reaction(kind) == .retry)
    #expect(reaction(kind, attempt: 1000, inARow: 1000, isKeyset: true) == .retry)
  }

  @Test func oneLookIsNotTriedForEver() {
    #expect(reaction(.timeout, attempt: 5, isOneShot: true) == .retry)
    #expect(reaction(.timeout, attempt: 6, isOneShot: true) == .stop(.gaveUp))
    #expect(reaction(.status(404), attempt: 6, isOneShot: true) == .stop(.gaveUp))
    #expect(reaction(.cancelled, attempt: 6, isOneShot: true) == .none)
    #expect(reaction(.status(403), attempt: 6, isOneShot: true) == .withoutLogs)
  }

  @Test func aConnectionThatWasGoneIsTriedAgainAtOnceOnce() {
    #expect(reaction(.transport(beforeFirstByte: true)) == .retryNow)
    #expect(reaction(.transport(beforeFirstByte: true), attempt: 2) == .retry)
  }

  @Test func cancellingIsNoFailure() {
    #expect(reaction(.cancelled, attempt: 1000, inARow: 1000) == .none)
  }

  @Test func aWrongTokenEndsIt() {
    #expect(reaction(.status(401)) == .stop(.refused(logsOnly: false)))
    #expect(reaction(.status(403), isLogs: false) == .stop(.refused(logsOnly: false)))
    #expect(reaction(.status(403), hasTask: false) == .stop(.refused(logsOnly: false)))
    #expect(reaction(.status(403)) == .withoutLogs)
  }

  @Test func whatIsNotThereIsAskedForThreeTimes() {
    #expect(reaction(.status(404), inARow: 2) == .retry)
    #expect(reaction(.status(404), inARow: 3) == .withoutLogs)
    #expect(reaction(.status(404), inARow: 3, isLogs: false) == .stop(.gone))
    #expect(reaction(.status(404), inARow: 3, hasTask: false) == .stop(.gone))
  }

  @Test(arguments: [400, 405, 422, 499]) func aRefusalIsAskedForFiveTimesAndAFilterOnce(status: Int) {
    #expect(reaction(.status(status), isKeyset: true) == .withoutKeyset)
    #expect(reaction(.status(status), inARow: 4) == .retry)
    #expect(reaction(.status(status), inARow: 5) == .stop(.gaveUp))
  }
}
