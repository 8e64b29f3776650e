import MonitorCore
import MonitorTerminal
import MonitorUI
import Testing

@Suite struct KeyDecoderTests {
  /// What bytes mean that come in one piece and are followed by nothing.
  private func keys(_ text: String, silence: Bool = true) -> [Key] { keys(Array(text.utf8), silence: silence) }

  private func keys(_ bytes: [UInt8], silence: Bool = true) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    decoder.feed(bytes, into: &keys)
    if silence, decoder.timeout != nil { decoder.silence(into: &keys) }
    return keys
  }

  @Test(
    arguments: [
      ("a", .character("a")), ("é", .character("é")), ("日", .character("日")), ("👍", .character("👍")),
      ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7f}", .backspace), ("\u{8}", .backspace),
      ("\u{4}", .control("d")), ("\u{c}", .control("l")), ("\u{0}", .control("@")), ("\u{1c}", .control("\\")),
      ("\u{1b}", .escape), ("\u{1b}x", .alt("x")), ("\u{1b}1", .alt("1")), ("\u{1b}é", .alt("é")),
      ("\u{1b}[", .alt("[")), ("\u{1b}O", .alt("O")), ("\u{1b}]", .alt("]")), ("\u{1b}P", .alt("P")),
      ("\u{1b}[A", .up), ("\u{1b}OB", .down), ("\u{1b}[C", .right), ("\u{1b}OD", .left),
      ("\u{1b}[1;5A", .up), ("\u{1b}[1;2D", .left), ("\u{1b}Oa", .up), ("\u{1b}O5B", .down), ("\u{1b}\u{1b}[A", .up),
      ("\u{1b}[H", .home), ("\u{1b}OH", .home), ("\u{1b}[1~", .home), ("\u{1b}[7~", .home),
      ("\u{1b}[F", .end), ("\u{1b}OF", .end), ("\u{1b}[4~", .end), ("\u{1b}[8~", .end),
      ("\u{1b}[5~", .pageUp), ("\u{1b}[6~", .pageDown), ("\u{1b}[5;2~", .pageUp), ("\u{1b}[2~", .insert),
      ("\u{1b}[3~", .delete), ("\u{1b}[Z", .backTab),
      ("\u{1b}OP", .function(1)), ("\u{1b}[P", .function(1)), ("\u{1b}[11~", .function(1)), ("\u{1b}[[A", .function(1)),
      ("\u{1b}[[E", .function(5)), ("\u{1b}OS", .function(4)), ("\u{1b}[15~", .function(5)),
      ("\u{1b}[17~", .function(6)),
      ("\u{1b}[21~", .function(10)), ("\u{1b}[23~", .function(11)), ("\u{1b}[24~", .function(12)),
      ("\u{1b}[25~", .function(13)), ("\u{1b}[28~", .function(15)), ("\u{1b}[34~", .function(20)),
      ("\u{1b}OM", .enter), ("\u{1b}Oq", .character("1")), ("\u{1b}Ok", .character("+")),
      ("\u{1b}[97;5u", .control("a")), ("\u{1b}[27u", .escape), ("\u{1b}[9;2u", .backTab), ("\u{1b}[97;3u", .alt("a")),
      ("\u{1b}[97;2u", .character("A")), ("\u{1b}[27;5;100~", .control("d")), ("\u{1b}[97:65;1:1u", .character("a")),
      ("\u{1b}[<0;5;3M", .mouse(MouseEvent(.press, x: 4, y: 2))),
      ("\u{1b}[<64;300;1M", .mouse(MouseEvent(.wheelUp, x: 299, y: 0))),
      ("\u{1b}[<81;1;1M", .mouse(MouseEvent(.wheelDown, x: 0, y: 0))),
      ("\u{1b}[M !!", .mouse(MouseEvent(.press, x: 0, y: 0))),
      ("\u{1b}[200~two\r\nlines\u{1b}[201~", .paste("two\nlines")),
      ("\u{1b}[200~q\u{3}\u{1b}[A\u{1b}[201~", .paste("q[A")),
      ("\u{1b}[200~日本\u{1b}[201~", .paste("日本")), ("\u{1b}[200~no end", .paste("no end")),
    ] as [(String, Key)])
  func readsOneKey(text: String, key: Key) { #expect(keys(text) == [key]) }

  @Test(arguments: [
    "\u{1b}[1;5Z", "\u{1b}[99~", "\u{1b}[3;5~", "\u{1b}[?2026;2$y", "\u{1b}[24;80R", "\u{1b}[1;2P", "\u{1b}[?1;2c",
    "\u{1b}[I", "\u{1b}[O", "\u{1b}[201~", "\u{1b}]0;title q\u{7}", "\u{1b}]52;c;cQ==\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\",
    "\u{1b}_Gi=1;OK\u{1b}\\", "\u{1b}^pm\u{1b}\\", "\u{1b}]11;rgb:0000/0000", "\u{1b}[38;5;208", "\u{1b}[ q",
    "\u{1b}[3$",
    "\u{1b}[<0;5;3m", "\u{1b}[<32;5;3M", "\u{1b}[<0;0;0M", "\u{1b}[<0;5M", "\u{1b}[99999999999999999999A",
    "\u{1b}[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1A", "\u{1b}[1114112u", "\u{1b}[55296u", "\u{1b}[57399u",
    "\u{1b}[97;9u", "\u{1b}[M#!!", "\u{85}", "\u{1b}[[Q", "\u{1b}OE", "\u{1b}[5", "\u{1b}[\u{18}",
  ])
  func swallowsWhatIsNoKeyAsAWhole(text: String) { #expect(keys(text) == []) }

  @Test(
    arguments: [
      [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe0, 0x80, 0x80], [0x80], [0xc3], [0xf5],
      [0x1b, 0xff], [0x1b, 0xe2, 0x82],
    ] as [[UInt8]])
  func swallowsBrokenUTF8(bytes: [UInt8]) { #expect(!keys(bytes).contains { $0 != .escape && $0 != .alt("\u{fffd}") }) }

  @Test func goesOnAfterBrokenUTF8() { #expect(keys([0xe2, 0x82, UInt8(ascii: "j"), 0xff, 0xc3, 0xa9]) == keys("jé")) }

  @Test func readsKeysInARow() {
    #expect(keys("j\u{1b}[Ak\u{1b}x\u{1b}\r") == [.character("j"), .up, .character("k"), .alt("x"), .escape, .enter])
    #expect(keys("\u{1b}\u{1b}") == [.escape, .escape])
    #expect(keys("\u{1b}\u{1b}x") == [.escape, .alt("x")])
    #expect(keys("\u{1b}[\u{1b}[B") == [.down])
    #expect(keys("\u{1b}]0;cut off\u{1b}[B") == [.down])
    #expect(keys("\u{1b}[1;\rj") == [.enter, .character("j")])
  }

  @Test func waitsBrieflyAfterEscAndLongerInsideASequence() {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    #expect(decoder.timeout == nil)
    decoder.feed([0x1b], into: &keys)
    #expect(decoder.timeout == .milliseconds(50))
    decoder.feed([UInt8(ascii: "[")], into: &keys)
    #expect(decoder.timeout == .milliseconds(500))
    decoder.feed([UInt8(ascii: "A")], into: &keys)
    #expect(decoder.timeout == nil)
    #expect(keys == [.up])
    decoder.feed("\u{1b}[200~".utf8, into: &keys)
    #expect(decoder.timeout == .seconds(2))
  }

  /// A slow line cuts sequences anywhere: as long as nobody calls `silence`, that changes nothing.
  @Test func doesNotMindWhereInputIsCut() {
    let text =
      "aé日👍\u{1b}[1;5A\u{1b}OP\u{1b}[<0;5;3M\u{1b}]0;t\u{1b}\\\u{1b}[200~p\u{1b}[20x\u{1b}[201~\u{1b}x\u{1b}[5~z"
    let whole = keys(text)
    var decoder = KeyDecoder()
    var single: [Key] = []
    for byte in text.utf8 { decoder.feed([byte], into: &single) }
    #expect(single == whole)
    #expect(whole.contains(.paste("p[20x")))
  }

  @Test func boundsAPasteAndNeverReadsItsRestAsKeys() {
    let paste = String(repeating: "q", count: 300_000)
    let found = keys("\u{1b}[200~\(paste)\u{1b}[201~j")
    #expect(found == [.paste(String(repeating: "q", count: 65_536)), .character("j")])
  }

  @Test func neverCutsAScalarInTwo() {
    let found = keys("\u{1b}[200~\(String(repeating: "日", count: 30_000))\u{1b}[201~")
    #expect(found == [.paste(String(repeating: "日", count: 65_536 / 3))])
  }

  @Test func aPasteThatNeverEndsIsOnePaste() {
    var decoder = KeyDecoder()
    var found: [Key] = []
    decoder.feed("\u{1b}[200~".utf8, into: &found)
    decoder.feed(String(repeating: "q\n:quit\n", count: 15_000).utf8, into: &found)
    #expect(found.isEmpty)
    decoder.silence(into: &found)
    guard case .paste(let text) = found.first, found.count == 1 else {
      Issue.record("not paste: \(String(describing: found.first))")
      return
    }
    #expect(text.utf8.count <= 65_536 && text.hasPrefix("q\n:quit\n"))
  }

  /// A sequence that breaks off says nothing; above all it is not read as the letters it is made of.
  @Test(arguments: [
    "\u{1b}[1;5A", "\u{1b}[<0;10;30M", "\u{1b}]0;quit\u{7}", "\u{1b}Pqqq\u{1b}\\", "\u{1b}[24~", "\u{1b}OP",
    "\u{1b}[M !!",
    "\u{1b}[200~qqq\u{1b}[201~", "\u{1b}\u{1b}[A", "\u{1b}[?1;2c", "日",
  ])
  func halfASequenceIsNoText(sequence: String) {
    let bytes = Array(sequence.utf8)
    for length in 1..<bytes.count {
      var decoder = KeyDecoder()
      var found: [Key] = []
      decoder.feed(bytes[..<length], into: &found)
      decoder.silence(into: &found)
      let isText = found.contains { if case .character = $0 { true } else { false } }
      #expect(!isText, "\(length) bytes: \(found)")
      found.removeAll()
      decoder.feed("j".utf8, into: &found)
      #expect(found == [.character("j")])
    }
  }

  @Test(arguments: 0..<3) func swallowsHundredKilobytesOfAnything(seed: Int) {
    var random = SplitMix64(seed: UInt64(1_000 + seed))
    var decoder = KeyDecoder()
    var found: [Key] = []
    var fed = 0
    while fed < 100_000 {
      let piece = (0..<Int.random(in: 1...4_096, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      decoder.feed(piece, into: &found)
      if Bool.random(using: &random) { decoder.feed("\u{1b}[".utf8, into: &found) }
      fed += piece.count
    }
    decoder.silence(into: &found)
    #expect(found.count <= fed)
    #expect(decoder.timeout == nil)
  }

  /// Bytes of any kind leave no state behind in which keys are lost: after a silence, the next one is heard.
  @Test(arguments: 0..<300) func survivesGarbage(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let alphabet: [UInt8] =
      Array("\u{1b}\u{1b}\u{1b}[[O]P;;<M~?0129AZu$ \u{7}\\".utf8) + [0x00, 0x18, 0x80, 0xc3, 0xe2, 0xff]
    var decoder = KeyDecoder()
    var found: [Key] = []
    for _ in 0..<400 {
      let byte =
        Bool.random(using: &random) ? alphabet.randomElement(using: &random) : UInt8.random(in: 0...255, using: &random)
      decoder.feed([byte ?? 0], into: &found)
      if Int.random(in: 0..<20, using: &random) == 0 { decoder.silence(into: &found) }
    }
    for key in found {
      switch key {
      case .character(let scalar), .alt(let scalar):
        #expect(scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value))
      case .function(let number): #expect((1...20).contains(number))
      case .mouse(let event): #expect(event.x >= 0 && event.y >= 0)
      case .paste(let text): #expect(text.utf8.count <= 65_536)
      default: break
      }
    }
    decoder.silence(into: &found)
    #expect(decoder.timeout == nil)
    found.removeAll()
    decoder.feed("j\u{1b}[A".utf8, into: &found)
    #expect(found == [.character("j"), .up])
  }

  @Test(
    arguments: [
      (nil, 50), ("", 50), ("abc", 50), ("0", 50), ("-5", 50), ("99999", 50), ("1", 1), ("250", 250),
    ] as [(String?, Int)])
  func escapeWaitsForAsLongAsESCDELAYSays(variable: String?, milliseconds: Int) {
    var decoder = KeyDecoder(escapeDelay: KeyDecoder.escapeDelay(from: variable))
    var keys: [Key] = []
    decoder.feed([0x1B], into: &keys)
    #expect(decoder.timeout == .milliseconds(milliseconds))
    decoder.silence(into: &keys)
    #expect(keys == [.escape])
  }
}
