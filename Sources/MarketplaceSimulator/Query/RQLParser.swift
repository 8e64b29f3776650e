/// Reads the expressions of the platform's query language from text that is already percent-decoded.
///
///     expression = term { ("," | "&" | ";" | "|") term }      "," and "&" mean and; ";" and "|" mean or, binding less
///     term       = name "(" arguments ")" | "(" expression ")" | property "=" value
///     value      = '"' text '"' | "'" text "'" | bare | null() | empty()
struct RQLParser {
  private let text: [UInt8]
  private var position = 0
  private var depth = 0

  /// What is wrong with a query, in words for the problem answer.
  struct Failure: Error, Hashable {
    let text: String
  }

  private static let maxDepth = 32

  /// The expression that `text` says, or nil for an empty text.
  static func parse(_ text: String) throws(Failure) -> RQLExpression? {
    var parser = RQLParser(text: Array(text.utf8))
    guard !parser.text.isEmpty else { return nil }
    let expression = try parser.expression()
    guard parser.position == parser.text.count else { throw parser.failure("unexpected character") }
    return expression
  }

  private init(text: [UInt8]) {
    self.text = text
  }

  private mutating func expression() throws(Failure) -> RQLExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw failure("nested too deeply") }
    var alternatives: [RQLExpression] = []
    var terms = [try term()]
    while let separator = peek {
      if consume(",") || consume("&") {
        terms.append(try term())
      } else if separator == UInt8(ascii: ";") || separator == UInt8(ascii: "|") {
        position += 1
        alternatives.append(Self.joined(terms, RQLExpression.all))
        terms = [try term()]
      } else {
        break
      }
    }
    alternatives.append(Self.joined(terms, RQLExpression.all))
    return Self.joined(alternatives, RQLExpression.any)
  }

  private static func joined(
    _ parts: [RQLExpression], _ join: ([RQLExpression]) -> RQLExpression
  ) -> RQLExpression {
    parts.count == 1 ? parts[0] : join(parts)
  }

  private mutating func term() throws(Failure) -> RQLExpression {
    skipSpaces()
    if consume("(") {
      let inner = try expression()
      try expect(")")
      return inner
    }
    let name = word()
    guard !name.isEmpty else { throw failure("a name was expected") }
    if consume("=") { return .compare(.eq, property: name, try operand()) }
    try expect("(")
    let result = try call(name)
    try expect(")")
    return result
  }

  private mutating func call(_ name: String) throws(Failure) -> RQLExpression {
    if let comparison = RQLOperator(rawValue: name) {
      let property = try property()
      return .compare(comparison, property: property, try operand())
    }
    switch name {
    case "in", "out":
      let property = try property()
      try expect("(")
      var operands = [try operand()]
      while consume(",") { operands.append(try operand()) }
      try expect(")")
      return .contained(property: property, operands, negated: name == "out")
    case "and", "or":
      var parts = [try argument()]
      while consume(",") { parts.append(try argument()) }
      return name == "and" ? .all(parts) : .any(parts)
    case "not":
      return .not(try expression())
    default:
      throw failure("unknown operator '\(name)'")
    }
  }

  /// One argument of `and` or `or`, where a comma ends it.
  private mutating func argument() throws(Failure) -> RQLExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw failure("nested too deeply") }
    return try term()
  }

  private mutating func property() throws(Failure) -> String {
    skipSpaces()
    let name = word()
    guard !name.isEmpty else { throw failure("a property was expected") }
    try expect(",")
    return name
  }

  private mutating func operand() throws(Failure) -> RQLOperand {
    skipSpaces()
    defer { skipSpaces() }
    for quote in ["\"", "'"] as [Unicode.Scalar] where consume(quote) {
      guard let end = text[position...].firstIndex(of: UInt8(ascii: quote)) else {
        throw failure("a quote is not closed")
      }
      defer { position = end + 1 }
      return .text(String(decoding: text[position..<end], as: UTF8.self))
    }
    let bare = word()
    if bare == "null" || bare == "empty", consume("(") {
      try expect(")")
      return .nothing
    }
    guard !bare.isEmpty else { throw failure("a value was expected") }
    return .text(bare)
  }

  private mutating func word() -> String {
    let start = position
    let stops = Array("(),&;|=\"' ".utf8)
    while position < text.count, !stops.contains(text[position]) { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private var peek: UInt8? {
    position < text.count ? text[position] : nil
  }

  private mutating func skipSpaces() {
    while peek == UInt8(ascii: " ") { position += 1 }
  }

  private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Failure) {
    skipSpaces()
    guard consume(scalar) else { throw failure("'\(scalar)' was expected") }
    skipSpaces()
  }

  private func failure(_ what: String) -> Failure {
    Failure(text: "The query cannot be read at character \(position + 1): \(what).")
  }
}

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
