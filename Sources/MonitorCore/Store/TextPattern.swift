/// What an entry's message, values or template must, or must not, match.
package struct TextPattern: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Plain words; where case is ignored, that of ASCII letters.
    case literal([UInt8], ignoresCase: Bool)
    case expression(RegularExpression)
    /// The value, and the name of the member that it has to be in; `nil` for any.
    case value([UInt8], of: [UInt8]?)
    case template(Int)
  }

  /// The pattern as typed, or what a person should read instead.
  package let source: String
  /// Whether entries that match are hidden.
  package var isExcluding: Bool
  let kind: Kind

  /// Compiles a regular expression over the message as shown, its placeholders filled in. The syntax is that of PCRE2;
  /// `^` and `$` match at lines, `\d \w \s \b` know Unicode. Case matters only where the expression has an upper-case
  /// letter.
  ///
  /// Throws for an expression that PCRE2 refuses, with its offset, and for one of more than 4 096 bytes.
  package init(_ expression: String, isExcluding: Bool = false) throws(PatternError) {
    let syntax = PatternSyntax(expression)
    let ignoresCase = !syntax.hasUppercase
    if let literal = syntax.literal, literal.count <= RegularExpression.maxBytes {
      kind = .literal(literal, ignoresCase: ignoresCase)
    } else {
      kind = .expression(
        try RegularExpression(expression, ignoresCase: ignoresCase, requiredWords: syntax.requiredWords))
    }
    source = expression
    self.isExcluding = isExcluding
  }

  /// Compiles what is typed as a filter: an expression, after a `!` one that excludes.
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
  /// One sentence for the person who typed it, without a full stop; holds nothing from a server.
  package let sentence: String
  /// Where in the expression the fault was found, in bytes; `nil` where it is about the whole.
  package let offset: Int?

  /// The expression needs more time or memory than searching may take.
  package static let tooSlow = PatternError("this expression is too slow")

  init(_ sentence: String) {
    self.sentence = sentence
    offset = nil
  }

  /// Adds the position to the sentence, counted in characters from 1.
  init(_ sentence: String, at offset: Int, in expression: String) {
    let before = String(decoding: expression.utf8.prefix(offset), as: UTF8.self)
    let position = before.unicodeScalars.count
    self.sentence = "\(sentence), at \(offset >= expression.utf8.count ? "the end" : "character \(position + 1)")"
    self.offset = offset
  }
}
