import MonitorCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Progress of made-up runs: (seconds, percent), the first being the baseline.
enum ProgressTrace {
  typealias Report = (time: Double, percent: Double)

  static let steady = reports(0...40) { (5 * $0, 2 * $0) }
  static let warming = reports(0...54) { (3 * $0, 100 * ($0 / 60) * ($0 / 60)) }
  static let many = reports(0...1_199) { (0.25 * $0, 90 * (1 - exp(-$0 / 400))) }
  static let grown = reports(0...15) { (4 * $0, 3 * $0) } + reports(0...29) { (64 + 4 * $0, 30 + 1.5 * $0) }
  static let attached = reports(0...39) { (1_000 + 6 * $0, 80 + 0.4 * $0) }
  static let restarted = reports(0...19) { (4 * $0, 3 * $0) } + reports(0...19) { (400 + 7 * $0, 2 * $0) }
  /// Five quick reports, then one after a pause.
  static let bursts = reports(1...90) { number in
    let pauses = (number / 6).rounded(.down)
    return (0.5 * (number - pauses) + 20 * pauses, number)
  }

  static func reports(_ numbers: ClosedRange<Int>, _ report: (Double) -> Report) -> [Report] {
    numbers.map { report(Double($0)) }
  }

  /// What an estimator says at each of `moments`, when it is also asked after each report; `nil` where it says nothing.
  static func outlooks(
    _ reports: [Report], at moments: [Double], history: RunHistory = RunHistory(), jobStart: Double? = nil
  ) -> [EndEstimator.Outlook?] {
    var estimator = EndEstimator(history: history)
    if let jobStart { estimator.begin(at: jobStart) }
    var rest = reports[...]
    return moments.map { moment in
      while let report = rest.first, report.time <= moment {
        estimator.record(report.percent, at: report.time)
        _ = estimator.outlook(at: report.time)
        rest.removeFirst()
      }
      return estimator.outlook(at: moment)
    }
  }

  /// The trace as an earlier run that took `duration` seconds, its reports stretched by a factor.
  static func run(_ reports: [Report], duration: Double, stretched factor: Double) -> RunHistory.Run {
    var recorder = RunCurve.Recorder()
    for report in reports { recorder.record(report.percent, at: report.time * factor) }
    return RunHistory.Run(duration: duration, curve: recorder.curve(duration: duration))
  }
}
