/// The state of a task. `blocked` exists on the platform though its published enum leaves it out.
package enum SimulatedStatus: String, CaseIterable, Sendable {
  case queued = "Queued"
  case blocked = "Blocked"
  case processing = "Processing"
  case rescheduled = "Rescheduled"
  case completed = "Completed"
  case failed = "Failed"

  /// True for the two states that a producer cannot leave.
  package var isFinal: Bool {
    self == .completed || self == .failed
  }
}

/// What a producer asks a task to do.
package enum SimulatedTransition: String, CaseIterable, Sendable {
  case execute, queue, complete, reschedule, fail

  /// The state a task in `status` comes into, or nil where the platform answers 409.
  func target(from status: SimulatedStatus) -> SimulatedStatus? {
    switch (self, status) {
    case (.execute, .queued), (.execute, .blocked), (.execute, .rescheduled): .processing
    case (.queue, .blocked), (.queue, .rescheduled), (.queue, .processing): .queued
    case (.complete, .processing): .completed
    case (.reschedule, .processing): .rescheduled
    case (.fail, .queued), (.fail, .blocked), (.fail, .processing), (.fail, .rescheduled): .failed
    default: nil
    }
  }
}
