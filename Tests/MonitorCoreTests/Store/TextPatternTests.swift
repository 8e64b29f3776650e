import MonitorCore
import Testing

@Suite struct TextPatternTests {
  private static func finds(_ pattern: String, _ text: String) throws -> Bool {
    var matcher = TextMatcher(try TextPattern(pattern))
    return matcher.isFound(in: Array(text.utf8))
  }

  @Test(arguments: [
    ("", "", true), ("", "abc", true), ("b", "abc", true), ("abcd", "abc", false), ("buyer", "The BUYER's", true),
    ("Buyer", "the buyer", false), ("Buyer", "the Buyer", true), ("transfer to 'acc-", "x transfer to 'ACC-1'", true),
    (#"\."#, "abc", false), (#"\."#, "a.c", true), (#"a\b"#, "a b", true), (#"\bcat\b"#, "a cat.", true),
    (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true), ("^abc$", "abc", true), ("^abc$", "x\nabc\ny", true),
    ("^abc$", "abcd", false), (#"\Aabc"#, "x\nabc", false), (#"abc\z"#, "abc\n", false), ("a.c", "a\nc", false),
    ("a.c", "aéc", true), ("a..c", "aéc", false), ("colou?r", "COLOR", true), ("a{2,3}b", "ab", false),
    ("a{2,3}b", "caaab", true), ("^a{2}$", "aaa", false), ("{{BuyerId}}", "Starting {{BuyerId}}", true),
    ("{{BuyerId}}", "Starting {{buyerId}}", false), ("a{x}", "a{x}", true),
    ("(foo|bar)+baz", "xfoobarbaz", true), ("(?:foo|)bar", "bar", true), ("(?i)FOO", "foo", true),
    ("(?<name>x)y", "xy", true), ("(?P<name>x)y", "xy", true), ("[a-c]+d", "zabcd", true), ("[^a-c]d", "ad", false),
    ("[^a]", "A", false), ("[^a]", "aAa", false), ("[^A]", "a", true), ("[]x]", "]", true), ("[a-]", "-", true),
    (#"[\d.]+s"#, "1.5s", true), (#"\d{3}"#, "12a34", false), (#"\w+é"#, "café", true), ("É", "é", false),
    ("é", "É", true), ("straße", "STRAßE", true), ("жук", "ЖУК", true), ("[α-ω]+", "ΑΒΓ", true), ("日本", "x日本y", true),
    ("[日-本]", "国", false), ("[一-龠]", "月", true), ("😀+", "a😀😀", true), (#"\x41\x{1F600}"#, "A😀", true),
    (#"\x41"#, "a", false), ("[[:digit:]]+%", "57%", true), ("a*", "", true), ("(a*)*b", "aaac", false),
    ("x*?y", "xxy", true), ("a++b", "aab", true), ("a++ab", "aaab", false),
    (#"\S+@\S+"#, "mail a@b now", true), (#"\("#, "f(x)", true), ("a|", "zzz", true), ("$^", "", true),
    ("(?=.*b)a", "a b", true), ("a(?!b)", "ab", false), (#"(?<=x)y"#, "xy", true), (#"(\w)\1"#, "aabb", true),
    (#"\p{Lu}\d"#, "a1 B2", true), (#"\d"#, "٣", true), (#"\bжук\b"#, "a жук.", true),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try Self.finds(pattern, text) == expected)
    // A group makes an expression of plain words. A number of a group would be another one.
    if !pattern.contains("(?i)"), !pattern.contains(#"\1"#) {
      #expect(try Self.finds("(\(pattern))", text) == expected)
    }
  }

  @Test(arguments: [
    // Names, classes and options have capitals that are no letters to be found.
    (#"\Sx"#, "-X", true), (#"\Wx"#, "-X", true), (#"\p{Lu}?x"#, "X", true), (#"\PLx"#, "1X", true),
    ("(?<Name>x)", "X", true), ("(?P<Name>x)(?P=Name)", "XX", true), ("(?'Name'x)", "X", true),
    (#"(?<Name>x)\k<Name>"#, "xX", true), (#"(?<Name>x)\k{Name}"#, "xX", true), (#"(?<Name>x)\k'Name'"#, "xX", true),
    ("(?<Name>x)(?&Name)", "xX", true), ("(?U)x+", "X", true), ("(?#Comment)x", "X", true), ("(*ACCEPT)x", "X", true),
    ("(x)(?(1)y|z)", "XY", true), ("(?<N>x)(?(<N>)y|z)", "XY", true), (#"\x{6B}"#, "K", true), (#"\x4b"#, "k", false),
    ("(?-i)x", "X", false), ("x(?-i:y)", "XY", false), ("x(?-i:y)", "Xy", true), ("(?i:X)y", "xY", false),
    (#"\Qx.Y\E"#, "X.Y", false), (#"\Qx.y\E"#, "X.Y", true), ("[X]", "x", false), (#"[\x58]"#, "x", false),
    (#"[\Wx]"#, "X", true), ("[[:alpha:]]x", "aX", true), (#"\cA"#, "\u{1}", true), ("Ж", "ж", false),
  ])
  func mindsCaseWhereALetterIsACapital(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try Self.finds(pattern, text) == expected)
  }

  @Test(arguments: [
    ("(", 1), (")", 0), ("a)", 1), ("(a", 2), ("[", 1), ("[a", 2), ("*", 0), ("+a", 0), ("a**", 2), ("a{3,2}", 6),
    (#"\"#, 1), (#"é\q"#, 4), (#"\1"#, 2), ("(?<name", 7), (#"\x{110000}"#, 10), ("[[:foo:]]", 2), (#"a\Cb"#, 3),
  ])
  func refusesWithAPlace(_ pattern: String, _ offset: Int) throws {
    let error = try #require(throws: PatternError.self) { try TextPattern(pattern) }
    #expect(error.sentence.contains(", at ") && !error.sentence.hasSuffix("."), "\(error.sentence)")
    #expect(error.offset.map { $0 - offset }.map { -1...1 ~= $0 } == true, "\(error)")
  }

  @Test func saysThePlaceInCharacters() {
    #expect(throws: PatternError.self) { try TextPattern(#"ééé\q"#) }
    let sentence = #expect(throws: PatternError.self) { try TextPattern("ééé*+*b") }?.sentence
    #expect(sentence == "quantifier does not follow a repeatable item, at character 6")
    #expect(
      #expect(throws: PatternError.self) { try TextPattern("(a") }?.sentence
        == "missing closing parenthesis, at the end")
  }

  @Test(arguments: [
    "(((((a{1000}){1000}){1000}){1000}){1000})", "((((){1000}){1000}){1000})", #"\x{D800}"#,
    String(repeating: "(", count: 300) + String(repeating: ")", count: 300), String(repeating: "a", count: 4097),
    String(repeating: ".", count: 4097),
  ])
  func refusesWhatIsTooLarge(_ pattern: String) {
    #expect(throws: PatternError.self) { try TextPattern(pattern) }
  }

  @Test func readsFilters() throws {
    let excluding = try TextPattern(filter: "!error")
    #expect(excluding.isExcluding && excluding.source == "error")
    #expect(try !TextPattern(filter: "a!b").isExcluding)
    #expect(try TextPattern("x+") == TextPattern("x+") && TextPattern("x+") != TextPattern("y+"))
  }

  @Test(arguments: [
    ("a", "banana", [1..<2, 3..<4, 5..<6]), ("an", "BANANA", [1..<3, 3..<5]), ("a+", "aabaaa", [0..<2, 3..<6]),
    ("foobar|foo", "xfoobar", [1..<7]), ("x*", "axxa", [1..<3]), ("^.", "ab\ncd", [0..<1, 3..<4]),
    ("é+", "xéé", [1..<5]), ("", "abc", []), (#"\b\w"#, "ab cd", [0..<1, 3..<4]), ("(?=a)", "aa", []),
    ("a.*b|b", "bab", [0..<1, 1..<3]), (#"a\Kb"#, "abab", [1..<2, 3..<4]),
  ])
  func highlightsWhatMatches(_ pattern: String, _ text: String, _ expected: [Range<Int>]) throws {
    let matcher = TextMatcher(try TextPattern(pattern))
    #expect(matcher.ranges(in: Array(text.utf8)) == expected)
    #expect(matcher.ranges(in: Array(text.utf8), limit: 1) == Array(expected.prefix(1)))
  }

  @Test func passesOverBytesThatAreNoText() throws {
    var matcher = TextMatcher(try TextPattern("b.d+"))
    let text: [UInt8] = [0xFF, 0x62, 0xC3, 0x64, 0x80, 0x62, 0x63, 0x64, 0x64, 0xF0, 0x9F]
    let isFound = matcher.isFound(in: text)
    #expect(isFound && matcher.ranges(in: text) == [5..<9])
    #expect(matcher.isFound(in: [UInt8](text[..<5])) == false)
  }

  /// Random expressions against a matcher that only knows what the tree means.
  @Test(arguments: 0..<20) func agreesWithTheMeaningOfTheTree(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let tree = ReferenceExpression.random(depth: 3, using: &random)
      var matcher = TextMatcher(try TextPattern("(\(tree.source))"))
      for _ in 0..<8 {
        let text = (0..<Int.random(in: 0..<7, using: &random)).map { _ in UInt8.random(in: 0x61...0x63, using: &random)
        }
        let isFound = matcher.isFound(in: text)
        #expect(isFound == tree.isIn(text), "\(tree.source) in \(String(decoding: text, as: UTF8.self))")
      }
    }
  }
}
