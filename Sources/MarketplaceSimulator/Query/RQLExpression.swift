/// A filter as written, before it is known what it filters.
indirect enum RQLExpression: Hashable, Sendable {
  case compare(RQLOperator, property: String, RQLOperand)
  case contained(property: String, [RQLOperand], negated: Bool)
  case all([RQLExpression])
  case any([RQLExpression])
  case not(RQLExpression)
}

/// The comparisons of the platform's query language.
enum RQLOperator: String, CaseIterable, Sendable {
  case eq, ne, gt, ge, lt, le, like, ilike
}

/// The right side of a comparison.
enum RQLOperand: Hashable, Sendable {
  case text(String)
  /// `null()` and `empty()`.
  case nothing
}
