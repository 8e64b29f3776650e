package import MonitorCore

/// How far a task is and when it will be done, as last worked out.
package struct TaskProgress: Sendable {
  @Boxed private var estimator = ProgressEstimator()
  package private(set) var reading = ProgressReading()
  /// The earlier runs of its kind, newest first.
  private(set) var earlierRuns: [EarlierRun] = []

  package init() {}

  mutating func record(_ task: TaskSnapshot, at now: Timestamp) {
    estimator.record(task, at: now)
    reading = estimator.reading(at: now)
  }

  mutating func record(_ changes: Changes, of store: LogStore, task: Int, at now: Timestamp) {
    estimator.record(changes, of: store, task: task, at: now)
    reading = estimator.reading(at: now)
  }

  /// Learns what earlier runs say.
  mutating func learn(_ history: CodeHistory, of task: TaskSnapshot, at now: Timestamp) {
    estimator.learn(history.history(of: task))
    reading = estimator.reading(at: now)
    earlierRuns = history.runs.filter { $0.task.text != task.id }
  }

  /// Joins what is known of the tasks that belong to this one: it ends no earlier than they.
  mutating func join(_ children: [EndEstimate]) {
    guard let slowest = EndEstimate.latest(of: children), reading.nextAttempt == nil else { return }
    let joined = reading.estimate?.joined(withChildren: children) ?? slowest
    let said = eta
    reading.estimate = joined
    if said.map({ joined.end > $0 }) ?? true { reading.eta = .estimated(joined.end) }
  }

  /// Seconds of work since the start, and the percentage then.
  var points: [(seconds: Double, percent: Double)] { estimator.points }

  /// The run for those to come, once it completed.
  func finishedRun(of task: TaskSnapshot) -> EarlierRun? { estimator.finishedRun(of: task) }

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

  /// Seconds by which the server moved the finish later; 0 where it did not.
  package var slip: Double {
    switch reading.eta {
    case .server(_, let slip), .overdue(_, _, let slip): max(0, slip)
    case .none, .estimated: 0
    }
  }
}

/// A large value behind a reference, so that copying what holds it costs one count and not one for each of its parts. It is
/// copied whole when it changes: for what changes seldom beside how often it is passed on.
@propertyWrapper
private struct Boxed<Value: Sendable>: Sendable {
  private final class Storage: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private var storage: Storage

  init(wrappedValue: Value) { storage = Storage(wrappedValue) }

  var wrappedValue: Value {
    get { storage.value }
    set { storage = Storage(newValue) }
  }
}
