import MonitorCore
import Testing

/// The server's ETA as one expert among others.
@Suite struct ServerETATests {
  /// One percent each ten seconds from 0, and what the server says at some moments.
  private static func outlook(
    _ said: [(at: Double, end: Double)], percent last: Int, at now: Double, history: RunHistory = RunHistory()
  ) -> EndEstimator.Outlook? {
    var estimator = EndEstimator(history: history)
    estimator.begin(at: 0)
    var said = said[...]
    for percent in 0...last {
      while let statement = said.first, statement.at <= Double(percent) * 10 {
        estimator.recordETA(statement.end, at: statement.at)
        said.removeFirst()
      }
      estimator.record(Double(percent), at: Double(percent) * 10)
      _ = estimator.outlook(at: Double(percent) * 10)
    }
    while let statement = said.popFirst() { estimator.recordETA(statement.end, at: statement.at) }
    return estimator.outlook(at: now)
  }

  @Test func itIsShownAsItIsWhereNothingIsKnownAgainstIt() throws {
    let outlook = try #require(Self.outlook([(0, 1_200)], percent: 1, at: 15))
    #expect(abs(outlook.end - 1_200) < 1e-9 && outlook.basis == .server && outlook.low < 1_200 && outlook.high > 1_200)
    // It may know what the pace does not, as long as the pace has not refuted it.
    let fresh = try #require(Self.outlook([(400, 800)], percent: 40, at: 401))
    #expect(abs(fresh.end - 800) < 1e-9 && fresh.basis == .server)
  }

  @Test func oneThatIsRightStays() throws {
    let said = stride(from: 0.0, to: 600, by: 50).map {
      (at: $0, end: 1_000.0 + ($0 / 50).truncatingRemainder(dividingBy: 2))
    }
    let outlook = try #require(Self.outlook(said, percent: 60, at: 601))
    #expect(outlook.basis == .server && abs(outlook.end - 1_000) < 2)
  }

  @Test(arguments: [4_600.0, 320])
  func oneThatThePaceRefutesIsNotBelieved(_ wrong: Double) throws {
    // An hour off; and one that was to be over soon.
    let outlook = try #require(Self.outlook([(0, wrong)], percent: 30, at: 300))
    #expect(outlook.basis == .rate && abs(outlook.end - 1_000) < 60)
  }

  @Test func oneThatIsPastCountsForNothing() throws {
    let outlook = try #require(Self.outlook([(250, 290)], percent: 30, at: 300))
    #expect(outlook.basis == .rate && abs(outlook.end - 1_000) < 20)
    var alone = EndEstimator()
    alone.recordETA(100, at: 0)
    #expect(alone.outlook(at: 99)?.basis == .server && alone.outlook(at: 100) == nil)
  }

  @Test func oneThatIsStaleIsLessCertainAndOneThatWasRefutedIsNotShown() throws {
    var estimator = EndEstimator()
    estimator.recordETA(1_500, at: 400)
    let (fresh, stale) = (estimator.outlook(at: 401), estimator.outlook(at: 1_100))
    let ratios = try [#require(fresh), #require(stale)].map { ($0.high - $0.end) / ($0.end - $0.low) }
    #expect(ratios[1] > ratios[0] && ratios[0] > 1)
    estimator = EndEstimator()
    estimator.recordETA(1_500, at: 400)
    var bases: [EndEstimate.Basis] = []
    for percent in 40...90 {
      estimator.record(Double(percent), at: Double(percent) * 10)
      if let basis = estimator.outlook(at: Double(percent) * 10)?.basis { bases.append(basis) }
    }
    #expect(bases.first == .server && bases.last == .rate && bases.count { $0 == .server } < 10)
  }

  @Test func itsUsualErrorIsCorrected() throws {
    // It says a quarter more than it takes, always.
    let history = RunHistory([0.22, 0.23, 0.24].map { RunHistory.Run(duration: 1, serverError: -$0) })
    let outlook = try #require(Self.outlook([(0, 1_200)], percent: 1, at: 15, history: history))
    #expect(abs(outlook.end - 15 - 1_185 * 0.7945) < 1 && outlook.basis == .history)
  }

  @Test func theTwoDoNotTakeTurns() {
    // An ETA that is as good as the pace: once one of them is shown, it stays for a while.
    var estimator = EndEstimator()
    var bases: [EndEstimate.Basis] = []
    for percent in 0...95 {
      let now = Double(percent) * 10
      if percent % 5 == 0 { estimator.recordETA(1_000 + Double(percent % 10) * 20, at: now) }
      estimator.record(Double(percent) + (percent % 2 == 0 ? 0.4 : 0), at: now)
      if let basis = estimator.outlook(at: now)?.basis { bases.append(basis) }
    }
    #expect(zip(bases, bases.dropFirst()).count { $0 != $1 } <= 2)
  }
}
