import Testing

@testable import MonitorTerminal

@Suite struct CursesOutputTests {
  private func tamed(_ text: String, hasModes: Bool = true) -> String {
    func bytes(_ text: String) -> [UInt8] { hasModes ? Array(text.utf8) : [] }
    let output = CursesOutput(
      enter: bytes("\u{1b}[?1049h"), leave: Array("\u{1b}[?1049l".utf8), wrapOn: bytes("\u{1b}[?7h"),
      wrapOff: bytes("\u{1b}[?7l"))
    return String(decoding: output.tamed(Array(text.utf8)[...]), as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("\u{1b}", "\u{1b}"), ("a\u{1b}[", "a\u{1b}["), ("\u{1b}[3", "\u{1b}[3"),
    ("\u{1b}[3S", "\n\n\n"), ("x\u{1b}[Sy", "x\ny"), ("\u{1b}[2T", "\u{1b}M\u{1b}M"), ("S[2S", "S[2S"),
    ("\u{1b}[1;12r\u{1b}[12;1H\u{1b}[2Srow", "\u{1b}[1;12r\u{1b}[12;1H\n\nrow"),
    ("\u{1b}[38;5;33mS\u{1b}[m", "\u{1b}[38;5;33mS\u{1b}[m"), ("\u{1b}[?7ld\u{1b}[?7h", "d"),
    ("\u{1b}[?1049hx", "\u{1b}[?1049h\u{1b}[?7l\u{1b}(Bx"), ("x\u{1b}[?1049l", "x\u{1b}[?7h\u{1b}[?1049l\u{1b}[?7h"),
    ("\u{1b}\u{1b}[?7h\u{1b}[2S", "\u{1b}\n\n"), ("\u{1b}[39m\u{1b}(B\u{1b}[mx", "\u{1b}[mx"),
    ("\u{1b}[1m\u{1b}[31mx\u{1b}(B\u{1b}[my", "\u{1b}[1m\u{1b}[31mx\u{1b}[my"),
    ("\u{1b}[39;49m\u{1b}[m\u{1b}[4m", "\u{1b}[m\u{1b}[4m"), ("\u{1b}[31m\u{1b}[3;1Hx", "\u{1b}[31m\u{1b}[3;1Hx"),
  ])
  func changesWhatNotEveryTerminalTakesAlike(text: String, expected: String) {
    #expect(tamed(text) == expected)
  }

  @Test func leavesModesAloneWhereTheTerminalHasNotAllOfThem() {
    #expect(tamed("\u{1b}[?7ld\u{1b}[?7h\u{1b}[?1049l", hasModes: false) == "\u{1b}[?7ld\u{1b}[?7h\u{1b}[?1049l")
    #expect(tamed("\u{1b}[2S", hasModes: false) == "\n\n")
  }

  @Test func aHugeNumberIsNoScroll() {
    let text = "\u{1b}[99999999999999999999S"
    #expect(tamed(text) == text)
  }
}
