import Glibc
import MonitorCore
import MonitorTerminal

/// What the terminal can do, as far as can be said without writing to it.
struct TerminalCheck {
  let environment: Environment
  /// How a person wants to be told.
  let notify: NotifyWay

  func findings() async -> [Finding] {
    let traits = TerminalTraits(environment: environment.variables)
    return [terminal, colours, await notices(traits), clipboard(traits)] + (await tmux(traits)) + [locale]
  }

  private var terminal: Finding {
    guard isatty(STDOUT_FILENO) == 1 || isatty(STDIN_FILENO) == 1 else {
      return Finding("terminal", .note, "none here: entries would be lines")
    }
    guard let type = environment["TERM"] else {
      return Finding("terminal", .broken, "TERM is not set: plain lines in place of the screen")
    }
    guard type != "dumb" else { return Finding("terminal", .note, "dumb: plain lines in place of the screen") }
    var size = winsize()
    let known = [STDOUT_FILENO, STDIN_FILENO].contains { ioctl($0, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 }
    return Finding("terminal", .ok, known ? "\(type), \(size.ws_col) by \(size.ws_row)" : type)
  }

  private var colours: Finding {
    if environment.colorWish == .never { return Finding("colours", .note, "none, as the environment wishes") }
    guard environment.terminalHasColor else { return Finding("colours", .note, "none: the terminal has none") }
    let isTrue = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    let count = isTrue ? "16 million" : environment["TERM"]?.contains("256") == true ? "256" : "at least 8"
    return Finding("colours", .ok, count)
  }

  private func notices(_ traits: TerminalTraits) async -> Finding {
    let answer = traits.multiplexer == .tmux ? (await ask(TmuxAnswer.question)).flatMap { TmuxAnswer($0) } : nil
    guard let route = Alerts.route(notify, environment.variables, tmux: answer) else {
      return Finding("notices", .note, notify == .off ? "none, as 'notify' says" : "the command that 'notify' names")
    }
    return Finding("notices", route.sequence == nil ? .note : .ok, route.reason)
  }

  private func clipboard(_ traits: TerminalTraits) -> Finding {
    guard traits.isXtermLike || traits.multiplexer != .none else {
      return Finding("clipboard", .note, "none that is known: copying is said to be impossible")
    }
    return Finding("clipboard", .ok, "OSC 52; no terminal says whether it arrived")
  }

  /// What tmux lets pass.
  private func tmux(_ traits: TerminalTraits) async -> [Finding] {
    guard environment["TMUX"] != nil, traits.multiplexer == .tmux else { return [] }
    var values: [String] = []
    for option in ["allow-passthrough", "set-clipboard"] {
      guard let said = await ask(["/usr/bin/env", "tmux", "show-options", "-gv", option]) else {
        return [Finding("tmux", .note, "does not say what it lets pass")]
      }
      let value = SafeText.line(String(said.prefix { $0 != "\n" }))
      values.append("\(option) \(value.isEmpty ? "unknown" : value)")
    }
    let isOff = values.contains { $0.hasSuffix(" off") }
    return [Finding("tmux", isOff ? .note : .ok, values.joined(separator: ", "))]
  }

  private func ask(_ command: [String]) async -> String? {
    let child = ChildOutput(
      command: command, environment: environment.variables, limit: 4_096, patience: .seconds(2))
    return (try? await child.read()).map { String(decoding: $0, as: UTF8.self) }
  }

  private var locale: Finding {
    if let advice = TerminalLocale.advice { return Finding("locale", .broken, advice) }
    return TerminalLocale.adopt()
      ? Finding("locale", .ok, "UTF-8")
      : Finding("locale", .note, "not UTF-8: the output is 7-bit. LANG=C.UTF-8 changes that")
  }
}
