import ArgumentParser
import Testing

@testable import mpt_tail

@Suite struct EnvironmentTests {
  @Test(
    arguments: [
      ([:], .unsaid), (["NO_COLOR": "1"], .never), (["NO_COLOR": ""], .unsaid), (["CLICOLOR": "0"], .never),
      (["CLICOLOR": "1"], .unsaid), (["FORCE_COLOR": "0"], .never), (["FORCE_COLOR": "false"], .never),
      (["FORCE_COLOR": "1"], .always), (["CLICOLOR_FORCE": "1"], .always), (["CLICOLOR_FORCE": "0"], .unsaid),
      (["CLICOLOR_FORCE": "1", "CLICOLOR": "0"], .always), (["FORCE_COLOR": "3", "NO_COLOR": "x"], .never),
    ] as [([String: String], Environment.ColorWish)])
  func colorsAreAsTheConventionsSay(variables: [String: String], wish: Environment.ColorWish) {
    #expect(Environment(variables).colorWish == wish)
  }

  @Test(arguments: [
    ("xterm-256color", true), ("vt220", false), ("vt100-w", false), ("vte-256color", true), ("dumb", false),
    ("", false),
    ("xterm-mono", false), ("linux-m", false), ("linux", true),
  ])
  func someTerminalsHaveNoColors(type: String, hasColor: Bool) {
    #expect(Environment(["TERM": type]).terminalHasColor == hasColor)
    #expect(LookOptions.Color.auto.isWanted(in: ["TERM": type], onTerminal: true) == hasColor)
    #expect(!LookOptions.Color.auto.isWanted(in: ["TERM": type], onTerminal: false))
    #expect(LookOptions.Color.always.isWanted(in: ["TERM": type, "NO_COLOR": "1"], onTerminal: false))
    #expect(!LookOptions.Color.never.isWanted(in: ["TERM": type, "FORCE_COLOR": "1"], onTerminal: true))
  }
}
