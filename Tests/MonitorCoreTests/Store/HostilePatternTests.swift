import MonitorCore
import TestSupport
import Testing

/// Whatever is typed and whatever is searched: no crash, no freeze, nothing hidden that was not decided.
@Suite struct HostilePatternTests {
  private static let pieces = [
    "a", "b", "é", "😀", ".", "*", "+", "?", "(", ")", "(?:", "(?i)", "(?=", "(?<=", "(?!", "(?>", "[", "]", "[^", "-",
    "|",
    "^", "$", "{2}", "{1,3}", "{,2}", "{", "}", "\\", "\\d", "\\w", "\\s", "\\b", "\\B", "\\1", "\\K", "\\R", "\\X",
    "\\C", "\\Q", "\\E", "\\x41", "\\x{e9}", "\\p{L}", "(?R)", "(?1)", "(*ACCEPT)", "(*SKIP)", "(*FAIL)", "(*UTF)",
    "(*LIMIT_MATCH=1)", "(*NO_JIT)", "(?<n>", "(?&n)", "\\k<n>", "(?(1)", "(?C1)", "\u{0}", "\n", "'", "#", "(?x)",
    "(?#", "[[:alpha:]]", "\\N{U+41}", "\\G", "\\A", "\\z", "(?|", "++", "*+", "(?m)", "(?-m)", "(?s)", "(?^)", "k",
    "S",
  ]

  @Test(arguments: 0..<40) func survivesAnyPatternOverAnyBytes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let source = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        Self.pieces.randomElement(using: &random) ?? ""
      }.joined()
      let pattern: TextPattern
      do {
        pattern = try TextPattern(source)
      } catch {
        #expect(!error.sentence.isEmpty && (error.offset ?? 0) <= source.utf8.count)
        continue
      }
      var matcher = TextMatcher(pattern)
      for _ in 0..<6 {
        let text = Self.bytes(upTo: 60, &random)
        let ranges = matcher.ranges(in: text)
        #expect(ranges.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 && $0.upperBound <= text.count })
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(source)")
        let isShown = matcher.admits(text)
        // Where something is highlighted it matches, but for what depends on where a search starts.
        if !ranges.isEmpty { #expect(isShown, "\(source) in \(text)") }
      }
    }
  }

  private static func bytes(upTo count: Int, _ random: inout SplitMix64) -> [UInt8] {
    (0..<Int.random(in: 0...count, using: &random)).flatMap { _ -> [UInt8] in
      switch Int.random(in: 0..<8, using: &random) {
      case 0: [UInt8.random(in: .min ... .max, using: &random)]
      case 1: Array("é".utf8)
      case 2: Array("😀".utf8.prefix(Int.random(in: 1...4, using: &random)))
      case 3: [0x0A]
      default: [UInt8.random(in: 0x61...0x63, using: &random)]
      }
    }
  }

  /// The plan of a message, its words and its values must decide as the message itself.
  @Test(arguments: 0..<12) func decidesByTemplateAsByMessage(seed: UInt64) {
    var world = RandomEntries(seed: seed, ids: 400)
    var store = LogStore()
    for step in 0..<8 {
      _ = store.merge(EntryBatch(world.batch(upTo: 30, around: step)), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    let pieces = [
      "ste", "p", " of ", "'", "ACC", "acc", "-", "1", "2", ".", "*", "+", "?", "\\d", "\\w+", "(", ")", "|", "[a-z]",
      "[^ ]",
      "^", "$", "n", "done", "\\b", "{", "}", "a", "k", "s", "way", "Zoë", "zoë",
    ]
    for _ in 0..<50 {
      let source = (0..<world.number(1..<6)).map { _ in pieces[world.number(0..<pieces.count)] }.joined()
      guard let pattern = try? TextPattern(source) else { continue }
      var matcher = TextMatcher(pattern)
      let expected = store.order.filter { slot in
        var message = FilledMessage()
        message.fill(template: store.message(of: slot), parameters: store.parameters(of: slot))
        return matcher.isFound(in: message.text)
      }
      var index = LogIndex()
      index.rebuild(LogFilter(patterns: [pattern]), over: store)
      #expect(index.slots == expected, "\(source)")
      #expect(store.order.filter { LogFilter(patterns: [pattern]).admits($0, of: store) } == expected, "\(source)")
    }
  }

  private static let slow = ["(a+)+$", "(a|a)*$", "(x?a+)*[^a]{2}", "(a*)*(a*)*(a*)*[0-9]"]
  private static let text = String(repeating: "a", count: 200) + "!"

  @Test(arguments: slow) func givesUpOnWhatBacktracksForEver(_ source: String) throws {
    var matcher = TextMatcher(try TextPattern(source))
    let text = Array(Self.text.utf8)
    for _ in 0...50 {
      #expect(!matcher.isTooSlow)
      let (isShown, isShownExcluding) = (matcher.admits(text), matcher.isFound(in: text))
      #expect(isShown && !isShownExcluding)
      if matcher.isTooSlow { break }
    }
    #expect(matcher.isTooSlow && matcher.ranges(in: text).isEmpty)
    // Once it is refused, nothing is searched, and nothing is hidden.
    let isShown = matcher.admits(Array("b".utf8))
    #expect(isShown)
  }

  @Test(arguments: slow) func tellsWhichFilterIsTooSlow(_ source: String) throws {
    var store = LogStore()
    let entries = (0..<200).map { number in
      TestEntry("n\(number)").with { $0.message = Array(Self.text.utf8) }
    }
    _ = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    for isExcluding in [false, true] {
      let pattern = try TextPattern(source + "(?:)", isExcluding: isExcluding)
      var index = LogIndex()
      index.rebuild(LogFilter(patterns: [try TextPattern("a"), pattern]), over: store)
      #expect(index.slowPattern == pattern && index.count == 200)
      #expect(throws: PatternError.tooSlow) {
        try index.nearest(to: -1, backwards: false, matching: pattern, in: store)
      }
      index.rebuild(LogFilter(patterns: [try TextPattern("a")]), over: store)
      #expect(index.slowPattern == nil)
    }
  }

  @Test func sharesAPatternBetweenThreads() async throws {
    let pattern = try TextPattern(#"(\w+)-(\d+)$"#)
    let counts = await withTaskGroup(of: Int.self) { group in
      for thread in 0..<4 {
        group.addTask {
          var matcher = TextMatcher(pattern)
          return (0..<2_000).count { number in
            matcher.isFound(in: Array("entry-\(number)\(number % 2 == 0 ? "" : "x") \(thread)".utf8.dropLast(2)))
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [1000, 1000, 1000, 1000])
  }
}
