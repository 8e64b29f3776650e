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
