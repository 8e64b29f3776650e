import TestSupport
import Testing

@testable import MonitorCore

/// What is kept of a run for those to come.
@Suite struct RunRecordTests {
  private static let start = Timestamp(ticks: 17_575_980_000_000_000)

  private func at(_ seconds: Double) -> Timestamp { Self.start.advanced(bySeconds: seconds) }

  private func task(
    _ status: TaskStatus = .processing, progress: Double? = nil, eta: Double? = nil, ended: Double? = nil
  )
    -> TaskSnapshot
  {
    var task = TaskSnapshot(id: "TSK-1", status: status)
    (task.code, task.progress, task.started, task.completed) = ("imports", progress, at(0), ended.map(at))
    task.eta = eta.map(at)
    task.raw = Array(#"{"parameters":{"Items":40,"maxTaskProcessingSeconds":9000,"Names":["a","b"],"x":-1}}"#.utf8)
    return task
  }

  /// A run of 200 s whose first half of the work takes 150 s.
  private func warped(_ seconds: Double) -> Double { seconds < 150 ? seconds / 3 : 50 + (seconds - 150) }

  private func share(_ curve: RunCurve?, at percent: Double) -> Double? {
    RunCurve.grid.firstIndex(of: percent).flatMap { curve?.shares[$0] }
  }

  /// A log is read newest first, or page by page: the curve is the same.
  @Test func reportsMayComeInAnyOrder() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<40 {
      var (percent, reports) = (0.0, [(at: Double, percent: Double)]())
      for second in 1..<200 {
        percent = min(99, max(0, percent + Double.random(in: -0.4...1.6, using: &random)))
        reports.append((Double(second), percent))
      }
      let curves = [reports, reports.reversed(), reports.shuffled(using: &random)].map { reports in
        var record = RunRecord()
        record.see(task(progress: 0), at: at(0))
        for report in reports { record.see(percent: report.percent, at: at(report.at)) }
        return record.finished(from: at(0), to: at(200), isWhole: true).curve
      }
      #expect(curves[0] != nil && curves[1] == curves[0] && curves[2] == curves[0])
    }
  }

  @Test func aWatchedRunHasItsDurationCurveAndSizes() throws {
    var estimator = ProgressEstimator()
    for second in stride(from: 0.0, to: 200, by: 5) {
      estimator.record(task(progress: warped(second)), at: at(second))
    }
    #expect(estimator.finishedRun(of: task(progress: 90)) == nil)
    let end = task(.completed, progress: 100, ended: 200)
    estimator.record(end, at: at(201))
    let run = try #require(estimator.finishedRun(of: end))
    #expect(run.run.duration == 200 && run.run.sizes == ["Items": 40, "Names": 2])
    let half = try #require(share(run.run.curve, at: 50))
    #expect(abs(half - 0.75) < 0.02)
  }

  @Test func aLogThatIsReadBackwardsGivesTheSameCurve() throws {
    var estimator = ProgressEstimator()
    let end = task(.completed, ended: 200)
    estimator.record(end, at: at(300))
    for second in stride(from: 195.0, through: 0, by: -5) {
      estimator.record(entryAt: at(second), progress: Float(warped(second)), eta: nil, at: at(300))
    }
    let curve = estimator.finishedRun(of: end)?.run.curve
    let (quarter, half) = (try #require(share(curve, at: 25)), try #require(share(curve, at: 50)))
    #expect(abs(half - 0.75) < 0.02 && abs(quarter - 0.375) < 0.02)
  }

  @Test func aRunThatWasJoinedLateHasNoCurve() {
    var estimator = ProgressEstimator()
    for second in stride(from: 160.0, to: 200, by: 5) {
      estimator.record(task(progress: warped(second)), at: at(second))
    }
    let end = task(.completed, progress: 100, ended: 200)
    estimator.record(end, at: at(201))
    let run = estimator.finishedRun(of: end)
    #expect(run?.run.duration == 200 && run?.run.curve == nil)
  }

  @Test func stepsOfAQuarterAreACurveWhereTheRunWasSeenBefore() throws {
    var estimator = ProgressEstimator()
    estimator.record(task(), at: at(1))
    for (second, percent) in [(50.0, 25.0), (100, 50), (150, 75)] {
      estimator.record(task(progress: percent), at: at(second))
    }
    let end = task(.completed, progress: 100, ended: 200)
    estimator.record(end, at: at(200))
    #expect(abs(try #require(share(estimator.finishedRun(of: end)?.run.curve, at: 50)) - 0.5) < 0.02)
  }

  @Test func howWrongTheServerWasIsKept() throws {
    var estimator = ProgressEstimator()
    // It says 100 s from the start on, and it is 200.
    for second in stride(from: 0.0, to: 90, by: 10) {
      estimator.record(task(progress: second / 2, eta: 100), at: at(second))
    }
    let end = task(.completed, progress: 100, ended: 200)
    estimator.record(end, at: at(200))
    let error = try #require(estimator.finishedRun(of: end)?.run.serverError)
    #expect(error > 0.5 && error < 1)
  }

  @Test func nothingIsKeptOfWhatDidNotComplete() {
    for status in [TaskStatus.failed, .canceled, .processing, .other("x")] {
      var estimator = ProgressEstimator()
      let end = task(status, progress: 50, ended: 10)
      estimator.record(end, at: at(11))
      #expect(estimator.finishedRun(of: end) == nil)
    }
    var backwards = task(.completed, ended: -5)
    #expect(ProgressEstimator().finishedRun(of: backwards) == nil)
    backwards.completed = nil
    #expect(ProgressEstimator().finishedRun(of: backwards) == nil)
  }

  @Test func historyThatComesLateCountsAsIfItHadBeenKnown() {
    let runs = (0..<5).map { RunHistory.Run(duration: 190 + Double($0) * 5) }
    var (early, late) = (ProgressEstimator(history: RunHistory(runs)), ProgressEstimator())
    for second in stride(from: 0.0, to: 100, by: 5) {
      for isLate in [false, true] {
        if isLate {
          late.record(task(progress: warped(second)), at: at(second))
        } else {
          early.record(task(progress: warped(second)), at: at(second))
        }
      }
    }
    late.learn(RunHistory(runs))
    let (left, right) = (early.reading(at: at(100)), late.reading(at: at(100)))
    #expect(right.runCount == 5 && right.usualDuration == 200 && right.estimate?.basis == left.estimate?.basis)
    #expect(abs((left.estimate?.low.seconds(since: right.estimate?.low ?? at(0))) ?? 99) < 1)
  }

  @Test func theBandIsWhereEarlierRunsWere() throws {
    let (slow, fast) = (RunCurve.grid.map { $0 / 100 }, RunCurve.grid.map { $0 / 200 })
    let runs = try [slow, fast].map { shares in
      EarlierRun(
        task: try #require(TaskID("TSK-2")), code: "imports", ended: at(0),
        run: RunHistory.Run(duration: 100, curve: RunCurve(shares: shares)))
    }
    let band = try #require(RunBand(runs))
    #expect(band.duration == 100 && band.count == 2)
    #expect(abs(band.range(at: 25).lowerBound - 25) < 1 && abs(band.range(at: 25).upperBound - 50) < 1)
    #expect(band.range(at: 200) == 100...100)
    #expect(RunBand([]) == nil)
  }
}
