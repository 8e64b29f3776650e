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
