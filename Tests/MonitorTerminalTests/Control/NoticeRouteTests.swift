import MonitorTerminal
import Testing

/// A notice is shown by the terminal where it is known to, else by the bell and the title.
@Suite struct NoticeRouteTests {
  private func route(_ environment: [String: String], _ tmux: String? = nil, _ wanted: NoticeSequence? = nil)
    -> NoticeRoute
  {
    NoticeRoute(
      environment: ["TERM": "xterm-256color"].merging(environment) { $1 }, wanted: wanted,
      tmux: tmux.flatMap { TmuxAnswer($0) })
  }

  @Test(arguments: [
    (["TERM": "xterm-kitty"], NoticeSequence.osc99), (["TERM_PROGRAM": "ghostty"], .osc9),
    (["TERM": "xterm-ghostty"], .osc9), (["TERM_PROGRAM": "iTerm.app"], .osc9), (["LC_TERMINAL": "iTerm2"], .osc9),
    (["TERM_PROGRAM": "WezTerm"], .osc777), (["TERM": "foot"], .osc777), (["TERM": "foot-extra"], .osc777),
    (["KONSOLE_VERSION": "230401"], .osc777),
  ]) func knownTerminalsShowIt(environment: [String: String], sequence: NoticeSequence) {
    let route = route(environment)
    #expect(route.sequence == sequence && !route.rings && !route.showsTitle, "\(route.reason)")
  }

  @Test(arguments: [
    [:], ["VTE_VERSION": "8400"], ["KONSOLE_VERSION": "220800"], ["ConEmuANSI": "ON"], ["TERM": "linux"],
    ["TERM": "vt220", "KONSOLE_VERSION": "240800"], ["TERM_PROGRAM": "Apple_Terminal"], ["TERM": "screen", "STY": "1"],
  ]) func elsewhereTheBellRingsAndTheTitleSaysIt(environment: [String: String]) {
    let route = route(environment)
    #expect(
      route.sequence == nil && route.rings && route.showsTitle && route.reason.hasPrefix("the bell and the title"))
    #expect(route.bytes("done").isEmpty)
  }

  @Test(arguments: [["WT_SESSION": "x"], ["TERM": "rxvt-unicode-256color"]])
  func whereItDependsTheBellRingsToo(environment: [String: String]) {
    let route = route(environment)
    #expect(route.sequence == .osc777 && route.rings && route.showsTitle)
  }

  @Test func whatThePersonNamesIsSent() {
    #expect(route([:], nil, .osc9).sequence == .osc9)
    #expect(!route(["VTE_VERSION": "8400"], nil, .osc777).rings)
  }

  @Test func throughTmuxWhereItLetsThemPass() {
    let inside = ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "KONSOLE_VERSION": "240800"]
    let all = route(inside, "3.4|all|kitty(0.35.2)|xterm-kitty\n")
    #expect(all.sequence == .osc99 && !all.rings)
    #expect(
      String(decoding: all.bytes("done"), as: UTF8.self)
        == "\u{1b}Ptmux;\u{1b}\u{1b}]99;;done\u{1b}\u{1b}\\\u{1b}\\")
    let visible = route(inside, "3.3a|1|iTerm2 3.5.1|xterm-256color")
    #expect(visible.sequence == .osc9 && visible.rings, "a pane that is not shown is not let through")
    #expect(route(inside, "3.2a|||foot").sequence == .osc777)
  }

  @Test(arguments: [
    "3.4|off|kitty(0.35.2)|xterm-kitty", "3.3a|0||xterm-kitty", "3.4|all||xterm-256color", "", "x|y", nil,
  ])
  func throughATmuxThatDoesNotTheBellRings(answer: String?) {
    let route = route(["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "KITTY_WINDOW_ID": "1"], answer)
    #expect(route.sequence == nil && route.rings && route.showsTitle)
  }

  @Test func progressIsShownWhereItIsKnownToBe() {
    func shows(_ environment: [String: String]) -> Bool {
      TerminalTraits(environment: ["TERM": "xterm-256color"].merging(environment) { $1 }).showsProgress
    }
    #expect(shows(["WT_SESSION": "x"]) && shows(["VTE_VERSION": "8000"]) && shows(["ConEmuANSI": "ON"]))
    #expect(
      shows(["KONSOLE_VERSION": "260401"]) && shows(["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.9"]))
    #expect(shows(["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"]))
    // Each of these would show a notice for every percent, or did once.
    #expect(!shows(["TERM": "xterm-kitty"]) && !shows(["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"]))
    #expect(!shows(["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.5"]) && !shows(["TERM": "foot"]))
    #expect(!shows(["TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"]))
    #expect(!shows(["KONSOLE_VERSION": "240800"]) && !shows(["VTE_VERSION": "6800"]) && !shows([:]))
    #expect(!shows(["TERM": "tmux-256color", "TMUX": "x", "WT_SESSION": "x"]))
  }
}
