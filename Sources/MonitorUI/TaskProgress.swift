package import MonitorCore

/// How far a task is and when it will be done, as last worked out.
package struct TaskProgress: Sendable {
  private var estimator = ProgressEstimator()
  package private(set) var reading = ProgressReading()

  package init() {}

  mutating func note(_ task: TaskSnapshot, at now: Timestamp) {
    estimator.note(task, at: now)
    reading = estimator.reading(at: now)
  }

  mutating func note(_ changes: Changes, of store: LogStore, task: Int, at now: Timestamp) {
    estimator.note(changes, of: store, task: task, at: now)
    reading = estimator.reading(at: now)
  }

  mutating func tick(_ now: Timestamp) { reading = estimator.reading(at: now) }

  /// Percent, 0…100; `nil` while nothing said so.
  package var percent: Double? { reading.fraction.map { $0 * 100 } }
  package var wentBack: Bool { reading.wentBack }

  package var eta: Timestamp? {
    switch reading.eta {
    case .none: nil
    case .server(let at, _), .overdue(let at, _, _), .estimated(let at): at
    }
  }

  /// Whether `eta` is a guess of this program.
  package var isEstimated: Bool { if case .estimated = reading.eta { true } else { false } }

  /// Seconds by which the server moved the finish later; at least a minute, otherwise 0.
  package var slip: Double {
    switch reading.eta {
    case .server(_, let slip), .overdue(_, _, let slip): slip >= 60 ? slip : 0
    case .none, .estimated: 0
    }
  }
}
