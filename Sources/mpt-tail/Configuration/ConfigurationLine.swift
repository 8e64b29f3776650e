/// One line of a configuration, read from left to right.
struct ConfigurationLine {
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
  }

  var isAtEnd: Bool { rest.isEmpty || rest.first == "#" }

  mutating func skipSpace() {
    while let next = rest.first, next == " " || next == "\t" || next == "\r" { rest.removeFirst() }
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  /// Nothing but a comment may follow.
  mutating func end() throws(ConfigurationFailure) {
    skipSpace()
    if !isAtEnd { throw failure("'\(shortRest)' is too much here.") }
  }

  /// A name, bare or in quotes.
  mutating func key() throws(ConfigurationFailure) -> String {
    skipSpace()
    if rest.first == "\"" || rest.first == "'" { return try string() }
    var name = String.UnicodeScalarView()
    while let next = rest.first, Self.isBare(next) { name.append(rest.removeFirst()) }
    guard !name.isEmpty else { throw failure("'\(shortRest)' is no name of a setting.") }
    return String(name)
  }

  /// The parts of a section's name.
  mutating func name(until end: Unicode.Scalar) throws(ConfigurationFailure) -> [String] {
    var parts: [String] = []
    repeat {
      parts.append(try key())
      skipSpace()
    } while take(".")
    guard take(end) else { throw failure("the section's name does not end with ']'.") }
    return parts
  }

  mutating func value() throws(ConfigurationFailure) -> ConfigurationFile.Value {
    skipSpace()
    if rest.first == "\"" || rest.first == "'" { return .string(try string()) }
    if take("[") { return .list(try list()) }
    var word = String.UnicodeScalarView()
    while let next = rest.first, next != " ", next != "\t", next != "\r", next != "#" {
      word.append(rest.removeFirst())
    }
    let text = String(word)
    if text == "true" || text == "false" { return .bool(text == "true") }
    let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B }
    if isNumber, let number = Double(text), number.isFinite { return .number(number) }
    if text.isEmpty { throw failure("the value is missing.") }
    throw failure("'\(Self.short(text))' is no value; texts stand in quotes.")
  }

  private mutating func list() throws(ConfigurationFailure) -> [String] {
    var items: [String] = []
    while true {
      skipSpace()
      if take("]") { return items }
      guard rest.first == "\"" || rest.first == "'" else {
        throw failure(isAtEnd ? "the list does not end with ']' in this line." : "a list holds texts in quotes.")
      }
      items.append(try string())
      skipSpace()
      if !take(","), rest.first != "]" { throw failure("in the list a ',' or ']' is missing.") }
    }
  }

  private mutating func string() throws(ConfigurationFailure) -> String {
    let quote = rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let next = rest.popFirst() {
      if next == quote { return String(text) }
      text.append(next == "\\" && quote == "\"" ? try escaped() : next)
    }
    throw failure("a text does not end with its quote.")
  }

  private mutating func escaped() throws(ConfigurationFailure) -> Unicode.Scalar {
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "t": return "\t"
    case "n": return "\n"
    case "u":
      let digits = String(String.UnicodeScalarView(rest.prefix(4)))
      guard digits.utf8.count == 4, let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else { break }
      rest.removeFirst(4)
      return scalar
    default: break
    }
    throw failure("a backslash in \"…\" stands before \\, \", t, n or uXXXX; '…' takes it as it is.")
  }

  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
      || scalar == "_"
  }

  private var shortRest: String { Self.short(String(String.UnicodeScalarView(rest))) }

  private static func short(_ text: String) -> String { text.count > 30 ? text.prefix(29) + "…" : text }

  private func failure(_ sentence: String) -> ConfigurationFailure { ConfigurationFailure(sentence: sentence) }
}
