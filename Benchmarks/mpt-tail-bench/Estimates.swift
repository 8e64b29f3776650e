import Foundation
import MonitorCore

/// Replays a progress trace, and prints the estimates that a header would have shown.
///
/// A trace is a CSV file with a line of names and then `elapsed_s,percent`; its last line is the true end of the run.
struct Estimates {
  private let trace: [Report]
  private let history: RunHistory
  private let step: Double

  private typealias Report = (time: Double, percent: Double)

  /// Takes `FILE [--history FILE…] [--step S]`: earlier runs newest first, and the seconds between two lines.
  init(arguments: some Sequence<String>) throws {
    var (files, earlier, step) = ([String](), [String](), 1.0)
    var option = ""
    for argument in arguments {
      if argument.hasPrefix("--") {
        guard argument == "--history" || argument == "--step" else { throw Self.usage }
        option = argument
      } else if option == "--step" {
        guard let seconds = Double(argument), seconds > 0 else { throw Self.usage }
        (step, option) = (seconds, "")
      } else if option == "--history" {
        earlier.append(argument)
      } else {
        files.append(argument)
      }
    }
    guard let file = files.first, files.count == 1 else { throw Self.usage }
    trace = try Self.read(file)
    history = RunHistory(try earlier.compactMap { Self.run(try Self.read($0)) })
    self.step = step
  }

  private static let usage = BenchFailure(sentence: "mpt-tail-bench eta FILE [--history FILE…] [--step S]")

  /// Prints `elapsed_s,remaining_s,low_s,high_s` after each report and at each step between; empty where nothing is shown.
  func run() {
    var estimator = ProgressEstimator(history: history)
    var output = "elapsed_s,remaining_s,low_s,high_s\n"
    var index = 0
    var next = 0.0
    if let first = trace.first, first.time > 0 { record((0, 0), in: &estimator) }
    while index < trace.count {
      let report = trace[index]
      if next < report.time {
        output += line(at: next, &estimator)
        next += step
        continue
      }
      record(report, in: &estimator)
      output += line(at: report.time, &estimator)
      if next == report.time { next += step }
      index += 1
    }
    print(output, terminator: "")
  }

  private func record(_ report: Report, in estimator: inout ProgressEstimator) {
    var task = TaskSnapshot(id: "TSK-0", status: .processing)
    task.started = Self.moment(0)
    task.progress = report.percent
    estimator.record(task, at: Self.moment(report.time))
  }

  private func line(at time: Double, _ estimator: inout ProgressEstimator) -> String {
    let now = Self.moment(time)
    guard let estimate = estimator.reading(at: now).estimate else { return "\(Self.text(time)),,,\n" }
    let ends = [estimate.end, estimate.low, estimate.high].map { Self.text($0.seconds(since: now)) }
    return "\(Self.text(time)),\(ends.joined(separator: ","))\n"
  }

  private static func text(_ seconds: Double) -> String { String(format: "%.4f", seconds) }

  private static func moment(_ seconds: Double) -> Timestamp {
    Timestamp(ticks: 17_575_980_000_000_000).advanced(bySeconds: seconds)
  }

  private static func read(_ path: String) throws -> [Report] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let reports = text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line -> Report? in
      let fields = line.split(separator: ",").map { Double($0.trimmingPrefix(" ")) }
      guard fields.count >= 2, let time = fields[0], let percent = fields[1], time.isFinite else { return nil }
      return (time, percent)
    }
    guard !reports.isEmpty else { throw BenchFailure(sentence: "no reports in \(path)") }
    return reports
  }

  /// The trace as an earlier run.
  private static func run(_ trace: [Report]) -> RunHistory.Run? {
    guard let first = trace.first, let last = trace.last, last.time > 0 else { return nil }
    var recorder = first.time > 0 ? RunCurve.Recorder() : RunCurve.Recorder(start: first.time, percent: first.percent)
    for report in trace { recorder.record(report.percent, at: report.time) }
    return RunHistory.Run(duration: last.time, curve: recorder.curve(duration: last.time))
  }
}
