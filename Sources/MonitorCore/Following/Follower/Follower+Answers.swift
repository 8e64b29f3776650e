extension Follower {
  /// What the caller is to do.
  package enum Step: Sendable, Equatable {
    case ask(Request)
    case wait(until: Duration)
    /// Nothing more will be told.
    case finished
  }

  /// What is asked.
  package enum Request: Sendable, Equatable {
    case task(TaskID)
    case logs(LogQuery)
  }

  /// What came of asking.
  package enum Answer: Sendable {
    case task(TaskAnswer)
    case page(LogPage)
    case failure(SourceFailure)
  }

  /// A pass that read all it had to.
  package struct CompletePass: Sendable, Equatable {
    /// When its first page was asked for.
    package var began: Duration
    /// From when on it read; `nil` for from the very start.
    package var from: Timestamp?
  }
}
