package import MonitorCore

/// When a task will end, as a `task` event reports it: what the header shows at the same moment.
package struct ReportedEnd: Sendable, Hashable {
  package var end: Timestamp?
  /// An interval around `end` that holds four times out of five; `nil` where it is not known.
  package var low: Timestamp?
  package var high: Timestamp?
  /// What `end` rests on; `nil` where there is none.
  package var basis: EndEstimate.Basis?

  package init(end: Timestamp? = nil, low: Timestamp? = nil, high: Timestamp? = nil, basis: EndEstimate.Basis? = nil) {
    self.end = end
    self.low = low
    self.high = high
    self.basis = basis
  }

  /// What is known of the end of a task at the moment of a reading.
  package init(of task: TaskSnapshot, _ reading: ProgressReading) {
    switch reading.eta {
    // Also an end too far ahead to be shown is what the server says.
    case .none: end = task.eta
    case .server(let said, _), .overdue(let said, _, _): end = said
    case .estimated(let estimated): end = estimated
    }
    if let estimate = reading.estimate, end != nil {
      (low, high, basis) = (estimate.low, estimate.high, estimate.basis)
    } else {
      (low, high, basis) = (nil, nil, end == nil ? nil : .server)
    }
  }

  /// Whether `end` is a guess of this program.
  package var isEstimated: Bool { basis != nil && basis != .server }
}
