package import MonitorCore

extension TaskID {
  /// The one task of a simulated world.
  package static let simulated: TaskID = {
    guard let id = TaskID("TSK-1") else { preconditionFailure("a valid identity is refused") }
    return id
  }()
}
