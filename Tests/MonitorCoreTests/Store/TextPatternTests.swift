import MonitorCore
import Testing

@Suite struct TextPatternTests {
  private static func finds(_ pattern: String, _ text: String) throws -> Bool {
    var matcher = TextMatcher(try TextPattern(pattern))
    return matcher.isIn(Array(text.utf8))
  }

  @Test(arguments: [
    ("", "", true), ("", "abc", true), ("b", "abc", true), ("abcd", "abc", false), ("buyer", "The BUYER's", true),
    ("Buyer", "the buyer", false), ("Buyer", "the Buyer", true), ("transfer to 'acc-", "x transfer to 'ACC-1'", true),
    (#"\."#, "abc", false), (#"\."#, "a.c", true), (#"a\b"#, "a b", true), (#"\bcat\b"#, "a cat.", true),
    (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true), ("^abc$", "abc", true), ("^abc$", "x\nabc\ny", true),
    ("^abc$", "abcd", false), (#"\Aabc"#, "x\nabc", false), (#"abc\z"#, "abc\n", false), ("a.c", "a\nc", false),
    ("a.c", "aéc", true), ("a..c", "aéc", false), ("colou?r", "COLOR", true), ("a{2,3}b", "ab", false),
    ("a{2,3}b", "caaab", true), ("^a{2}$", "aaa", false), ("{{BuyerId}}", "Starting {{BuyerId}}", true),
    ("{{BuyerId}}", "Starting {{buyerId}}", false), ("a{,3}", "a{,3}", true), ("a{x}", "a{x}", true),
    ("(foo|bar)+baz", "xfoobarbaz", true), ("(?:foo|)bar", "bar", true), ("(?i)FOO", "foo", true),
    ("(?<name>x)y", "xy", true), ("(?P<name>x)y", "xy", true), ("[a-c]+d", "zabcd", true), ("[^a-c]d", "ad", false),
    ("[^a]", "A", false), ("[^a]", "aAa", false), ("[^A]", "a", true), ("[]x]", "]", true), ("[a-]", "-", true),
    (#"[\d.]+s"#, "1.5s", true), (#"\d{3}"#, "12a34", false), (#"\w+é"#, "café", true), ("É", "é", false),
    ("é", "É", true), ("straße", "STRAßE", true), ("жук", "ЖУК", true), ("[α-ω]+", "ΑΒΓ", true), ("日本", "x日本y", true),
    ("[日-本]", "国", false), ("[一-龠]", "月", true), ("😀+", "a😀😀", true), (#"\x41\u{1F600}"#, "A😀", true),
    (#"\x41"#, "a", false), ("[[:digit:]]+%", "57%", true), ("a*", "", true), ("(a*)*b", "aaac", false),
    ("x*?y", "xxy", true),
    (#"\S+@\S+"#, "mail a@b now", true), (#"\("#, "f(x)", true), ("a|", "zzz", true), ("$^", "", true),
    ("k", "\u{212A}", false),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try Self.finds(pattern, text) == expected)
    // A group makes an expression of a literal.
    if !pattern.contains("(?i)") { #expect(try Self.finds("(\(pattern))", text) == expected) }
  }

  @Test(arguments: [
    "(", ")", "a)", "(a", "[", "[a", "[z-a]", "*", "+a", "a**", "a++", "a{3,2}", "a{1001}", "\\", #"\q"#, #"\1"#,
    "(?=a)",
    "(?<=a)b", "(?!a)", "(?<name", #"\x4"#, #"\x{110000}"#, #"\u{D800}"#, "[[:foo:]]",
    "(((((a{1000}){1000}){1000}){1000}){1000})",
    "((((){1000}){1000}){1000})", String(repeating: "(", count: 200) + String(repeating: ")", count: 200),
    String(repeating: "a", count: 5000),
  ])
  func refusesWithASentence(_ pattern: String) {
    let error = #expect(throws: PatternError.self) { try TextPattern(pattern) }
    #expect(error?.sentence.hasSuffix(".") == true)
  }

  @Test func readsFilters() throws {
    let excluding = try TextPattern(filter: "!error")
    #expect(excluding.isExcluding && excluding.source == "error")
    #expect(try !TextPattern(filter: "a!b").isExcluding)
    #expect(try TextPattern("x+") == TextPattern("x+") && TextPattern("x+") != TextPattern("y+"))
  }

  @Test(arguments: [
    ("a", "banana", [1..<2, 3..<4, 5..<6]), ("an", "BANANA", [1..<3, 3..<5]), ("a+", "aabaaa", [0..<2, 3..<6]),
    ("foo|foobar", "xfoobar", [1..<7]), ("x*", "axxa", [1..<3]), ("^.", "ab\ncd", [0..<1, 3..<4]),
    ("é+", "xéé", [1..<5]),
    ("", "abc", []), (#"\b\w"#, "ab cd", [0..<1, 3..<4]), ("(ab|abcd)(e|cdef)", "abcdef", [0..<6]),
    ("a.*b|b", "bab", [0..<1, 1..<3]),
  ])
  func setsOffWhatMatches(_ pattern: String, _ text: String, _ expected: [Range<Int>]) throws {
    let matcher = TextMatcher(try TextPattern(pattern))
    #expect(matcher.ranges(in: Array(text.utf8)) == expected)
    #expect(matcher.ranges(in: Array(text.utf8), limit: 1) == Array(expected.prefix(1)))
  }

  @Test func isLinearInHostileExpressions() throws {
    let text = Array(String(repeating: "a", count: 4_000).utf8)
    for pattern in [
      "(a+)+$b", "(a|a)*b", "(a*)*(a*)*(a*)*c", "(a|b)*a(a|b){12}c", "(x+x+)+y", "(.*)(.*)(.*)(.*)(.*)[^a]",
    ] {
      var matcher = TextMatcher(try TextPattern(pattern))
      let isFound = matcher.isIn(text)
      #expect(!isFound)
      #expect(matcher.ranges(in: Array(text.prefix(300))).isEmpty)
    }
  }

  @Test func forgetsStatesWithoutForgettingTheMatch() throws {
    var random = SplitMix64(seed: 3)
    var matcher = TextMatcher(try TextPattern("a[ab]{13}c"))
    let text = (0..<12_000).map { _ in UInt8.random(in: 0x61...0x62, using: &random) }
    let word = Array("abbbbbbbbbbbbbc".utf8)
    let found = [text, text + word, word, Array("bbbbbbbbbbbbbbc".utf8)].map { matcher.isIn($0) }
    #expect(found == [false, true, true, false])
  }

  /// Random expressions against a matcher that only knows what the tree means.
  @Test(arguments: 0..<20) func agreesWithBacktracking(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let tree = ReferenceExpression.random(depth: 3, using: &random)
      var matcher = TextMatcher(try TextPattern("(\(tree.source))"))
      for _ in 0..<8 {
        let text = (0..<Int.random(in: 0..<7, using: &random)).map { _ in UInt8.random(in: 0x61...0x63, using: &random)
        }
        let isFound = matcher.isIn(text)
        #expect(isFound == tree.isIn(text), "\(tree.source) in \(String(decoding: text, as: UTF8.self))")
      }
    }
  }
}

/// A small expression and all ends that it can reach.
indirect enum ReferenceExpression {
  case letter(UInt8)
  case any
  case both(ReferenceExpression, ReferenceExpression)
  case either(ReferenceExpression, ReferenceExpression)
  case star(ReferenceExpression)
  case maybe(ReferenceExpression)
  case start
  case end

  static func random(depth: Int, using random: inout SplitMix64) -> ReferenceExpression {
    let kind = Int.random(in: depth == 0 ? 0..<6 : 0..<16, using: &random)
    switch kind {
    case 0..<4: return .letter(UInt8.random(in: 0x61...0x63, using: &random))
    case 4: return .any
    case 5: return Int.random(in: 0..<4, using: &random) == 0 ? .start : .end
    case 6..<10: return .both(.random(depth: depth - 1, using: &random), .random(depth: depth - 1, using: &random))
    case 10..<12: return .either(.random(depth: depth - 1, using: &random), .random(depth: depth - 1, using: &random))
    case 12..<14: return .star(.random(depth: depth - 1, using: &random))
    default: return .maybe(.random(depth: depth - 1, using: &random))
    }
  }

  var source: String {
    switch self {
    case .letter(let byte): String(UnicodeScalar(byte))
    case .any: "."
    case .both(let left, let right): left.source + right.source
    case .either(let left, let right): "(?:\(left.source)|\(right.source))"
    case .star(let inside): "(?:\(inside.source))*"
    case .maybe(let inside): "(?:\(inside.source))?"
    case .start: "^"
    case .end: "$"
    }
  }

  func isIn(_ text: [UInt8]) -> Bool {
    (0...text.count).contains { !ends(text, from: [$0]).isEmpty }
  }

  private func ends(_ text: [UInt8], from starts: Set<Int>) -> Set<Int> {
    switch self {
    case .letter(let byte): Set(starts.filter { $0 < text.count && text[$0] == byte }.map { $0 + 1 })
    case .any: Set(starts.filter { $0 < text.count }.map { $0 + 1 })
    case .both(let left, let right): right.ends(text, from: left.ends(text, from: starts))
    case .either(let left, let right): left.ends(text, from: starts).union(right.ends(text, from: starts))
    case .maybe(let inside): starts.union(inside.ends(text, from: starts))
    case .star(let inside): Self.closure(starts) { inside.ends(text, from: $0) }
    case .start: starts.filter { $0 == 0 }
    case .end: starts.filter { $0 == text.count }
    }
  }

  private static func closure(_ starts: Set<Int>, _ step: (Set<Int>) -> Set<Int>) -> Set<Int> {
    var all = starts
    while true {
      let more = all.union(step(all))
      if more == all { return all }
      all = more
    }
  }
}
