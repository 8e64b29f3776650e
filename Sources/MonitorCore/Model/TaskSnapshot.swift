/// A task as the platform described it at one moment. All texts are unsafe until they passed `SafeText`.
package struct TaskSnapshot: Hashable, Sendable {
  package var id: String
  package var name: String
  package var status: TaskStatus
  package var revision: Int32
  package var code: String
  package var queue: String
  package var details: String
  package var externalID: String
  /// The task it belongs to, the object it works on and the service that owns it, as `name (id)`; empty when absent.
  package var parent: String
  package var object: String
  package var owner: String
  /// Where the result is, a relative address; empty when absent.
  package var result: String
  /// Percent, 0…100; `nil` when unknown. Clamped; not a number is unknown.
  package var progress: Double?
  package var eta: Timestamp?
  package var created: Timestamp?
  package var updated: Timestamp?
  package var started: Timestamp?
  package var completed: Timestamp?
  /// Raw JSON of the whole object, for the details and for JSON output.
  package var raw: [UInt8]

  package init(id: String, name: String = "", status: TaskStatus = .other("")) {
    self.id = id
    self.name = name
    self.status = status
    revision = 0
    code = ""
    queue = ""
    details = ""
    externalID = ""
    parent = ""
    object = ""
    owner = ""
    result = ""
    progress = nil
    eta = nil
    created = nil
    updated = nil
    started = nil
    completed = nil
    raw = []
  }
}
