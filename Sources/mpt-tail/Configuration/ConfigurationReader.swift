/// Reads the words of a configuration from left to right. A failure without a line of its own is in `line`.
struct ConfigurationReader {
  private var rest: Substring.UnicodeScalarView
  /// Where the next scalar stands, counted from 1.
  private(set) var line = 1

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
  }

  /// Goes to the next statement; false where there is none.
  mutating func beginsStatement() throws(ConfigurationFailure) -> Bool {
    try skipSpaceAndLines()
    return !rest.isEmpty
  }

  /// Nothing but a comment may follow on the line.
  mutating func endStatement() throws(ConfigurationFailure) {
    skipSpace()
    try skipComment()
    if rest.first == "\r", rest.dropFirst().first == "\n" { rest.removeFirst() }
    guard rest.isEmpty || rest.first == "\n" else { throw failure("'\(word)' is too much here.") }
  }

  func isAt(_ scalar: Unicode.Scalar) -> Bool { rest.first == scalar }

  mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    advance()
    return true
  }

  mutating func skipSpace() {
    while let next = rest.first, next == " " || next == "\t" { rest.removeFirst() }
  }

  mutating func skipSpaceAndLines() throws(ConfigurationFailure) {
    while let next = rest.first {
      switch next {
      case " ", "\t", "\r", "\n": advance()
      case "#": try skipComment()
      default: return
      }
    }
  }

  /// The parts of a section's name, after its `[`.
  mutating func header() throws(ConfigurationFailure) -> [String] {
    if isAt("[") { throw failure("a list of sections ([[…]]) is nothing that a setting takes; write [NAME].") }
    let name = try keys()
    guard consume("]") else { throw failure("the section's name does not end with ']'.") }
    return name
  }

  /// The parts of a dotted key, bare or in quotes.
  mutating func keys() throws(ConfigurationFailure) -> [String] {
    var parts: [String] = []
    repeat {
      skipSpace()
      parts.append(try key())
      skipSpace()
    } while consume(".")
    return parts
  }

  private mutating func key() throws(ConfigurationFailure) -> String {
    if isAt("\"") || isAt("'") { return try string(mayHoldLines: false) }
    var name = String.UnicodeScalarView()
    while let next = rest.first, Self.isBare(next) { name.append(rest.removeFirst()) }
    guard !name.isEmpty else { throw failure("'\(word)' is no name of a setting.") }
    return String(name)
  }

  mutating func value() throws(ConfigurationFailure) -> ConfigurationFile.Value {
    skipSpace()
    if isAt("\"") || isAt("'") { return .string(try string()) }
    if consume("[") { return .list(try list()) }
    var word = String.UnicodeScalarView()
    while let next = rest.first, !Self.endsWord(next) { word.append(rest.removeFirst()) }
    let text = String(word)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "": throw failure("the value is missing.")
    default:
      if let number = Self.number(text) { return .number(number) }
      if text.first?.isNumber == true, text.contains(where: { $0 == ":" || $0 == "-" }) {
        throw failure("'\(Self.short(text))' is a date, which no setting takes; texts stand in quotes.")
      }
      throw failure("'\(Self.short(text))' is no value; texts stand in quotes.")
    }
  }

  private mutating func list() throws(ConfigurationFailure) -> [String] {
    var items: [String] = []
    while true {
      try skipSpaceAndLines()
      if consume("]") { return items }
      guard isAt("\"") || isAt("'") else {
        throw failure(rest.isEmpty ? "a list does not end with ']'." : "a list holds texts in quotes.")
      }
      items.append(try string())
      try skipSpaceAndLines()
      if !consume(","), !isAt("]") { throw failure("in the list a ',' or ']' is missing.") }
    }
  }

  private mutating func string(mayHoldLines: Bool = true) throws(ConfigurationFailure) -> String {
    let quote = rest.removeFirst()
    let begin = line
    let isLong = mayHoldLines && rest.starts(with: [quote, quote])
    if isLong {
      rest.removeFirst(2)
      // A line break right after the quotes is not part of the text.
      if rest.starts(with: ["\r", "\n"]) { advance() }
      _ = consume("\n")
    }
    var text = String.UnicodeScalarView()
    while let next = rest.first {
      if next == quote, !isLong {
        rest.removeFirst()
        return String(text)
      }
      if next == quote, rest.starts(with: [quote, quote, quote]) {
        // Up to two quotes may stand before those that end the text.
        var count = rest.prefix(5).prefix { $0 == quote }.count
        rest.removeFirst(count)
        while count > 3 {
          text.append(quote)
          count -= 1
        }
        return String(text)
      }
      if next == "\n", !isLong { break }
      advance()
      if next == "\\", quote == "\"" {
        if let scalar = try escaped(isLong: isLong) { text.append(scalar) }
      } else if next.value < 0x20 && next != "\t" && next != "\n" && next != "\r" || next.value == 0x7F {
        throw failure("a text holds a control character; \"\\u00XX\" says which is meant.")
      } else {
        text.append(next)
      }
    }
    throw ConfigurationFailure(line: begin, sentence: "a text does not end with its quote.")
  }

  /// What a backslash means; `nil` for one that ends a line, which goes on with the next word.
  private mutating func escaped(isLong: Bool) throws(ConfigurationFailure) -> Unicode.Scalar? {
    if isLong, rest.first.map({ $0 == "\n" || $0 == "\r" || $0 == " " || $0 == "\t" }) == true {
      while let next = rest.first, next == "\n" || next == "\r" || next == " " || next == "\t" { advance() }
      return nil
    }
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": if let scalar = hexadecimal(4) { return scalar }
    case "U": if let scalar = hexadecimal(8) { return scalar }
    default: break
    }
    throw failure(#"a backslash in "…" stands before \, ", b, f, n, r, t, uXXXX or UXXXXXXXX; '…' takes it as it is."#)
  }

  private mutating func hexadecimal(_ count: Int) -> Unicode.Scalar? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.properties.isASCIIHexDigit),
      let scalar = UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
    else { return nil }
    rest.removeFirst(count)
    return scalar
  }

  private mutating func skipComment() throws(ConfigurationFailure) {
    guard isAt("#") else { return }
    while let next = rest.first, next != "\n" { rest.removeFirst() }
  }

  private mutating func advance() {
    if rest.removeFirst() == "\n" { line += 1 }
  }

  /// An integer or a float; `nil` for anything else. Infinite ones are no setting's.
  static func number(_ text: String) -> Double? {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    // An underscore stands between two digits.
    for (left, right) in zip(parts, parts.dropFirst()) {
      guard left.last?.isHexDigit == true, right.first?.isHexDigit == true else { return nil }
    }
    let digits = parts.joined()
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      guard digits.dropFirst(2).first.map({ $0 != "-" && $0 != "+" }) == true else { return nil }
      return UInt64(digits.dropFirst(2), radix: radix).map { Double($0) }
    }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
      digits.contains(where: \.isNumber), let number = Double(digits), number.isFinite
    else { return nil }
    return number
  }

  private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
      || scalar == "_"
  }

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\r", "\n", "#", ",", "]", "}": true
    default: false
    }
  }

  /// What stands here, for a sentence: the rest of the line, shortened.
  private var word: String {
    Self.short(String(String.UnicodeScalarView(rest.prefix(64).prefix { $0 != "\n" && $0 != "\r" })))
  }

  private static func short(_ text: String) -> String { text.count > 30 ? text.prefix(29) + "…" : text }

  private func failure(_ sentence: String) -> ConfigurationFailure {
    ConfigurationFailure(line: line, sentence: sentence)
  }
}
