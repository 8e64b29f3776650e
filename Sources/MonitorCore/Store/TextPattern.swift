/// What an entry's message, values or template must, or must not, match.
package struct TextPattern: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// These bytes, folded to lower case where case does not matter.
    case literal([UInt8], ignoresCase: Bool)
    case expression(ExpressionProgram)
    /// The value, and of which member it has to be; `nil` for any.
    case value([UInt8], of: [UInt8]?)
    case template(Int)
  }

  /// The pattern as typed, or what a person should read instead.
  package let source: String
  /// Whether entries that match are hidden.
  package var isExcluding: Bool
  let kind: Kind

  /// Reads a regular expression over the message as shown, its placeholders filled in: `. [] () | * + ? {n,m} ^ $`,
  /// `\d \w \s \b` and their opposites. Case matters only where the expression has an upper-case letter.
  /// Always matched in linear time, so look-around and back-references are refused.
  package init(_ expression: String, isExcluding: Bool = false) throws(PatternError) {
    let syntax = try ExpressionParser.parse(expression)
    if let literal = syntax.literal {
      kind = .literal(literal, ignoresCase: !syntax.mindsCase)
    } else {
      kind = .expression(try ExpressionProgram(syntax.root, ignoresCase: !syntax.mindsCase))
    }
    source = expression
    self.isExcluding = isExcluding
  }

  /// Reads what is typed as a filter: an expression, after a `!` one that excludes.
  package init(filter text: String) throws(PatternError) {
    if text.utf8.first == 0x21 {
      try self.init(String(text.dropFirst()), isExcluding: true)
    } else {
      try self.init(text)
    }
  }

  /// Entries with a parameter that has exactly this value: a string's text, or other JSON as sent.
  ///
  /// - Parameter name: which member's value, or list, it has to be in, wherever that member is; `nil` for any.
  package init(value: [UInt8], of name: [UInt8]? = nil, isExcluding: Bool = false) {
    let text = String(decoding: value, as: UTF8.self)
    source = name.map { "\(String(decoding: $0, as: UTF8.self))=\(text)" } ?? text
    self.isExcluding = isExcluding
    kind = .value(value, of: name)
  }

  /// Whether it is about a parameter's value, and says so itself.
  package var isOfValue: Bool { if case .value = kind { true } else { false } }

  /// Entries with the template that has this number in the store.
  package init(template: Int, source: String, isExcluding: Bool = false) {
    self.source = source
    self.isExcluding = isExcluding
    kind = .template(template)
  }
}

/// Why a pattern cannot be used.
package struct PatternError: Error, Sendable, Equatable {
  /// One sentence for the person who typed it; holds nothing from a server.
  package let sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }
}
