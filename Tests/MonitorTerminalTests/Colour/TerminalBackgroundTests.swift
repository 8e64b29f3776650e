import MonitorTerminal
import MonitorUI
import Testing

@Suite struct TerminalBackgroundTests {
  @Test(
    arguments: [
      ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("12;8", .dark), ("0;7", .light), ("7;6", .dark),
    ] as [(String, TerminalBackground)])
  func readsTheVariable(text: String, background: TerminalBackground) {
    #expect(TerminalBackground(variable: text) == background)
  }

  @Test(arguments: [nil, "", "15", "15;", "15;default", "0;16", "0;-1", "x;y"] as [String?])
  func passesOverWhatSaysNothing(text: String?) {
    // A single number is the foreground of a variable that was cut; it is taken as rxvt's last word all the same.
    #expect(TerminalBackground(variable: text) == (text == "15" ? .light : nil))
  }

  @Test(
    arguments: [
      ("11;rgb:0000/0000/0000", .dark), ("11;rgb:ffff/ffff/ffff", .light), ("11;rgb:f/f/f", .light),
      ("11;rgb:28/2a/36", .dark), ("11;rgb:fdfd/f6f6/e3e3", .light), ("11;rgba:0000/0000/0000/8080", .dark),
      ("11;rgb:0000/2b2b/3636", .dark), ("11;rgb:ee/e8/d5", .light), ("11;rgb:8/8/8", .light),
    ] as [(String, TerminalBackground)])
  func readsAnAnswer(text: String, background: TerminalBackground) {
    #expect(TerminalBackground(answer: Array(text.utf8)) == background)
  }

  @Test(arguments: [
    "", "11;?", "10;rgb:ffff/ffff/ffff", "11;rgb:ffff/ffff", "11;rgb:fffff/0/0", "11;rgb:+1/0/0", "11;rgb:/0/0",
    "11;rgb:ffff/ffff/ffff/ffff", "11;#ffffff", "11;rgb:gg/00/00",
  ])
  func refusesWhatIsNoAnswer(text: String) { #expect(TerminalBackground(answer: Array(text.utf8)) == nil) }

  /// The answer comes among keys, cut anywhere, ended either way; what is typed meanwhile is kept.
  @Test(arguments: ["\u{1b}\\", "\u{7}"]) func theDecoderHearsIt(end: String) {
    let bytes = Array("j\u{1b}]11;rgb:ffff/ffff/ffff\(end)k".utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      var keys: [Key] = []
      decoder.feed(bytes[..<cut], into: &keys)
      decoder.feed(bytes[cut...], into: &keys)
      let answers = [decoder.takeBackground(), decoder.takeBackground()]
      #expect(keys == [.character("j"), .character("k")] && answers == [.light, nil])
    }
  }

  @Test(arguments: [
    "\u{1b}P11;rgb:ffff/ffff/ffff\u{1b}\\", "\u{1b}]11;rgb:ffff/ffff/ffff\u{18}",
    "\u{1b}]11;rgb:ffff/ffff/ffff" + String(repeating: " ", count: 100_000) + "\u{7}",
  ])
  func theDecoderHearsNothingElse(text: String) {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    decoder.feed(text.utf8, into: &keys)
    let answer = decoder.takeBackground()
    #expect(answer == nil && keys.isEmpty)
  }
}
