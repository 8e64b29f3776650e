extension QueryField where Row == SimulatedLog {
  /// The field that queries over logs call `property`.
  static func ofLogs(_ property: String) -> QueryField? {
    switch property {
    case "id": QueryField(kind: .text) { .text($0.id) }
    case "message": QueryField(kind: .text) { .text($0.message) }
    case "revision": QueryField(kind: .number) { .number(Double($0.revision)) }
    case "progress": QueryField(kind: .number) { QueryValue($0.progress) }
    case "timestamp": QueryField(kind: .instant) { .instant($0.timestamp) }
    case "eta": QueryField(kind: .instant) { QueryValue($0.eta) }
    case "audit.created.at": QueryField(kind: .instant) { .instant($0.created) }
    case "audit.updated.at": QueryField(kind: .instant) { .instant($0.updated) }
    case "severity":
      QueryField(kind: .ranked { SimulatedSeverity(word: $0)?.rawValue }) { .number(Double($0.severity.rawValue)) }
    default: nil
    }
  }
}

extension QueryField where Row == SimulatedTask {
  /// The field that queries over tasks call `property`.
  static func ofTasks(_ property: String) -> QueryField? {
    switch property {
    case "id": QueryField(kind: .text) { .text($0.id) }
    case "name": QueryField(kind: .text) { .text($0.name) }
    case "code": QueryField(kind: .text) { .text($0.code) }
    case "queue": QueryField(kind: .text) { .text($0.queue) }
    case "status": QueryField(kind: .text) { .text($0.status.rawValue) }
    case "description": QueryField(kind: .text) { QueryValue($0.description) }
    case "externalId": QueryField(kind: .text) { QueryValue($0.externalID) }
    case "object.id": QueryField(kind: .text) { QueryValue($0.object?["id"]?.text) }
    case "revision": QueryField(kind: .number) { .number(Double($0.revision)) }
    case "progress": QueryField(kind: .number) { QueryValue($0.progress) }
    case "eta": QueryField(kind: .instant) { QueryValue($0.eta) }
    case "audit.created.at": QueryField(kind: .instant) { .instant($0.created) }
    case "audit.updated.at": QueryField(kind: .instant) { .instant($0.updated) }
    case "audit.started.at": QueryField(kind: .instant) { QueryValue($0.started) }
    case "audit.completed.at": QueryField(kind: .instant) { QueryValue($0.completed) }
    default: nil
    }
  }
}
