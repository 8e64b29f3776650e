/// A filter made ready for rows of one kind: its fields looked up, its operands read.
indirect enum RowFilter<Row>: Sendable {
  case compare(RQLOperator, QueryField<Row>, QueryValue)
  case contained(QueryField<Row>, [QueryValue], negated: Bool)
  case all([RowFilter])
  case any([RowFilter])
  case not(RowFilter)

  /// Looks up what `expression` names; 400 for an unknown property or a value that its type cannot be.
  init(
    _ expression: RQLExpression, fields: (String) -> QueryField<Row>?
  ) throws(PlatformProblem) {
    switch expression {
    case .compare(let comparison, let property, let operand):
      let field = try Self.field(property, fields)
      self = .compare(comparison, field, try Self.value(operand, field, property))
    case .contained(let property, let operands, let negated):
      let field = try Self.field(property, fields)
      var values: [QueryValue] = []
      for operand in operands { values.append(try Self.value(operand, field, property)) }
      self = .contained(field, values, negated: negated)
    case .all(let parts): self = .all(try Self.each(parts, fields))
    case .any(let parts): self = .any(try Self.each(parts, fields))
    case .not(let part): self = .not(try RowFilter(part, fields: fields))
    }
  }

  func accepts(_ row: Row) -> Bool {
    switch self {
    case .compare(let comparison, let field, let operand):
      Self.holds(comparison, field.value(row), operand)
    case .contained(let field, let values, let negated): values.contains(field.value(row)) != negated
    case .all(let parts): parts.allSatisfy { $0.accepts(row) }
    case .any(let parts): parts.contains { $0.accepts(row) }
    case .not(let part): !part.accepts(row)
    }
  }

  private static func holds(_ comparison: RQLOperator, _ value: QueryValue, _ operand: QueryValue) -> Bool {
    switch comparison {
    case .eq: return value == operand
    case .ne: return value != operand
    case .like, .ilike:
      guard case .text(let text) = value, case .text(let pattern) = operand else { return false }
      return comparison == .like
        ? matches(text[...], pattern[...]) : matches(text.lowercased()[...], pattern.lowercased()[...])
    default:
      guard value != .absent, operand != .absent else { return false }
      switch comparison {
      case .gt: return value > operand
      case .ge: return value >= operand
      case .lt: return value < operand
      default: return value <= operand
      }
    }
  }

  /// `*` in a pattern stands for any text.
  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return text == pattern }
    guard text.hasPrefix(first), text.hasSuffix(last), text.count >= first.count + last.count else { return false }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  private static func each(
    _ parts: [RQLExpression], _ fields: (String) -> QueryField<Row>?
  ) throws(PlatformProblem) -> [RowFilter] {
    var filters: [RowFilter] = []
    for part in parts { filters.append(try RowFilter(part, fields: fields)) }
    return filters
  }

  private static func field(
    _ property: String, _ fields: (String) -> QueryField<Row>?
  ) throws(PlatformProblem) -> QueryField<Row> {
    guard let field = fields(property) else {
      throw .badRequest(field: property, "The property '\(property)' cannot be filtered.")
    }
    return field
  }

  private static func value(
    _ operand: RQLOperand, _ field: QueryField<Row>, _ property: String
  ) throws(PlatformProblem) -> QueryValue {
    guard let value = field.value(of: operand) else {
      throw .badRequest(field: property, "The value for '\(property)' cannot be read as what it is.")
    }
    return value
  }
}
