import TestSupport
import Testing

@testable import MonitorCore

/// The table of docs/following.md, "Faults".
@Suite struct FailurePolicyTests {
  private func reaction(
    _ kind: SourceFailure.Kind, retryAfter: Duration? = nil,
    _ change: (inout FailurePolicy.Circumstances) -> Void = { _ in }
  ) -> FailurePolicy.Reaction {
    var known = FailurePolicy.Circumstances()
    change(&known)
    return FailurePolicy.reaction(to: SourceFailure(kind, "", retryAfter: retryAfter), known)
  }

  @Test(arguments: [
    SourceFailure.Kind.unreadable, .redirect, .transport(beforeFirstByte: false), .status(408), .status(425),
    .status(429), .status(500), .status(503), .status(511), .status(599), .status(302), .status(0),
  ])
  func whatMayPassIsTriedForEver(kind: SourceFailure.Kind) {
    for wasAnswered in [false, true] {
      #expect(reaction(kind) { $0.wasAnswered = wasAnswered } == .retry(isRefusal: false))
      #expect(
        reaction(kind) { ($0.attempt, $0.inARow, $0.isKeyset, $0.wasAnswered) = (1000, 1000, true, wasAnswered) }
          == .retry(isRefusal: false))
    }
  }

  @Test func aConnectionThatWasGoneIsTriedAgainAtOnceOnce() {
    #expect(reaction(.transport(beforeFirstByte: true)) == .retryNow)
    #expect(reaction(.transport(beforeFirstByte: true)) { $0.attempt = 2 } == .retry(isRefusal: false))
  }

  @Test func cancellingIsNoFailure() {
    #expect(reaction(.cancelled) { ($0.attempt, $0.inARow) = (1000, 1000) } == .none)
  }

  @Test func aPageThatCannotBeHadIsAskedForSmaller() {
    for kind in [SourceFailure.Kind.tooLarge, .tooSlow, .status(413)] {
      #expect(reaction(kind) == .smallerPage)
      #expect(reaction(kind) { $0.isLogs = false } == .retry(isRefusal: false), "a task has no smaller page")
    }
    #expect(
      (1...6).map { count in reaction(.timeout) { $0.inARow = count } == .smallerPage }
        == [false, false, true, false, false, true])
    #expect(reaction(.timeout) { ($0.inARow, $0.isLogs) = (3, false) } == .retry(isRefusal: false))
  }

  @Test func whoeverWasAnsweredWellIsAskedAgain() {
    for status in [401, 403, 404, 400, 405, 407, 451] {
      for isLogs in [false, true] {
        let reaction = reaction(.status(status)) { ($0.wasAnswered, $0.isLogs, $0.inARow) = (true, isLogs, 1000) }
        #expect(reaction == .retry(isRefusal: true), "\(status)")
      }
    }
  }

  @Test func aTokenThatWasNeverGoodEndsIt() {
    #expect(reaction(.status(401)) == .stop(.refused(logsOnly: false)))
    #expect(reaction(.status(401)) { $0.isLogs = false } == .stop(.refused(logsOnly: false)))
    #expect(reaction(.status(403)) { $0.isLogs = false } == .stop(.refused(logsOnly: false)))
  }

  @Test func logsThatWereNeverGoodAreLeft() {
    #expect(reaction(.status(403)) == .withoutLogs)
    #expect(reaction(.status(404)) { $0.inARow = 2 } == .retry(isRefusal: false))
    #expect(reaction(.status(404)) { $0.inARow = 3 } == .withoutLogs)
  }

  @Test func aRefusalThatSaysForHowLongMayPass() {
    for status in [401, 403] {
      let reactions = [1, 2, 3].map { count in
        reaction(.status(status), retryAfter: .seconds(1)) { ($0.inARow, $0.isLogs) = (count, false) }
      }
      let passing = FailurePolicy.Reaction.retry(isRefusal: false)
      #expect(reactions == [passing, passing, .stop(.refused(logsOnly: false))])
    }
  }

  @Test func aTaskThatIsNotThereIsAskedForThreeTimes() {
    #expect(reaction(.status(404)) { ($0.inARow, $0.isLogs) = (2, false) } == .retry(isRefusal: false))
    #expect(reaction(.status(404)) { ($0.inARow, $0.isLogs) = (3, false) } == .stop(.gone))
    let waiting = reaction(.status(404)) { ($0.inARow, $0.isLogs, $0.waitsForStart) = (300, false, true) }
    #expect(waiting == .retry(isRefusal: false))
  }

  @Test(arguments: [400, 405, 407, 422, 451, 499]) func aRequestThatIsRefusedIsAskedFiveTimesAndAFilterOnce(status: Int)
  {
    let isAboutFilter = status != 407 && status != 451
    #expect((reaction(.status(status)) { $0.isKeyset = true } == .withoutKeyset) == isAboutFilter)
    #expect(reaction(.status(status)) { $0.inARow = 4 } == .retry(isRefusal: false))
    #expect(reaction(.status(status)) { $0.inARow = 5 } == .stop(.gaveUp))
  }
}
