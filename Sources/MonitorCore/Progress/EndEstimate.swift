/// When a task is likely to end: the end that is shown, and an interval around it that holds four times out of five.
package struct EndEstimate: Sendable, Hashable {
  /// What an estimate rests on. The raw values are those of the JSON events.
  package enum Basis: String, Sendable {
    /// The server's ETA, as it is.
    case server
    /// The pace of this run's progress.
    case rate
    /// Earlier runs: their durations, or this run's progress as theirs used the time.
    case history
    case rateAndHistory = "rate+history"
  }

  package var end: Timestamp
  package var low: Timestamp
  package var high: Timestamp
  package var basis: Basis

  /// `low` and `high` are widened to hold `end`.
  package init(end: Timestamp, low: Timestamp, high: Timestamp, basis: Basis) {
    (self.end, self.low, self.high, self.basis) = (end, min(low, end), max(high, end), basis)
  }

  /// When all of several tasks are over, such as the open children of a task: the slowest decides. `nil` of none.
  package static func latest(of estimates: some Sequence<EndEstimate>) -> EndEstimate? {
    var result: EndEstimate?
    for estimate in estimates {
      guard let other = result else {
        result = estimate
        continue
      }
      let slowest = estimate.end > other.end ? estimate : other
      result = EndEstimate(
        end: slowest.end, low: max(estimate.low, other.low), high: max(estimate.high, other.high), basis: slowest.basis)
    }
    return result
  }

  /// The estimate of a task that is over no earlier than its children: the later end of both.
  package func joined(withChildren children: some Sequence<EndEstimate>) -> EndEstimate {
    Self.latest(of: Array(children) + [self]) ?? self
  }

  /// The estimate of a task that is ended by force at `deadline`: nothing lies beyond it.
  package func ended(by deadline: Timestamp) -> EndEstimate {
    EndEstimate(end: min(end, deadline), low: min(low, deadline), high: min(high, deadline), basis: basis)
  }

  /// Whether the task is likelier ended by force than done.
  package func isCutOff(by deadline: Timestamp) -> Bool { end > deadline }
}
