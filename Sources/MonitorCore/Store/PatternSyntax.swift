/// What the text of a regular expression says without compiling it: whether it is plain words, whether case matters,
/// and which words every match holds.
///
/// Only what is certain is reported: where the syntax is beyond this reader, there are no words.
struct PatternSyntax {
  /// Whether the expression has an upper-case letter that stands for itself; then case matters.
  private(set) var hasUppercase = false

  private let text: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private var isInClass = false
  private var isPlain = true
  private var hasWords = true
  /// Runs of characters that stand for themselves, outside all groups.
  private var runs: [[Unicode.Scalar]] = [[]]

  init(_ expression: String) {
    text = Array(expression.unicodeScalars)
    while index < text.count { readNext() }
  }

  /// The bytes of an expression that is plain words; `nil` for every other one, and where case is ignored and folding
  /// is not a matter of ASCII letters alone.
  var literal: [UInt8]? {
    guard isPlain, hasUppercase || !runs[0].contains(where: Self.foldsBeyondASCII) else { return nil }
    return Self.bytes(runs[0])
  }

  /// The longest run of bytes that is in each text that the expression matches; empty where there is none. Where case is
  /// ignored, it is ignored for these too, as far as ASCII letters go.
  var requiredWords: [UInt8] {
    guard hasWords else { return [] }
    // To PCRE2 the Kelvin sign is a `k`, and the long s an `s`.
    let runs =
      hasUppercase
      ? runs
      : runs.flatMap { $0.split { Self.foldsBeyondASCII($0) || "ksKS".unicodeScalars.contains($0) }.map(Array.init) }
    return runs.map(Self.bytes).max { $0.count < $1.count } ?? []
  }

  private static func foldsBeyondASCII(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && (scalar.properties.changesWhenCaseMapped || scalar.properties.changesWhenCaseFolded)
  }

  private static func bytes(_ scalars: [Unicode.Scalar]) -> [UInt8] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return Array(String(view).utf8)
  }

  private mutating func readNext() {
    let scalar = text[index]
    index += 1
    switch scalar {
    case "\\": readEscape()
    case "[": readClass()
    case "(": readGroupStart()
    case ")":
      depth = max(0, depth - 1)
      endRun()
    case "|":
      if depth == 0 { hasWords = false }
      endRun()
    case "*", "?": dropLast()
    case "{" where index < text.count && "0123456789, ".unicodeScalars.contains(text[index]): dropLast()
    case ".", "^", "$", "+": endRun()
    default: append(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.properties.isUppercase { hasUppercase = true }
    if depth == 0, !isInClass { runs[runs.count - 1].append(scalar) }
  }

  private mutating func endRun() {
    isPlain = false
    if runs.last?.isEmpty == false { runs.append([]) }
  }

  /// What stands before a repetition need not be there.
  private mutating func dropLast() {
    if depth == 0 { _ = runs[runs.count - 1].popLast() }
    endRun()
  }

  /// From after a backslash.
  private mutating func readEscape() {
    guard index < text.count else { return endRun() }
    let scalar = text[index]
    index += 1
    if !scalar.isASCII || !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) { return append(scalar) }
    endRun()
    switch scalar {
    case "Q":
      hasWords = false
      while index < text.count, !(text[index] == "\\" && peek("E", ahead: 1)) {
        if text[index].properties.isUppercase { hasUppercase = true }
        index += 1
      }
    case "x": readNumber()
    case "c": index += 1
    case "p", "P", "N", "o", "g", "k":
      let brackets: [(Unicode.Scalar, Unicode.Scalar)] = [("{", "}"), ("<", ">"), ("'", "'")]
      if let (_, close) = brackets.first(where: { peek($0.0) }) {
        index += 1
        skip(beyond: close)
      } else if scalar == "p" || scalar == "P" {
        index += 1
      }
    default: break
    }
  }

  /// The number of a character, `41` or `{41}`.
  private mutating func readNumber() {
    let isBraced = peek("{")
    if isBraced { index += 1 }
    var value: UInt32 = 0
    let end = isBraced ? text.count : min(text.count, index + 2)
    while index < end, text[index].isASCII, let digit = Character(text[index]).hexDigitValue {
      value = value << 4 | UInt32(digit)
      index += 1
    }
    if isBraced, peek("}") { index += 1 }
    if Unicode.Scalar(value)?.properties.isUppercase == true { hasUppercase = true }
  }

  /// From after a bracket to after the other one.
  private mutating func readClass() {
    endRun()
    isInClass = true
    defer { isInClass = false }
    if peek("^") { index += 1 }
    let start = index
    while index < text.count, text[index] != "]" || index == start {
      switch text[index] {
      case "\\":
        index += 1
        if index < text.count { readEscape() }
      case "[" where peek(":", ahead: 1):
        // A named class where it is closed; otherwise two characters.
        var end = index + 2
        while end < text.count, text[end].properties.isAlphabetic || text[end] == "^" { end += 1 }
        index = end + 1 < text.count && text[end] == ":" && text[end + 1] == "]" ? end + 2 : index + 2
      default:
        if text[index].properties.isUppercase { hasUppercase = true }
        index += 1
      }
    }
    index += 1
  }

  /// From after an opening parenthesis: its options and names hold no letters that stand for themselves.
  private mutating func readGroupStart() {
    endRun()
    depth += 1
    if peek("*") {
      hasWords = false
      if peek(":", ahead: 1) || index + 1 < text.count && text[index + 1].properties.isUppercase { skipToParenthesis() }
      return
    }
    guard peek("?") else { return }
    index += 1
    if peek(":") { return index += 1 }
    hasWords = false
    if peek("#") || peek("&") { return skipToParenthesis() }
    if peek("P") { index += 1 }
    if peek("="), index > 0, text[index - 1] == "P" { return skipToParenthesis() }
    if peek(">"), text[index - 1] == "P" { return skipToParenthesis() }
    if peek("<"), !peek("=", ahead: 1), !peek("!", ahead: 1) { return skip(beyond: ">") }
    if peek("'") {
      index += 1
      return skip(beyond: "'")
    }
    if peek("("), !peek("?", ahead: 1), !peek("*", ahead: 1) { return skip(beyond: ")") }
    while index < text.count,
      text[index].properties.isAlphabetic || "0123456789^+-".unicodeScalars.contains(text[index])
    {
      index += 1
    }
  }

  private func peek(_ scalar: Unicode.Scalar, ahead: Int = 0) -> Bool {
    index + ahead < text.count && text[index + ahead] == scalar
  }

  private mutating func skip(beyond scalar: Unicode.Scalar) {
    while index < text.count, text[index] != scalar { index += 1 }
    index = min(text.count, index + 1)
  }

  private mutating func skipToParenthesis() {
    while index < text.count, text[index] != ")" { index += 1 }
  }
}
