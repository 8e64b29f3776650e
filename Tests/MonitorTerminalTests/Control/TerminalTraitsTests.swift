import MonitorTerminal
import Testing

@Suite struct TerminalTraitsTests {
  @Test(arguments: ["xterm-256color", "rxvt-unicode", "tmux-256color", "alacritty", "foot", "xterm-kitty"])
  func knowsTerminalsLikeXterm(type: String) { #expect(TerminalTraits(environment: ["TERM": type]).isXtermLike) }

  @Test(arguments: ["vt100", "linux", "dumb", "screen", "", "cons25"])
  func expectsNothingOfOthers(type: String) {
    let traits = TerminalTraits(environment: ["TERM": type])
    #expect(!traits.isXtermLike && !traits.showsProgress && !traits.showsNotifications)
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

  @Test func notifiesOnlyWhereItIsUnderstood() {
    let plain = TerminalTraits(environment: ["TERM": "xterm-256color"])
    #expect(!plain.showsProgress && !plain.showsNotifications)
    let iTerm = TerminalTraits(environment: ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"])
    #expect(!iTerm.showsProgress && iTerm.showsNotifications)
    let ghostty = TerminalTraits(environment: ["TERM": "xterm-ghostty"])
    #expect(ghostty.showsProgress && ghostty.showsNotifications)
    #expect(TerminalTraits(environment: ["TERM": "xterm-256color", "WT_SESSION": "x"]).showsProgress)
    #expect(TerminalTraits(environment: ["TERM": "xterm-256color", "VTE_VERSION": "8000"]).showsProgress)
    #expect(!TerminalTraits(environment: ["TERM": "xterm-256color", "VTE_VERSION": "6800"]).showsProgress)
    #expect(!TerminalTraits(environment: ["TERM": "tmux-256color", "TMUX": "x", "WT_SESSION": "x"]).showsProgress)
  }
}
