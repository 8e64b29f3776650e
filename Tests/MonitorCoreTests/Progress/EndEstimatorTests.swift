import MonitorCore
import Testing

@Suite struct EndEstimatorTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var reports: [ProgressTrace.Report]
    /// (moment, seconds that remain, low, high), as worked out by an independent implementation in another language;
    /// not a number where nothing is shown.
    var expected: [(at: Double, remaining: Double, low: Double, high: Double)]
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "steady", reports: ProgressTrace.steady,
      expected: [
        (4, .nan, .nan, .nan), (12, 238.0, 225.827328, 259.373906), (52, 198.0, 187.873156, 215.781653),
        (203, 47.0, 44.596153, 51.220897), (230, 70.0, 66.419802, 76.286443),
      ]),
    Example(
      name: "warming up", reports: ProgressTrace.warming,
      expected: [
        (20, 1164.491954, 427.404281, 6028.272491), (60, 302.759379, 117.498167, 1255.337901),
        (100, 140.918403, 56.462215, 560.738146), (161, 25.697699, 10.686453, 101.526907),
        (200, 54.787062, 24.322847, 230.811296),
      ]),
    Example(
      name: "bursts", reports: ProgressTrace.bursts,
      expected: [
        (10, 54.0, 51.238133, 58.849542), (60, 241.891477, 106.953044, 1040.230507),
        (130, 224.560544, 110.87954, 763.263106), (333, 50.058922, 27.688137, 138.317658),
        (400, 95.620067, 61.43381, 202.069141),
      ]),
    Example(
      name: "more reports than samples", reports: ProgressTrace.many,
      expected: [
        (3, 109.082409, 101.419722, 127.089025), (30, 103.258948, 78.068808, 174.143757),
        (100, 103.487324, 56.295276, 296.302169), (250, 151.729489, 65.684289, 708.799179),
        (305, 201.273817, 82.766212, 1002.563251),
      ]),
    Example(
      name: "the total grows", reports: ProgressTrace.grown,
      expected: [
        (50, 83.333333, 79.071193, 90.817194), (66, 138.0, 130.941896, 150.393273),
        (100, 141.11087, 88.685039, 309.780073), (182, 67.482386, 52.499389, 103.302662),
      ]),
    Example(
      name: "attached at 80 %", reports: ProgressTrace.attached,
      expected: [
        (1000, .nan, .nan, .nan), (1030, 270.0, 256.190667, 294.247709), (1100, 200.0, 189.770864, 217.961266),
        (1237, 63.0, 59.777822, 68.657799),
      ]),
    Example(
      name: "a restart", reports: ProgressTrace.restarted,
      expected: [
        (70, 63.333333, 60.094107, 69.021067), (401, .nan, .nan, .nan), (430, 320.0, 303.633383, 348.738025),
        (520, 230.0, 218.236494, 250.655456),
      ]),
  ]

  @Test(arguments: examples) func agreesWithTheReference(_ example: Example) throws {
    let outlooks = ProgressTrace.outlooks(example.reports, at: example.expected.map(\.at))
    for (expected, outlook) in zip(example.expected, outlooks) {
      guard !expected.remaining.isNaN else {
        #expect(outlook == nil, "at \(expected.at)")
        continue
      }
      let outlook = try #require(outlook, "at \(expected.at)")
      let pairs = [(outlook.end, expected.remaining), (outlook.low, expected.low), (outlook.high, expected.high)]
      for (time, seconds) in pairs {
        #expect(abs(time - expected.at - seconds) < 1e-5 * max(1, seconds), "at \(expected.at)")
      }
      #expect(outlook.basis == .rate)
    }
  }

  @Test(arguments: examples) func theIntervalHoldsTheEndAndNothingIsPast(_ example: Example) {
    let moments = (0..<1_500).map { Double($0) }
    for (now, outlook) in zip(moments, ProgressTrace.outlooks(example.reports, at: moments)) {
      guard let outlook else { continue }
      let now = max(now, example.reports[0].time)
      #expect(now <= outlook.low && outlook.low <= outlook.end && outlook.end <= outlook.high && outlook.high.isFinite)
    }
  }

  @Test func countsDownBetweenReports() {
    // Steps of ten seconds, and asked in between: the end stays.
    let reports = (0...8).map { (Double($0) * 10, Double($0) * 5) }
    let ends = ProgressTrace.outlooks(reports, at: stride(from: 80, to: 90, by: 0.5).map { $0 }).map { $0?.end }
    #expect(Set(ends).count == 1 && ends[0] != nil)
    // Overdue by ever more, it moves away, and never back.
    let late = ProgressTrace.outlooks(reports, at: stride(from: 90, to: 400, by: 1).map { $0 }).compactMap { $0?.end }
    #expect(late == late.sorted() && late[late.count - 1] > late[0] + 200)
  }

  @Test func theShownEndStaysWithinItsBand() {
    // A pace that differs by a few percent from step to step: the end is hardly ever drawn anew.
    var reports: [ProgressTrace.Report] = [(0, 0)]
    for step in 1...80 { reports.append((reports[step - 1].time + (step % 2 == 0 ? 9.9 : 10.1), Double(step))) }
    let ends = ProgressTrace.outlooks(reports, at: reports.map(\.time)).compactMap { $0?.end }
    #expect(ends.count > 70 && Set(ends).count <= 3)
  }

  @Test func standsAtTheEndWithoutGoingOn() throws {
    var reports = ProgressTrace.steady
    reports.append((250, 100))
    let outlooks = ProgressTrace.outlooks(reports, at: [250, 260])
    #expect(try #require(outlooks[0]).end < 251)
    #expect(try #require(outlooks[1]).end < 275)
  }

  @Test func saysTheSameHoweverOftenItIsAsked() throws {
    var (seldom, often) = (EndEstimator(), EndEstimator())
    for report in ProgressTrace.warming {
      seldom.record(report.percent, at: report.time)
      often.record(report.percent, at: report.time)
      for _ in 0..<3 { _ = often.outlook(at: report.time) }
    }
    // What was shown before holds the end in its band; where it was not, it is the estimate itself.
    let (outlook, other) = (seldom.outlook(at: 162), often.outlook(at: 162))
    let (first, second) = (try #require(outlook), try #require(other))
    #expect(abs(first.end - second.end) < 0.1 * (first.high - first.low))
  }

  @Test(arguments: [0.0, -5, 80, 100, 250, .nan, .infinity, -.infinity, 5e-300])
  func survivesAnyPercentage(_ percent: Double) {
    var estimator = EndEstimator()
    for step in 0...300 {
      // In turns with a run that goes on, and at moments that jump.
      let odd = step % 3 == 0
      estimator.record(odd ? percent : Double(step) / 4, at: step % 50 == 7 ? .nan : Double(step))
      let now = [Double(step), Double(step) + 1e9, 0, -1e12, .infinity, .nan][step % 6]
      guard let outlook = estimator.outlook(at: now) else { continue }
      #expect(outlook.low <= outlook.end && outlook.end <= outlook.high && outlook.high.isFinite)
      #expect(now.isNaN || !now.isFinite || outlook.low >= min(now, Double(step)) - 1e-6)
    }
  }

  @Test func survivesRandomReports() {
    var random = SplitMix(seed: 7)
    for _ in 0..<300 {
      var estimator = EndEstimator()
      var now = 0.0
      let pace = Double(random.next() % 1_000) / 100
      for _ in 0..<120 {
        now += Double(random.next() % 4 == 0 ? 0 : random.next() % 1_000) / 50
        estimator.record(now * pace * Double(random.next() % 90 + 10) / 100, at: now)
        guard let outlook = estimator.outlook(at: now) else { continue }
        #expect(now <= outlook.low && outlook.low <= outlook.end && outlook.end <= outlook.high)
        #expect(outlook.high.isFinite)
      }
    }
  }

  @Test func thousandsOfReportsASecondCostSamplesNotMemory() throws {
    var estimator = EndEstimator()
    for number in 0..<200_000 { estimator.record(Double(number) / 4_000, at: Double(number) / 5_000) }
    // 1.25 % a second, and 50 % left.
    let outlook = estimator.outlook(at: 40)
    #expect(abs(try #require(outlook).end - 80) < 1)
  }
}

/// A small generator with a seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
