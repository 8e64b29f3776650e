/// One task as the platform holds it.
package struct SimulatedTask: Hashable, Sendable {
  package let id: String
  package var revision: Int32 = 1
  package var name: String
  /// The kind of work, `accounts.buyers.transfer`.
  package var code: String
  package var queue: String
  package var status: SimulatedStatus = .queued
  package var description: String?
  /// What the task works on: an object with `id` and `name`.
  package var object: PlatformValue?
  package var externalID: String?
  /// The id of the task that it belongs to.
  package var parent: String?
  /// Percent, 0…100.
  package var progress: Double?
  package var eta: SimulatedInstant?
  package var parameters: PlatformValue?
  /// A path below the API, or a value.
  package var result: PlatformValue?
  package var created: SimulatedInstant
  package var updated: SimulatedInstant
  package var started: SimulatedInstant?
  package var completed: SimulatedInstant?
  /// Since when it has been Processing without a break.
  var processingSince: SimulatedInstant?

  /// A queued task created at `created`.
  package init(id: String, name: String, code: String, queue: String, created: SimulatedInstant) {
    self.id = id
    self.name = name
    self.code = code
    self.queue = queue
    self.created = created
    self.updated = created
  }

  /// Seconds of one of the two reserved parameters, or `standard` where the task sets none.
  func seconds(of parameter: String, standard: Double) -> Double {
    parameters?[parameter]?.double ?? standard
  }
}

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
