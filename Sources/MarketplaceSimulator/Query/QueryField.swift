/// One property of a row that queries may filter and order by.
struct QueryField<Row>: Sendable {
  enum Kind: Sendable {
    case text, number, instant
    /// A word of an enum, compared by rank: severity at least Warning.
    case ranked(@Sendable (String) -> Int?)
  }

  let kind: Kind
  let value: @Sendable (Row) -> QueryValue

  /// What an operand means for this field; nil when it cannot mean anything.
  func value(of operand: RQLOperand) -> QueryValue? {
    guard case .text(let text) = operand else { return .absent }
    return switch kind {
    case .text: .text(text)
    case .number: Double(text).map(QueryValue.number)
    case .instant: SimulatedInstant(rfc3339: text).map(QueryValue.instant)
    case .ranked(let rank): rank(text).map { .number(Double($0)) }
    }
  }
}

/// A value in a comparison. Absent ones come first and equal nothing but `null()`.
enum QueryValue: Comparable, Sendable {
  case absent
  case text(String)
  case number(Double)
  case instant(SimulatedInstant)
}

extension QueryValue {
  init(_ text: String?) { self = text.map(QueryValue.text) ?? .absent }
  init(_ number: Double?) { self = number.map(QueryValue.number) ?? .absent }
  init(_ instant: SimulatedInstant?) { self = instant.map(QueryValue.instant) ?? .absent }
}

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
