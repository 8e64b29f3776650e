import MonitorCore
import Testing

@Suite struct RunHistoryTests {
  private static func durations(_ durations: Double...) -> RunHistory {
    RunHistory(durations.map { RunHistory.Run(duration: $0) })
  }

  @Test func collectsTheCurveOfARun() throws {
    let run = ProgressTrace.run(ProgressTrace.warming, duration: 100, stretched: 100 / 162)
    // The last report is 81 %, and the run ended where it came.
    let expected =
      [
        0.0, 0.111111, 0.156863, 0.19224, 0.248285, 0.351351, 0.43026, 0.496855, 0.555556, 0.608547, 0.657277, 0.702716,
        0.745313, 0.785621, 0.82397, 0.860613, 0.895762, 0.929593, 0.962244, 0.993769,
      ] + Array(repeating: 1, count: 9)
    let shares = try #require(run.curve).shares
    #expect(shares.count == RunCurve.grid.count && zip(shares, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func aCurveNeedsReportsAndADuration() {
    var recorder = RunCurve.Recorder()
    recorder.record(50, at: 10)
    #expect(recorder.curve(duration: 20) == nil)
    for percent in [.nan, .infinity, 20, 250, -3] { recorder.record(percent, at: 12) }
    for duration in [0, -1, .nan, .infinity] { #expect(recorder.curve(duration: duration) == nil) }
    let curve = recorder.curve(duration: 20)
    #expect(curve?.shares.last == 1 && curve == RunCurve(shares: curve?.shares ?? []))
    for shares in [[], [0, 1], Array(repeating: Double.nan, count: 29), (0..<29).map { 1 - Double($0) / 29 }] {
      #expect(RunCurve(shares: shares) == nil)
    }
  }

  @Test func noHistoryAndOneThatSaysNothingAreTheSame() {
    let moments = (0..<500).map { Double($0) }
    for reports in [ProgressTrace.bursts, ProgressTrace.warming, ProgressTrace.attached] {
      let plain = ProgressTrace.outlooks(reports, at: moments)
      // None; a duration alone; durations that do not agree.
      let others = [
        RunHistory([]), Self.durations(100), Self.durations(10, 1_000), Self.durations(-5, 0, .nan, .infinity),
      ]
      for history in others {
        #expect(history.isEmpty)
        #expect(ProgressTrace.outlooks(reports, at: moments, history: history, jobStart: 0) == plain)
      }
    }
  }

  @Test func whereDurationsDifferTheCurvesStillServe() throws {
    // All of them slow down as this one does, on machines that differ by a lot.
    let reports = ProgressTrace.reports(0...96) { (5 * $0, 100 * ($0 / 100).squareRoot()) }
    let runs = [50.0, 5_000, 600].map { ProgressTrace.run(reports, duration: $0, stretched: $0 / 500) }
    let history = RunHistory(runs)
    #expect(!history.isEmpty)
    for moment in [100.0, 250, 400] {
      let with = try #require(ProgressTrace.outlooks(reports, at: [moment], history: history, jobStart: 0)[0])
      let without = try #require(ProgressTrace.outlooks(reports, at: [moment])[0])
      #expect(abs(with.end - 500) < 0.5 * abs(without.end - 500), "at \(moment)")
      #expect(with.basis != .rate)
    }
    // No number before there is progress.
    #expect(ProgressTrace.outlooks(reports, at: [0, 1], history: history, jobStart: 0) == [nil, nil])
  }

  @Test func oneRunOfAnotherSizeDoesNotMislead() throws {
    // Ten times as long, and straight as well.
    let history = RunHistory([ProgressTrace.run(ProgressTrace.steady, duration: 2_500, stretched: 10)])
    for moment in [40.0, 100, 200] {
      let outlook = try #require(ProgressTrace.outlooks(ProgressTrace.steady, at: [moment], history: history)[0])
      #expect(abs(outlook.end - 250) < 25, "at \(moment)")
    }
  }

  @Test func knowsTheEndFromTheStartWhereDurationsAgree() throws {
    let history = Self.durations(100, 120, 90, 105)
    #expect(abs(try #require(history.usualDuration) - 102.5) < 1e-9 && history.runCount == 4)
    var estimator = EndEstimator(history: history)
    #expect(estimator.outlook(at: 0) == nil)
    estimator.begin(at: 0)
    let start = estimator.outlook(at: 0)
    let first = try #require(start)
    #expect(abs(first.end - 102.5) < 1e-9 && first.basis == .history && first.low < 90 && first.high > 120)
    #expect(estimator.outlook(at: 60)?.end == first.end)
    // Longer than all of them: it goes on, and is not over.
    for now in [125.0, 300, 10_000] {
      let outlook = estimator.outlook(at: now)
      let late = try #require(outlook)
      #expect(late.end > now && late.end < 2 * now && late.low >= now)
    }
  }

  @Test func overtimeIsJudgedByTheRunsThatLastedLonger() throws {
    // At 115, three of five were over, and the others took 120 and 130.
    var estimator = EndEstimator(history: Self.durations(100, 105, 110, 120, 130))
    estimator.begin(at: 0)
    let outlook = estimator.outlook(at: 115)
    #expect(abs(try #require(outlook).end - 125) < 12)
  }

  @Test func earlierRunsBeatThePaceWhereTheLastStepIsHeavy() throws {
    // 90 % in the first half of the time, as always.
    let reports: [ProgressTrace.Report] = (0...45).map { (Double($0) * 10, Double($0) * 2) }
    let runs = [880.0, 900, 930].map { duration -> RunHistory.Run in
      var recorder = RunCurve.Recorder()
      for report in reports { recorder.record(report.percent, at: report.time * duration / 900) }
      return RunHistory.Run(duration: duration, curve: recorder.curve(duration: duration))
    }
    // One run is half believed.
    for (count, earliest) in [(1, 640.0), (2, 750), (3, 800)] {
      let history = RunHistory(Array(runs.prefix(count)))
      let outlook = try #require(ProgressTrace.outlooks(reports, at: [440], history: history, jobStart: 0)[0])
      #expect(earliest...950 ~= outlook.end, "\(count) runs")
      #expect(outlook.basis != .rate)
    }
    #expect(try #require(ProgressTrace.outlooks(reports, at: [440])[0]).end < 600)
  }

  @Test func attachedLateItStillKnowsWhatRemains() throws {
    let reports: [ProgressTrace.Report] = (0...50).map { (Double($0) * 10, Double($0) * 2) }
    let runs = [480.0, 500, 520].map { ProgressTrace.run(reports, duration: $0, stretched: $0 / 500) }
    let attached: [ProgressTrace.Report] = (40...44).map { (Double($0) * 10, Double($0) * 2) }
    let outlook = ProgressTrace.outlooks(attached, at: [445], history: RunHistory(runs), jobStart: 0)[0]
    #expect(abs(try #require(outlook).end - 500) < 10)
  }

  @Test func sizesScaleDurationsWhereTheyExplainThem() throws {
    // Two seconds an item, more or less.
    let runs = [(100.0, 210.0), (200, 390), (50, 98), (400, 830), (120, 235)].map { items, duration in
      RunHistory.Run(duration: duration, sizes: ["items": items, "year": 2_026, "broken": .nan])
    }
    #expect(abs(try #require(RunHistory(runs).usualDuration) - 235) < 1e-9 && RunHistory(runs).isEmpty)
    let scaled = RunHistory(runs, sizes: ["items": 300, "year": 2_026, "broken": 1, "other": 5])
    #expect(abs(try #require(scaled.usualDuration) - 600) < 40 && !scaled.isEmpty)
    // Sizes that have nothing to do with it, or that not all runs have, change nothing.
    let mixed = zip(runs, [3.0, 900, 4, 1, 300]).map { run, size in
      RunHistory.Run(duration: run.duration, sizes: ["noise": size])
    }
    #expect(RunHistory(mixed, sizes: ["noise": 10_000]).usualDuration == RunHistory(runs).usualDuration)
    let partly = runs.dropLast() + [RunHistory.Run(duration: 235)]
    #expect(RunHistory(Array(partly), sizes: ["items": 300]).usualDuration == RunHistory(Array(partly)).usualDuration)
  }

  @Test func theIntervalScaleSettlesAtItsCoverage() {
    #expect(IntervalScale.adapted(1, covered: 0.8) == 1)
    #expect(IntervalScale.adapted(1, covered: 0.2) > 1 && IntervalScale.adapted(1, covered: 1) < 1)
    #expect(IntervalScale.adapted(.nan, covered: 0.5) == 1 && IntervalScale.adapted(2, covered: .nan) == 1)
    #expect((0..<100).reduce(1) { scale, _ in IntervalScale.adapted(scale, covered: -5) } == 4)
    #expect((0..<100).reduce(1) { scale, _ in IntervalScale.adapted(scale, covered: 5) } == 0.25)
    let narrow = ProgressTrace.outlooks(ProgressTrace.warming, at: [100])[0]
    let wide = ProgressTrace.outlooks(ProgressTrace.warming, at: [100], history: RunHistory(intervalScale: 2))[0]
    #expect(wide?.end == narrow?.end && wide.map(\.high) ?? 0 > narrow.map(\.high) ?? .infinity)
  }
}
