import MonitorTerminal
import Testing

@Suite struct TerminalTraitsTests {
  @Test(arguments: ["xterm-256color", "rxvt-unicode", "tmux-256color", "alacritty", "foot", "xterm-kitty"])
  func knowsTerminalsLikeXterm(type: String) { #expect(TerminalTraits(environment: ["TERM": type]).isXtermLike) }

  @Test(arguments: ["vt100", "linux", "dumb", "screen", "", "cons25"])
  func expectsNothingOfOthers(type: String) {
    let traits = TerminalTraits(environment: ["TERM": type])
    #expect(!traits.isXtermLike && !traits.showsProgress)
  }

  @Test func expectsNothingWithoutATerminal() { #expect(!TerminalTraits(environment: [:]).isXtermLike) }

  @Test func knowsMultiplexers() {
    #expect(TerminalTraits(environment: ["TERM": "tmux-256color"]).multiplexer == .tmux)
    #expect(TerminalTraits(environment: ["TERM": "screen", "TMUX": "/tmp/x"]).multiplexer == .tmux)
    #expect(TerminalTraits(environment: ["TERM": "screen", "TMUX": "/tmp/x"]).isXtermLike)
    #expect(TerminalTraits(environment: ["TERM": "screen-256color"]).multiplexer == .screen)
    #expect(TerminalTraits(environment: ["TERM": "xterm", "STY": "1.tty"]).multiplexer == .screen)
    #expect(TerminalTraits(environment: ["TERM": "xterm", "TMUX": ""]).multiplexer == .none)
  }
}
