/// Reads a regular expression.
struct ExpressionParser {
  static let longest = 4096
  static let maxRepeats = 1000
  private static let deepest = 100

  private let text: [UInt32]
  private var place = 0
  private var depth = 0
  private var hasUppercase = false
  private var mindsCase: Bool?

  private init(_ expression: String) {
    text = expression.unicodeScalars.map(\.value)
  }

  static func parse(_ expression: String) throws(PatternError) -> ExpressionSyntax {
    guard expression.utf8.count <= longest else {
      throw PatternError("The pattern is longer than \(longest) bytes.")
    }
    var parser = ExpressionParser(expression)
    let root = try parser.alternatives()
    if parser.place < parser.text.count { throw PatternError("There is a ) without its (.") }
    return ExpressionSyntax(root: root, mindsCase: parser.mindsCase ?? parser.hasUppercase)
  }

  private func peek(_ character: Unicode.Scalar, ahead: Int = 0) -> Bool {
    place + ahead < text.count && text[place + ahead] == character.value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek(character) else { return false }
    place += 1
    return true
  }

  private mutating func alternatives() throws(PatternError) -> ExpressionSyntax.Node {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(PatternError) -> ExpressionSyntax.Node {
    var nodes: [ExpressionSyntax.Node] = []
    while place < text.count, !peek("|"), !peek(")") {
      let node = try atom()
      nodes.append(try quantified(node))
    }
    return .sequence(nodes)
  }

  private mutating func quantified(_ node: ExpressionSyntax.Node) throws(PatternError) -> ExpressionSyntax.Node {
    let bounds: (least: Int, most: Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if let counted = try countedBounds() {
      bounds = counted
    } else {
      return node
    }
    // Whether as much or as little as possible is taken does not change what matches.
    _ = take("?")
    if peek("*") || peek("+") || peek("?") { throw PatternError("A repetition is repeated again; group it with ( ).") }
    return .repeated(node, bounds.least, bounds.most)
  }

  /// `{2}`, `{2,}` or `{2,5}`; every other brace is an ordinary character, as templates are full of them.
  private mutating func countedBounds() throws(PatternError) -> (least: Int, most: Int?)? {
    guard peek("{") else { return nil }
    let start = place
    place += 1
    let least = number()
    var most = least
    if take(",") { most = number() }
    guard let least, take("}") else {
      place = start
      return nil
    }
    guard least <= Self.maxRepeats, most ?? 0 <= Self.maxRepeats else {
      throw PatternError("A repetition counts beyond \(Self.maxRepeats).")
    }
    if let most, most < least { throw PatternError("A repetition's upper bound is below its lower one.") }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while place < text.count, text[place] &- 0x30 < 10 {
      value = min((value ?? 0) * 10 + Int(text[place] - 0x30), Self.maxRepeats + 1)
      place += 1
    }
    return value
  }

  private mutating func atom() throws(PatternError) -> ExpressionSyntax.Node {
    let character = text[place]
    place += 1
    switch Unicode.Scalar(character) {
    case "(": return try group()
    case "[":
      var parser = CharacterClassParser(text, from: place)
      let ranges = try parser.parse()
      hasUppercase = hasUppercase || parser.hasUppercase
      place = parser.place
      return .scalars(ranges, isInverted: parser.isInverted)
    case ".": return .scalars([0x0A...0x0A], isInverted: true)
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    case "*", "+", "?": throw PatternError("A repetition has nothing before it.")
    case "\\": return try escape()
    default:
      note(character)
      return .scalars([character...character], isInverted: false)
    }
  }

  private mutating func group() throws(PatternError) -> ExpressionSyntax.Node {
    depth += 1
    guard depth <= Self.deepest else { throw PatternError("Groups are nested deeper than \(Self.deepest).") }
    defer { depth -= 1 }
    if take("?") {
      if take("i") {
        guard take(")") else { throw PatternError("Only (?i) and (?: ) are known of the groups that begin with (?.") }
        mindsCase = false
        return .nothing
      }
      if peek("P"), peek("<", ahead: 1) { place += 1 }
      if peek("<"), !peek("=", ahead: 1), !peek("!", ahead: 1) {
        while place < text.count, !peek(">") { place += 1 }
        guard take(">") else { throw PatternError("A group's name is not closed with >.") }
      } else if !take(":") {
        throw PatternError("Look-around and other special groups are not supported, only (?: ) and (?i).")
      }
    }
    let inside = try alternatives()
    guard take(")") else { throw PatternError("There is a ( without its ).") }
    return inside
  }

  private mutating func escape() throws(PatternError) -> ExpressionSyntax.Node {
    guard place < text.count else { throw PatternError("The pattern ends with a lone \\.") }
    if let assertion = Self.assertions[text[place]] {
      place += 1
      return .assertion(assertion)
    }
    if text[place] &- 0x31 < 9 { throw PatternError("Back-references such as \\1 are not supported.") }
    let (ranges, end) = try CharacterClass.escape(text, at: place)
    if ranges.count == 1, ranges[0].count == 1 { note(ranges[0].lowerBound) }
    place = end
    return .scalars(ranges, isInverted: false)
  }

  private static let assertions: [UInt32: ExpressionSyntax.Assertion] = [
    0x62: .wordEdge, 0x42: .noWordEdge, 0x41: .textStart, 0x7A: .textEnd, 0x5A: .textEnd,
  ]

  private mutating func note(_ character: UInt32) {
    if Unicode.Scalar(character)?.properties.isUppercase == true { hasUppercase = true }
  }
}
